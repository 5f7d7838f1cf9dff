/// In which of its ways a page shows what it is about.
public enum PageView: String, Hashable, Sendable, CaseIterable {
    /// Countries: one app in all of them, or who leads each.
    case app, leaders
    /// Compare: totals, by day, or ranks.
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
        case .leaders: "who leads"
        case .total: "in total"
        case .daily: "by day"
        case .rank: "by rank"
        }
    }
}
