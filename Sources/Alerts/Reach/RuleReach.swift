public import History
public import Market
import TimeSeries

/// A reason why a rule can't fire with the data in a ledger, or fires in different cases than its text suggests.
public struct RuleReach: Hashable, Sendable {
    public enum Problem: Hashable, Sendable {
        /// The watchlist has no apps.
        case emptyWatchlist
        /// No source polls any of the rule's charts. The associated value names the charts.
        case notPolled(String)
        /// There are snapshots, but none of the rule's charts. The associated value names the charts.
        case noSnapshots(of: String)
        /// The charts end above the rule's rank, or are too short for the movement that the rule requires. The
        /// associated values are a phrase such as "US Top Free lists", and the last rank of the longest chart.
        case tooShort(String, depth: Int)
        /// The charts end above the rule's rank, so the rule fires as soon as the app enters one of them. The
        /// associated values are a phrase such as "US Top Free lists", and the last rank of the longest chart.
        case belowEnd(String, depth: Int)
        /// No source is polled.
        case noSources
        /// No chart has listed the app.
        case unlisted(AppID)
        /// No source reports download counts for the apps.
        case noCounts
        /// No source reports the ratings of the apps in the rule's storefronts.
        case noRatings
        /// No source has reviews of the apps in the rule's storefronts yet.
        case noReviews
        /// No source polls reviews in the rule's storefronts. The associated value names the storefronts.
        case reviewsNotPolled(String)
    }

    public let problem: Problem

    /// Whether the rule can't fire until the settings or sources change.
    public var isFinal: Bool {
        switch problem {
        case .emptyWatchlist, .notPolled, .reviewsNotPolled, .noSnapshots, .tooShort, .noSources: true
        case .belowEnd, .unlisted, .noCounts, .noRatings, .noReviews: false
        }
    }

    /// The problem as text, such as "can't fire: US Top Free lists 100 apps".
    public var text: String {
        switch problem {
        case .emptyWatchlist: "can't fire: the watchlist is empty"
        case .notPolled(let charts): "can't fire: no source polls \(charts)"
        case .noSnapshots(let charts): "can't fire: no snapshots of \(charts)"
        case .tooShort(let charts, let depth): "can't fire: \(charts) \(depth) apps"
        case .belowEnd(let charts, let depth): "fires once the app enters the chart: \(charts) \(depth) apps"
        case .noSources: "can't fire: no source is polled"
        case .unlisted(let app): "not yet: no chart has listed \(app.text)"
        case .noCounts: "not yet: no download counts for the app"
        case .noRatings: "not yet: no ratings of the app; a source such as appstore:ratings polls them"
        case .noReviews: "not yet: no reviews of the app; a source such as appstore:reviews polls them"
        case .reviewsNotPolled(let storefronts): "can't fire: no source polls reviews in \(storefronts)"
        }
    }
}

extension RuleReach {
    /// Maximum number of snapshots used to determine the length of a chart. A single snapshot may be incomplete.
    private static let snapshotLimit = 5
    /// Maximum number of charts whose lengths are checked. If a rule applies to more, no lengths are checked.
    private static let chartLimit = 200

    /// Finds the first problem of a rule. Returns `nil` if there is no problem, or if none is known yet.
    ///
    /// - Parameters:
    ///   - polled: The charts that are polled; `nil` if they aren't all known.
    ///   - reviewed: The storefronts in which reviews are polled; `nil` if they aren't known.
    /// - Complexity: O(charts), plus O(entries) for the last snapshots of charts that are too short.
    public init?(
        of rule: AlertRule,
        in ledger: LedgerSnapshot,
        polled: [Chart]? = nil,
        reviewed: Set<Storefront>? = nil
    ) {
        guard let problem = Self.problem(of: rule, ledger, polled, reviewed) else { return nil }
        self.problem = problem
    }

    private static func problem(
        of rule: AlertRule,
        _ ledger: LedgerSnapshot,
        _ polled: [Chart]?,
        _ reviewed: Set<Storefront>?
    ) -> Problem? {
        if rule.needsApps, rule.apps == .watchlist, ledger.watchlist.isEmpty { return .emptyWatchlist }
        switch rule.condition {
        case .sourceStale: return ledger.sources.contains(where: \.isPolled) ? nil : .noSources
        case .downloads: return hasCounts(of: rule.apps, ledger) ? nil : .noCounts
        case .rating(_, let storefront), .ratings(_, let storefront):
            return hasRatings(of: rule.apps, in: storefront, ledger) ? nil : .noRatings
        case .reviews(let condition): return problem(of: condition, of: rule.apps, ledger, reviewed)
        case .rank, .enters, .leaves, .moved: break
        }
        guard let charts = rule.condition.charts else { return nil }
        if let polled, !polled.contains(where: charts.contain) { return .notPolled(label(of: charts)) }
        guard !ledger.charts.isEmpty else { return nil }
        let covered = ledger.charts.filter(charts.contain)
        guard !covered.isEmpty else { return .noSnapshots(of: label(of: charts)) }
        if let problem = problem(of: rule.condition, in: covered, ledger) { return problem }
        if case .one(let app) = rule.apps, ledger.registry.handle(of: app) == nil { return .unlisted(app) }
        return nil
    }

    /// Returns the problem if all charts end above the rank that the condition needs; otherwise `nil`.
    private static func problem(
        of condition: AlertCondition,
        in charts: [Chart],
        _ ledger: LedgerSnapshot
    ) -> Problem? {
        let needed: Int
        switch condition {
        case .rank(let top, _), .enters(let top?, _), .leaves(let top?, _): needed = top.value
        // The largest possible move is from #1 to one below the end.
        case .moved(_, let limit, _, _): needed = limit + 1
        case .enters(nil, _), .leaves(nil, _), .downloads, .rating, .ratings, .reviews, .sourceStale: return nil
        }
        guard charts.count <= chartLimit else { return nil }
        var deepest: Int?
        for chart in charts {
            guard let depth = ledger.rankings[chart].flatMap({ depth(of: $0, atLeast: needed) }) else { continue }
            if depth >= needed { return nil }
            deepest = max(depth, deepest ?? 0)
        }
        guard let depth = deepest else { return nil }
        let lists = charts.count == 1 ? "\(charts[0].titleInSentence) lists" : "the charts list at most"
        if case .rank = condition { return .belowEnd(lists, depth: depth) }
        return .tooShort(lists, depth: depth)
    }

    private static func hasCounts(of apps: AlertApps, _ ledger: LedgerSnapshot) -> Bool {
        ledger.counters.apps(counting: .downloads).contains { apps.contain($0, ledger) }
    }

    private static func hasRatings(of apps: AlertApps, in storefront: Storefront?, _ ledger: LedgerSnapshot) -> Bool {
        ledger.listedApps.contains { app in
            apps.contain(app, ledger)
                && ledger.listings(of: app).contains { storefront == nil || $0.storefront == storefront }
        }
    }

    private static func problem(
        of condition: ReviewCondition,
        of apps: AlertApps,
        _ ledger: LedgerSnapshot,
        _ reviewed: Set<Storefront>?
    ) -> Problem? {
        let storefront = condition.storefront
        if let reviewed, storefront.map({ !reviewed.contains($0) }) ?? reviewed.isEmpty {
            return .reviewsNotPolled(storefront?.label ?? "any storefront")
        }
        let hasReviews = ledger.reviewedApps.contains { app in
            apps.contain(app, ledger)
                && ledger.reviews(of: app).contains { storefront == nil || $0.storefront == storefront }
        }
        return hasReviews ? nil : .noReviews
    }

    /// Returns the last rank of the longest of the latest complete snapshots; `nil` if there are none. Stops at the
    /// first snapshot that reaches `enough`.
    private static func depth(of series: RankingSeries, atLeast enough: Int) -> Int? {
        var depths: [Int] = []
        for position in stride(from: series.count - 1, through: 0, by: -1) {
            guard depths.count < snapshotLimit, depths.last ?? 0 < enough else { break }
            guard !series.tick(at: position).isPartial else { continue }
            depths.append(Int(series.entries(at: position).last?.rank ?? 0))
        }
        return depths.max()
    }

    /// Returns a label for a rule's charts, such as "JP Top Free", "JP Top Free games" or "Top Free in any storefront".
    private static func label(of charts: AlertCharts) -> String {
        let kind = "\(charts.kind?.name ?? "any chart")\(charts.genre.map { " \($0.text)" } ?? "")"
        return charts.storefront.map { "\($0.label) \(kind)" } ?? "\(kind) in any storefront"
    }
}
