public import History
public import Market

extension DashboardState {
    /// Returns a state that shows the Compare page at an instant.
    ///
    /// - Parameters:
    ///   - view: The view (default: totals, or ranks if there are no totals).
    ///   - origin: The alignment of the launches.
    ///   - showsBand: Whether to show the median and quartiles of the library.
    public static func showingComparison(
        _ compared: [CompareItem],
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        at instant: Timestamp,
        view: PageView? = nil,
        origin: CompareAlignment = .day0,
        showsBand: Bool = false
    ) -> DashboardState {
        let isOfLibrary = !compared.contains { if case .app = $0 { true } else { false } }
        let span = bounds(of: isOfLibrary ? library : data, now: instant, isLive: false)
        let bounds = TimeRange(min(span.start, instant), max(span.end, instant))
        var route = Route(page: .compare, playhead: Playhead(bounds: bounds, cursor: instant))
        route.compared = Array(CompareItem.inBothStores(compared, in: data).prefix(CompareItem.limit))
        route.showsLibrary = isOfLibrary
        route.view = view
        route.origin = origin
        route.showsBand = showsBand
        return DashboardState(data: data, library: library, now: instant, isLive: false, start: route)
    }
}
