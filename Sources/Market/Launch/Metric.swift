/// What a figure counts. Different metrics never share an axis.
public enum Metric: String, CaseIterable, Hashable, Sendable {
    /// First downloads of an app by an account; never a download again.
    case downloads
    /// Downloads again by an account that had the app before. Never added to ``downloads``.
    case redownloads
    case rank
    /// Accounts that exist, whether anybody uses them or not.
    case users
    /// People who used it on a day.
    case dailyUsers = "daily-users"
    /// People who used it within a week.
    case weeklyUsers = "weekly-users"
    /// People who used it within a month.
    case monthlyUsers = "monthly-users"
    /// People who came for the first time, by whatever way.
    case newUsers = "new-users"
    case signups
    /// People who asked to be let in.
    case waitingList = "waiting-list"
    /// People who have played.
    case players
    /// People who played on a day.
    case dailyPlayers = "daily-players"
    case ratings
    /// What people paid, before the store's share.
    case spending
    /// What was left of it for the developer.
    case netRevenue = "net-revenue"

    /// The unit of its values: whole pieces, places, or US dollars.
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

    /// Whether its values are whole.
    public var isWhole: Bool { self != .spending && self != .netRevenue }

    /// Whether the days of a run add up to the run: downloads do, people who come every day do not.
    public var addsUp: Bool {
        switch self {
        case .downloads, .redownloads, .newUsers, .signups, .ratings, .spending, .netRevenue: true
        case .rank, .users, .dailyUsers, .weeklyUsers, .monthlyUsers, .waitingList, .players, .dailyPlayers: false
        }
    }
}
