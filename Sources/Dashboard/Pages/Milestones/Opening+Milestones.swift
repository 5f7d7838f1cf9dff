public import History
public import Market

extension DashboardState {
    /// Returns a state that shows the Milestones page at an instant.
    ///
    /// - Parameter data: The data from sources; `nil` to show only documented launches.
    public static func showingMilestones(
        _ data: LedgerSnapshot?,
        library: LedgerSnapshot,
        only app: AppID? = nil,
        at instant: Timestamp
    ) -> DashboardState {
        let span = bounds(of: data ?? library, now: instant, isLive: false)
        let bounds = TimeRange(min(span.start, instant), max(span.end, instant))
        var route = Route(page: .milestones, playhead: Playhead(bounds: bounds, cursor: instant))
        route.showsLibrary = data == nil
        route.app = app
        return DashboardState(
            data: data ?? LedgerSnapshot(),
            library: library,
            now: instant,
            isLive: false,
            start: route
        )
    }
}
