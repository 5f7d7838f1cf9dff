import Growth
import History
import Market
import TimeSeries

/// What one source counted of an app, all storefronts that it counts together: what a person calls "my downloads".
///
/// Counts are added only where they are of one source, one kind and one metric, and no storefront is in two of them.
/// Nothing that is estimated or said by others is ever among them.
struct OwnCount: Sendable {
    let app: AppID
    let metric: Metric
    let kind: FigureKind
    let source: String
    /// The storefronts that counted, together.
    let scope: Scope
    let series: CounterSeries

    /// The counts of an app up to an instant, one for each source; more where storefronts overlap.
    static func all(of app: AppID, in ledger: LedgerSnapshot, asOf instant: Timestamp) -> [OwnCount] {
        all(CountedSeries.all(of: app, in: ledger, asOf: instant))
    }

    /// What each source counted of the one app that all the series are of.
    static func all(_ counted: [CountedSeries]) -> [OwnCount] {
        let downloads = counted.filter { $0.counter.metric == .downloads }
        let bySource = Dictionary(grouping: downloads) { "\($0.counter.kind.rawValue) \($0.counter.source)" }
        return bySource.sorted { $0.key < $1.key }.flatMap { _, group in
            areApart(group) ? [OwnCount(of: group)] : group.map { OwnCount(of: [$0]) }
        }
    }

    /// - Precondition: there is at least one, and all are of one app, metric, kind and source.
    private init(of group: [CountedSeries]) {
        let first = group[0].counter
        app = first.app
        metric = first.metric
        kind = first.kind
        source = first.source
        scope =
            group.count == 1
            ? first.scope
            : Scope(stores: first.scope.stores, storefronts: group.flatMap { $0.counter.scope.storefronts ?? [] })
        series = CounterSum(group).series
    }

    /// Whether no storefront is in two of them, and all name theirs.
    private static func areApart(_ group: [CountedSeries]) -> Bool {
        let named = group.map { $0.counter.scope.storefronts ?? [] }
        let all = named.flatMap { $0 }
        return group.count == 1
            || (named.allSatisfy { !$0.isEmpty } && Set(all).count == all.count
                && Set(group.map(\.counter.scope.stores)).count == 1)
    }

    /// "in 12 storefronts", "US", "worldwide".
    var whereText: String {
        guard let storefronts = scope.storefronts, storefronts.count > 3 else { return scope.label }
        return "\(storefronts.count) storefronts"
    }

    /// The first day that was counted.
    var firstDay: Day? { series.reports.first.map { Day(number: $0.days[0]) } }
}
