import History
import Market
import TimeSeries

/// What the period that charts show depends on, besides the data.
private struct ChartPeriodKey: Hashable, Sendable {
    let app: AppID?
    let chart: Chart?
    let instant: Timestamp
}

/// What the first snapshot of an app's charts depends on, besides the data.
private struct AppStartKey: Hashable, Sendable {
    let app: AppID
}

extension DashboardState {
    /// The age of the newest data, in seconds, above which live charts end at that data instead of the present.
    static let staleAge = 7 * Day.secondsPerDay
    /// The length, in seconds, of a gap in the data that charts leave out.
    private static let longestGap = RankingSeries.longestGap
    /// The shortest time range of a chart that isn't zoomed, in seconds. Data from a few seconds needs a readable axis.
    private static let shortestWindow: Int64 = 600
    /// The maximum number of an app's charts that are searched for gaps.
    private static let searchedCharts = 12

    /// The time range that charts show: the timeline's window. If live data is stale, the range ends at the newest
    /// data, so that charts aren't mostly empty. For the same reason, unless the user has zoomed, the range is only the
    /// period around the instant without long gaps in the data.
    var chartWindow: TimeRange {
        let window = contiguousWindow
        guard route.playhead.window == route.playhead.bounds, window.duration < Self.shortestWindow else {
            return window
        }
        return TimeRange(window.end - Self.shortestWindow, window.end)
    }

    /// The window of the timeline, limited to the period without long gaps. It starts with the charts' first snapshot even
    /// if counts of earlier days were imported.
    private var contiguousWindow: TimeRange {
        var window = route.playhead.window
        if isAtLiveEdge, let newest = data.span?.end, instant - newest > Self.staleAge, newest > window.start {
            window = TimeRange(window.start, min(window.end, newest))
        }
        guard !route.isOfLibrary, route.playhead.window == route.playhead.bounds else { return window }
        guard window.duration > Self.longestGap else {
            return TimeRange(min(max(window.start, firstSnapshot ?? window.start), window.end), window.end)
        }
        let key = ChartPeriodKey(app: route.app, chart: route.chart, instant: instant)
        guard let period = reports.value(for: key, { self.period(around: key) }) else { return window }
        let start = max(window.start, period.start)
        let isNewest = data.span.map { $0.end - period.end <= Self.longestGap } ?? true
        return TimeRange(start, max(start, isNewest ? window.end : period.end))
    }

    /// The time of the first snapshot of the app's charts or, if it's in none, of the chart.
    private var firstSnapshot: Timestamp? {
        func first(_ charts: [Chart]) -> Int64? { charts.compactMap { data.rankings[$0]?.firstSeenTime }.min() }
        let ofApp = route.app.flatMap { app in
            reports.value(for: AppStartKey(app: app)) { first(charts(of: app, nil)) }
        }
        return (ofApp ?? first([route.chart].compactMap { $0 })).map { Timestamp(seconds: $0) }
    }

    /// Returns an app's first charts, or else a chart.
    private func charts(of app: AppID?, _ chart: Chart?) -> [Chart] {
        let ofApp = app.map { data.charts(thatMayList: $0) } ?? []
        return ofApp.isEmpty ? [chart].compactMap { $0 } : Array(ofApp.prefix(Self.searchedCharts))
    }

    /// Returns the period around an instant in which the charts have no long gaps: the app's charts, or else the chart.
    private func period(around key: ChartPeriodKey) -> TimeRange? {
        let periods = charts(of: key.app, key.chart).compactMap { chart in
            data.rankings[chart]?.contiguousPeriod(around: key.instant.seconds)
        }
        // Charts that aren't followed anymore have no data around the instant.
        let instant = key.instant.seconds
        let current = periods.filter { $0.lowerBound <= instant && instant - $0.upperBound <= Self.longestGap }
        let newest = periods.max { $0.upperBound < $1.upperBound }
        let chosen = current.isEmpty ? [newest].compactMap { $0 } : current
        guard let start = chosen.map(\.lowerBound).min(), let end = chosen.map(\.upperBound).max() else { return nil }
        return TimeRange(Timestamp(seconds: start), Timestamp(seconds: end))
    }
}
