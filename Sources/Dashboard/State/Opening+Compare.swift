public import History
public import Market

extension DashboardState {
    /// The Compare page standing at an instant.
    ///
    /// - Parameter view: totals without it.
    public static func stillComparison(
        _ compared: [Compared],
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        at instant: Timestamp,
        view: PageView? = nil
    ) -> DashboardState {
        let isOfLibrary = !compared.contains { if case .app = $0 { true } else { false } }
        let span = bounds(of: isOfLibrary ? library : data, now: instant, isLive: false)
        let bounds = TimeRange(min(span.start, instant), max(span.end, instant))
        var place = Place(page: .compare, playhead: Playhead(bounds: bounds, cursor: instant))
        place.compared = Array(compared.prefix(Compared.limit))
        place.showsLibrary = isOfLibrary
        place.view = view
        return DashboardState(data: data, library: library, now: instant, isLive: false, start: place)
    }
}
