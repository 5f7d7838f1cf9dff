import History
import Market

extension DashboardState {
    /// The age of the newest data from which live charts end with the data instead of the present, in seconds.
    static let staleAge = 7 * Day.secondsPerDay

    /// The time range of charts: the timeline's window. If live data is old, the range ends with it, so that it doesn't
    /// shrink to a sliver next to an empty year.
    var chartWindow: TimeRange {
        let window = route.playhead.window
        guard isAtLiveEdge, let newest = data.span?.end, instant - newest > Self.staleAge, newest > window.start
        else { return window }
        return TimeRange(window.start, min(window.end, newest))
    }
}
