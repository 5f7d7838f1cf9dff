import Canvas
import Growth
import History
import Market
import TimeSeries

/// A panel with daily downloads as bars, on the same time axis as the rank panel above it.
struct DownloadsPanel {
    let report: AppReport
    let curve: DownloadCurve
    /// The total in the heading; `nil` if there is no figure yet.
    let total: String?
    let window: TimeRange
    let theme: Theme

    func draw(in region: Region, on frame: inout Frame) {
        let (heading, rest) = region.splitTop(1)
        let (chart, labels) = rest.splitBottom(1)
        let title = "downloads/day"
        let total = total.map { "  \($0)" } ?? "  no figures yet"
        let sums = curve.segments.filter { $0.days.count > 1 }
            .map { "  Σ \(TimeFormat.list($0.days.map(Day.init))) in total" }.joined()
        frame.write(
            [StyledText(title, theme.heading), StyledText(total, theme.text), StyledText(sums, theme.sum)],
            in: heading
        )
        let endGutter = RankPanel.endGutter(width: region.width)
        DayBars(
            axis: RankPanel.axis(window, columns: chart.width - RankPanel.gutter - endGutter),
            bars: bars,
            sums: self.sums,
            unknown: unknown,
            barStyle: theme.bar,
            sumStyle: theme.sum,
            gridStyle: theme.faint,
            format: { NumberFormat.short($0) }
        )
        .draw(in: chart, gutter: RankPanel.gutter, endGutter: endGutter, on: &frame)
        RankPanel.drawDates(
            window,
            in: labels.inset(left: RankPanel.gutter, right: endGutter),
            zone: report.zone,
            theme: theme,
            on: &frame
        )
    }

    private var bars: [DayBars.Bar] {
        curve.segments.filter { $0.days.count == 1 }.map { segment in
            let day = Day(number: segment.days[0])
            return DayBars.Bar(
                start: day.start.seconds,
                end: day.lastSecond.seconds,
                value: Double(segment.value),
                label: NumberFormat.short(Double(segment.value)),
                shortLabel: NumberFormat.shortest(Double(segment.value))
            )
        }
    }

    private var sums: [DayBars.Sum] {
        curve.segments.filter { $0.days.count > 1 }.map { segment in
            DayBars.Sum(runs: Self.runs(of: segment.days), label: "Σ \(NumberFormat.short(Double(segment.value)))")
        }
    }

    /// The past days without a figure, not even as part of a total, as time ranges in seconds.
    private var unknown: [ClosedRange<Int64>] {
        let known = Set(curve.segments.flatMap(\.days))
        let last = min(report.instant, window.end)
        let first = max(curve.day0, window.start.day)
        guard first.lastSecond <= last else { return [] }
        let days = (first...last.day).filter { !known.contains($0.number) && $0.lastSecond <= last }
        return days.map { $0.start.seconds...$0.lastSecond.seconds }
    }

    /// Returns runs of consecutive days as time ranges in seconds: days 2, 3 and 5 become 2–3 and 5.
    private static func runs(of days: [Int]) -> [ClosedRange<Int64>] {
        var runs: [ClosedRange<Int>] = []
        for day in days {
            if let last = runs.last, last.upperBound == day - 1 {
                runs[runs.count - 1] = last.lowerBound...day
            } else {
                runs.append(day...day)
            }
        }
        return runs.map { Day(number: $0.lowerBound).start.seconds...Day(number: $0.upperBound).lastSecond.seconds }
    }
}
