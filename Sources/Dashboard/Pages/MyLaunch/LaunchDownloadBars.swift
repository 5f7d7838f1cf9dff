import Canvas
import Growth
import Market
import TimeSeries

/// A bar chart of the daily downloads of an app on the watchlist over the last one to two weeks.
struct LaunchDownloadBars {
    let details: MyLaunchDetails
    let theme: Theme

    /// The minimum and maximum number of days shown.
    private static let (minimumDays, maximumDays) = (7, 14)
    /// The minimum number of columns per day at which bars have labels.
    private static let labelWidth = 6

    func draw(in region: Region, on frame: inout Frame) {
        guard let curve = details.downloads.primary?.curve, let last = details.downloads.recent?.days.upperBound else {
            return
        }
        let counted = curve.segments.first.map { Day(number: $0.days[0]).distance(to: last) + 1 } ?? 0
        let count = min(Self.maximumDays, max(Self.minimumDays, counted))
        let shown = last.advanced(by: 1 - count)...last
        let hasLabels = (region.width - RankPanel.gutter) / count >= Self.labelWidth
        let window = TimeRange(shown.lowerBound.start, shown.upperBound.lastSecond)
        let segments = curve.segments.filter { $0.lastDay >= shown.lowerBound.number && $0.days[0] <= last.number }
        let known = Set(segments.flatMap(\.days))
        let first = max(shown.lowerBound, curve.day0)
        let (chart, labels) = region.splitBottom(1)
        DayBars(
            axis: TimeAxis(start: window.start.seconds, end: window.end.seconds),
            bars: segments.filter { $0.days.count == 1 }.map { bar($0, hasLabel: hasLabels) },
            sums: [],
            unknown: first > last
                ? []
                : (first...last).filter { !known.contains($0.number) }.map { $0.start.seconds...$0.lastSecond.seconds },
            barStyle: theme.bar,
            sumStyle: theme.sum,
            gridStyle: theme.faint,
            format: { NumberFormat.short($0) }
        )
        .draw(in: chart, gutter: RankPanel.gutter, endGutter: 0, on: &frame)
        RankPanel.drawDates(
            window,
            in: labels.inset(left: RankPanel.gutter),
            zone: .utc,
            theme: theme,
            on: &frame
        )
    }

    private func bar(_ segment: CounterSeries.Segment, hasLabel: Bool) -> DayBars.Bar {
        let day = Day(number: segment.days[0])
        return DayBars.Bar(
            start: day.start.seconds,
            end: day.lastSecond.seconds,
            value: Double(segment.value),
            label: hasLabel ? NumberFormat.short(Double(segment.value)) : ""
        )
    }
}
