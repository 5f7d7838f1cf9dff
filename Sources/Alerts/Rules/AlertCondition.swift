public import Market

/// The condition that triggers an alert.
public enum AlertCondition: Hashable, Sendable {
    /// The app is at this rank or better. The first snapshots can already meet this condition.
    case rank(atMost: Rank, in: AlertCharts)
    /// The app enters the top ranks, or the chart if `top` is `nil`. An earlier snapshot has to show that the app
    /// wasn't there.
    case enters(top: Rank?, of: AlertCharts)
    /// The app leaves the top ranks, or the chart if `top` is `nil`. An earlier snapshot has to show that the app was
    /// there.
    case leaves(top: Rank?, of: AlertCharts)
    /// The app moves by more than `moreThan` ranks within `within` seconds.
    case moved(Direction, moreThan: Int, within: Int64, in: AlertCharts)
    /// The counts of one counter add up to at least this many downloads.
    case downloads(atLeast: Int64)
    /// The average rating in a storefront, or in any if `in` is `nil`, is below a number of stars, in hundredths.
    case rating(belowHundredths: Int64, in: Storefront?)
    /// The app has at least this many ratings in a storefront, or in any if `in` is `nil`.
    case ratings(atLeast: Int64, in: Storefront?)
    /// The app receives a number of reviews within a period.
    case reviews(ReviewCondition)
    /// A source is failing, stale or frozen. If there is a duration, the source must also have had no valid data for
    /// that many seconds.
    case sourceStale(for: Int64?)

    public enum Direction: String, Hashable, Sendable, CaseIterable {
        /// A move up or down.
        case moved
        case climbed
        case fell
    }

    /// The charts that the condition applies to; `nil` if it isn't about charts.
    public var charts: AlertCharts? {
        switch self {
        case .rank(_, let charts), .enters(_, let charts), .leaves(_, let charts), .moved(_, _, _, let charts): charts
        case .downloads, .rating, .ratings, .reviews, .sourceStale: nil
        }
    }

    /// The condition's rank threshold, such as 10 in `top 10`; `nil` if the condition has none.
    public var threshold: Rank? {
        switch self {
        case .rank(let rank, _): rank
        case .enters(let rank, _), .leaves(let rank, _): rank
        case .moved, .downloads, .rating, .ratings, .reviews, .sourceStale: nil
        }
    }

    /// Whether the condition is a change of state, which needs an earlier snapshot to compare with.
    var isChange: Bool {
        switch self {
        case .enters, .leaves: true
        case .rank, .moved, .downloads, .rating, .ratings, .reviews, .sourceStale: false
        }
    }
}
