/// The pages. The raw value is the number key that opens the page.
public enum Page: Int, Hashable, Sendable, CaseIterable {
    case charts = 1
    case app, countries, launches, compare, milestones, sources

    public var name: String {
        switch self {
        case .charts: "charts"
        case .app: "app"
        case .countries: "countries"
        case .launches: "launches"
        case .compare: "compare"
        case .milestones: "milestones"
        case .sources: "sources"
        }
    }

    /// The columns its rows can be sorted by, the default first.
    var sortColumns: [SortColumn] {
        switch self {
        case .charts: [.rank, .move, .growth, .name, .developer, .best, .days]
        case .countries: [.rank, .move, .country, .best]
        case .launches: [.date, .name, .firstDay, .week, .peak, .sources]
        case .milestones: [.share, .name, .total, .eta]
        case .sources: [.state, .source, .age, .next]
        case .app, .compare: []
        }
    }
}
