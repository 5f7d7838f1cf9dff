import Growth
import History
import Market
import TimeSeries

/// An app's position in one chart as of an instant, with its changes.
struct ChartStanding: Hashable, Sendable {
    /// A change since an earlier snapshot.
    struct Move: Hashable, Sendable {
        /// Whether the app is new, has returned or was already ranked; `nil` if it isn't ranked.
        var state: RankedApp.State?
        /// The earlier rank; `nil` if the app wasn't ranked.
        var previousRank: Rank?
        /// The number of ranks gained; negative if ranks were lost.
        var change: Int?
        /// The number of seconds between the two snapshots.
        var distance: Int64

        /// Creates the change described by a rank status; returns `nil` if there is no earlier snapshot.
        init?(_ status: RankStatus?) {
            guard let status, let comparedTo = status.comparedTo else { return nil }
            state = status.state
            previousRank = status.previousRank
            change = status.change
            distance = status.seen - comparedTo
        }
    }

    /// An app's departure from a chart, with its last rank there.
    struct Left: Hashable, Sendable {
        let rank: Int
        /// The first snapshot without the app.
        let at: Timestamp
    }

    /// The next rank threshold.
    enum Next: Hashable, Sendable {
        /// The chart's last rank, which the app must reach to enter the chart.
        case enter(Int)
        /// A better rank, and the number of ranks to gain.
        case climb(to: Int, by: Int)

        /// The threshold as text: "#100", or "#50 ▲34" with the ranks to gain.
        var text: String {
            switch self {
            case .enter(let rank): "#\(rank)"
            case .climb(let rank, let ranks): "#\(rank) \(Symbol.up)\(ranks)"
            }
        }

        /// The rank to reach.
        var rank: Int {
            switch self {
            case .enter(let rank), .climb(let rank, _): rank
            }
        }
    }

    /// The windows over which changes are measured, in seconds.
    static let (hourWindow, dayWindow): (Int64, Int64) = (3600, Day.secondsPerDay)

    let chart: Chart
    /// The current rank; `nil` if the app isn't ranked.
    let rank: Rank?
    /// Whether the rank is certain; `false` if the latest snapshot is the first one that doesn't list the app.
    let isConfirmed: Bool
    /// The time when the chart was last seen.
    let checked: Timestamp
    /// The last rank of the chart; `nil` for a partial chart.
    let depth: Int?
    let isStale: Bool
    /// The change over one hour; `nil` if there is nothing to compare with.
    let hour: Move?
    /// The change over 24 hours; `nil` if there is nothing to compare with.
    let day: Move?
    /// How far the app has come since it entered the chart within the last hour; `nil` if it was ranked an hour ago or has
    /// kept its rank.
    let climb: RankClimb?
    /// The app's departure from the chart in the last 24 hours, which may not be confirmed yet; `nil` if there was none.
    let left: Left?
}

extension ChartStanding {
    /// Creates the position of an app in a chart's newest snapshot.
    ///
    /// - Parameter hasMoves: Whether to compute changes.
    init(
        of app: AppID,
        rank: Rank?,
        in snapshot: NewestSnapshots.Snapshot,
        ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        hasMoves: Bool
    ) {
        func status(_ window: Int64) -> RankStatus? {
            ledger.rankStatus(of: app, in: snapshot.chart, asOf: instant, window: window)
        }
        let day = hasMoves || rank == nil ? status(Self.dayWindow) : nil
        chart = snapshot.chart
        self.rank = rank
        isConfirmed = day?.isConfirmed ?? true
        checked = snapshot.checked
        depth = snapshot.depth
        isStale = snapshot.isStale
        hour = hasMoves ? Move(status(Self.hourWindow)) : nil
        self.day = hasMoves ? Move(day) : nil
        climb =
            rank == nil || hour?.state == .steady
            ? nil
            : ledger.climb(of: app, in: chart, during: TimeRange(checked - Self.hourWindow, checked))
        left = rank == nil && hasMoves ? Self.left(app, snapshot.chart, in: ledger, asOf: instant) : nil
    }

    /// Returns the app's last rank in the past 24 hours and the first snapshot without the app; `nil` if the app wasn't
    /// ranked or no complete snapshot followed.
    ///
    /// - Complexity: O(snapshots of a day).
    private static func left(
        _ app: AppID,
        _ chart: Chart,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp
    ) -> Left? {
        let points = ledger.rankPoints(of: app, in: chart, during: TimeRange(instant - dayWindow, instant))
        guard let last = points.lastIndex(where: { $0.rank != nil }), let rank = points[last].rank,
            points.indices.contains(last + 1), !points[last + 1].isPartial
        else { return nil }
        return Left(rank: Int(rank), at: Timestamp(seconds: points[last + 1].time))
    }

    /// The next rank milestone; `nil` at #1, or if the app isn't ranked and the chart's depth is unknown.
    var next: Next? {
        guard let rank else { return depth.map { .enter($0) } }
        return MilestoneScale.ranks.first { $0 < rank.value }.map { .climb(to: $0, by: rank.value - $0) }
    }

    /// The rank as text: "84", ">100" if not ranked, ">100?" if only the latest snapshot doesn't list the app.
    var rankText: String {
        if let rank { return "\(rank.value)" }
        return (depth.map { ">\($0)" } ?? Symbol.notRanked) + (isConfirmed ? "" : Symbol.unconfirmed)
    }
}
