public import Market

/// What has to be so for somebody to be told.
public enum AlertCondition: Hashable, Sendable {
    /// The app stands at this place or better. Told also where that is so at the first look.
    case rank(atMost: Rank, in: AlertCharts)
    /// It comes into the first places, or onto the chart (`nil`). That it was not there before has to be known.
    case enters(top: Rank?, of: AlertCharts)
    /// It goes out of the first places, or off the chart. That it was there before has to be known.
    case leaves(top: Rank?, of: AlertCharts)
    /// It is so many places away from where it was about so many seconds before.
    case moved(Direction, moreThan: Int, within: Int64, in: AlertCharts)
    /// The counts of one counter come to so many downloads.
    case downloads(atLeast: Int64)
    /// A feed fails, is late or frozen; with a length, has brought nothing for so many seconds.
    case sourceStale(for: Int64?)

    public enum Direction: String, Hashable, Sendable, CaseIterable {
        /// Either way.
        case moved
        case climbed
        case fell
    }

    /// The charts that it looks at; `nil` where it looks at something else.
    public var charts: AlertCharts? {
        switch self {
        case .rank(_, let charts), .enters(_, let charts), .leaves(_, let charts), .moved(_, _, _, let charts): charts
        case .downloads, .sourceStale: nil
        }
    }

    /// The place that is the border between being told and not.
    public var border: Rank? {
        switch self {
        case .rank(let rank, _): rank
        case .enters(let rank, _), .leaves(let rank, _): rank
        case .moved, .downloads, .sourceStale: nil
        }
    }

    /// Whether it tells of a change, which needs a before, and not of a state.
    var isChange: Bool {
        switch self {
        case .enters, .leaves: true
        case .rank, .moved, .downloads, .sourceStale: false
        }
    }
}
