public import History
public import Market

extension DashboardState {
    /// The Compare page standing at an instant.
    ///
    /// - Parameters:
    ///   - view: without it totals, and ranks where nobody has totals.
    ///   - origin: what they are aligned at.
    ///   - showsBand: whether median and quartiles of the library stand beside them.
    public static func stillComparison(
        _ compared: [Compared],
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        at instant: Timestamp,
        view: PageView? = nil,
        origin: CompareOrigin = .day0,
        showsBand: Bool = false
    ) -> DashboardState {
        let isOfLibrary = !compared.contains { if case .app = $0 { true } else { false } }
        let span = bounds(of: isOfLibrary ? library : data, now: instant, isLive: false)
        let bounds = TimeRange(min(span.start, instant), max(span.end, instant))
        var place = Place(page: .compare, playhead: Playhead(bounds: bounds, cursor: instant))
        place.compared = Array(compared.prefix(Compared.limit))
        place.showsLibrary = isOfLibrary
        place.view = view
        place.origin = origin
        place.showsBand = showsBand
        return DashboardState(data: data, library: library, now: instant, isLive: false, start: place)
    }
}
