import History
import Market

extension DashboardState {
    /// After so long without news a week of it is empty, and the newest data are the past, whatever the clock says.
    static let longSilence = 7 * Day.secondsPerDay

    /// The time that charts over time show: the window, and live after a long silence only up to the newest data, which
    /// would else be a sliver beside an empty year.
    var chartWindow: TimeRange {
        let window = route.playhead.window
        guard isAtLiveEdge, let newest = data.span?.end, instant - newest > Self.longSilence, newest > window.start
        else { return window }
        return TimeRange(window.start, min(window.end, newest))
    }
}
