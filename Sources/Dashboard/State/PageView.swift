/// An alternative view of a page.
public enum PageView: String, Hashable, Sendable, CaseIterable {
    /// Countries: one app in every country, or the leader of each.
    case app, leaders
    /// Compare: cumulative, daily, or ranks.
    case total, daily, rank

    static func views(of page: Page) -> [PageView] {
        switch page {
        case .countries: [.app, .leaders]
        case .compare: [.total, .daily, .rank]
        default: []
        }
    }

    var label: String {
        switch self {
        case .app: "one app"
        case .leaders: "leaders"
        case .total: "total"
        case .daily: "daily"
        case .rank: "rank"
        }
    }
}
