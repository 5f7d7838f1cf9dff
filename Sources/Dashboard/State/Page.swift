/// The pages there are, by the number key that opens them.
public enum Page: Int, Hashable, Sendable, CaseIterable {
    case charts = 1
    case app = 2
    case launches = 4
    case feeds = 7

    var name: String {
        switch self {
        case .charts: "charts"
        case .app: "app"
        case .launches: "launches"
        case .feeds: "feeds"
        }
    }
}
