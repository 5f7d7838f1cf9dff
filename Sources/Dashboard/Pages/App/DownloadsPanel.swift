import Canvas
import Growth
import History
import Market
import TimeSeries

/// A panel with daily downloads as bars, on the same time axis as the rank panel above it unless ranks are known for a
/// shorter time than downloads.
struct DownloadsPanel {
    let report: AppReport
    let curve: DownloadCurve
    /// The newest total, for the heading.
    let total: String
    let window: TimeRange
    /// The number of columns that the labels of the rank panel above need on the right.
    let endGutter: Int
    let theme: Theme

    /// The number of days that the axis shows at least, if there are figures.
    private static let minimumDays: Int64 = 14

    /// Returns a range that includes the figures of the last 14 days, also those from before the range of the rank
    /// panel.
    static func window(_ ranks: TimeRange, including curve: DownloadCurve) -> TimeRange {
        guard let first = curve.segments.compactMap(\.days.first).min() else { return ranks }
        let start = max(Day(number: first).start, (ranks.end - (minimumDays - 1) * Day.secondsPerDay).day.start)
        return TimeRange(min(ranks.start, start), ranks.end)
    }

    /// The days known only in total, for the heading: "Σ total only: Oct 2, 3 and 5".
    var sums: String {
        curve.segments.filter { $0.days.count > 1 }
            .map { "Σ total only: \(TimeFormat.list($0.days.map(Day.init)))" }.joined(separator: "  ")
    }

    func draw(in region: Region, on frame: inout Frame) {
        let (chart, labels) = region.splitBottom(1)
        DayBars(
            axis: RankPanel.axis(window, columns: chart.width - RankPanel.gutter - endGutter),
            bars: bars,
            sums: spans,
            unknown: unknown,
            barStyle: theme.bar,
            sumStyle: theme.sum,
            gridStyle: theme.faint,
            format: { NumberFormat.short($0) }
        )
        .draw(in: chart, gutter: RankPanel.gutter, endGutter: endGutter, on: &frame)
        if let emptyText, chart.height > 2 {
            let line = chart.row(chart.height / 2).inset(left: RankPanel.gutter, right: endGutter)
            frame.write(emptyText, in: line, style: theme.faint, align: .center)
        }
        RankPanel.drawDates(
            window,
            in: labels.inset(left: RankPanel.gutter, right: endGutter),
            zone: report.zone,
            theme: theme,
            on: &frame
        )
    }

    /// The text shown if the time range has no figures: from which day to which day there are any; `nil` if the range has
    /// some, or if there are none at all.
    var emptyText: String? {
        let days = curve.segments.flatMap(\.days)
        let shown = window.start.day.number...window.end.day.number
        guard let first = days.min(), let last = days.max(), !days.contains(where: shown.contains) else { return nil }
        return "no figures in this time range; there are figures from \(TimeFormat.long(Day(number: first))) to "
            + TimeFormat.long(Day(number: last))
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

    private var spans: [DayBars.Sum] {
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
