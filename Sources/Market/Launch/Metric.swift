/// What a figure counts. Different metrics never share an axis.
public enum Metric: String, CaseIterable, Hashable, Sendable {
    case downloads
    case rank
    case users
    case signups
    case players
    case ratings
    case spending

    /// The unit of its values: whole pieces, places, or US dollars.
    public var unit: String {
        switch self {
        case .downloads, .users, .ratings, .players, .rank: rawValue
        case .signups: "sign-ups"
        case .spending: "US dollars"
        }
    }
}
