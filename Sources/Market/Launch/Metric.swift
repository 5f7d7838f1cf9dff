/// The quantity that a figure counts. Different metrics never share an axis.
public enum Metric: String, CaseIterable, Hashable, Sendable {
    /// First-time downloads of an app by an account, without redownloads.
    case downloads
    /// Downloads by an account that had the app before. They are never added to ``downloads``.
    case redownloads
    case rank
    /// Existing accounts, active or not.
    case users
    /// People who used the app on a day.
    case dailyUsers = "daily-users"
    /// People who used the app within a week.
    case weeklyUsers = "weekly-users"
    /// People who used the app within a month.
    case monthlyUsers = "monthly-users"
    /// People who used the product for the first time, on any platform.
    case newUsers = "new-users"
    case signups
    /// People on the waiting list.
    case waitingList = "waiting-list"
    /// People who have played the game.
    case players
    /// People who played the game on a day.
    case dailyPlayers = "daily-players"
    case ratings
    /// The amount that customers paid, before the store's share.
    case spending
    /// The developer's share of ``spending``.
    case netRevenue = "net-revenue"

    /// The display name, such as "daily users", "sign-ups" or "net revenue".
    public var name: String {
        switch self {
        case .signups: "sign-ups"
        case .redownloads: "re-downloads"
        default: rawValue.split(separator: "-").joined(separator: " ")
        }
    }

    /// The unit of the metric's values.
    public var unit: String {
        switch self {
        case .downloads, .users, .ratings, .players, .rank: rawValue
        case .redownloads: "re-downloads"
        case .dailyUsers: "users a day"
        case .weeklyUsers: "users a week"
        case .monthlyUsers: "users a month"
        case .newUsers: "new users"
        case .dailyPlayers: "players a day"
        case .signups, .waitingList: "sign-ups"
        case .spending, .netRevenue: "US dollars"
        }
    }

    /// Whether the metric's values are whole numbers.
    public var isWhole: Bool { self != .spending && self != .netRevenue }

    /// Whether the values of several days can be added. Downloads can, but daily users can't.
    public var addsUp: Bool {
        switch self {
        case .downloads, .redownloads, .newUsers, .signups, .ratings, .spending, .netRevenue: true
        case .rank, .users, .dailyUsers, .weeklyUsers, .monthlyUsers, .waitingList, .players, .dailyPlayers: false
        }
    }
}
