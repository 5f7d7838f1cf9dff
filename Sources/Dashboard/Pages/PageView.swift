/// An alternative view of a page.
public enum PageView: String, Hashable, Sendable, CaseIterable {
    /// Countries: one app in every country, or the leader of each.
    case app, leaders
    /// Compare: cumulative totals, daily figures, or ranks.
    case total, daily, rank

    var label: String { self == .app ? "one app" : rawValue }
}
