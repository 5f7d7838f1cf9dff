/// An alternative view of a page.
public enum PageView: String, Hashable, Sendable, CaseIterable {
    /// The views of the Countries page: one app in every country, or the leading app of each country.
    case app, leaders
    /// The views of the Compare page: cumulative totals, daily figures, or ranks.
    case total, daily, rank

    var label: String { self == .app ? "one app" : rawValue }
}
