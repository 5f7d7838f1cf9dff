import History
import Market

extension DashboardState {
    /// The age of the newest data, in seconds, above which live charts end at that data instead of the present.
    static let staleAge = 7 * Day.secondsPerDay

    /// The time range that charts show: the timeline's window. If live data is stale, the range ends at the newest
    /// data, so that charts aren't mostly empty.
    var chartWindow: TimeRange {
        let window = route.playhead.window
        guard isAtLiveEdge, let newest = data.span?.end, instant - newest > Self.staleAge, newest > window.start
        else { return window }
        return TimeRange(window.start, min(window.end, newest))
    }
}
