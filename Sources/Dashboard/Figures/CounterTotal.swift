import Growth
import History
import Market
import TimeSeries

/// The total of one source's counts for an app over all storefronts, such as the downloads in the user's sales reports.
///
/// Counts are added only if they share source, kind and metric, and if their storefronts don't overlap.
struct CounterTotal: Sendable {
    let metric: Metric
    let kind: FigureKind
    let source: String
    /// The stores and storefronts that the total covers.
    let scope: Scope
    let series: CounterSeries

    /// Returns an app's download totals up to an instant: one for each source and kind, or one for each counter if
    /// their storefronts overlap.
    static func all(of app: AppID, in ledger: LedgerSnapshot, asOf instant: Timestamp) -> [CounterTotal] {
        all(CountedSeries.all(of: app, in: ledger, asOf: instant))
    }

    /// Returns the download totals of an app's series: one for each source and kind, or one for each series if their
    /// storefronts overlap.
    static func all(_ counted: [CountedSeries]) -> [CounterTotal] {
        let downloads = counted.filter { $0.counter.metric == .downloads }
        let bySource = Dictionary(grouping: downloads) { "\($0.counter.kind.rawValue) \($0.counter.source)" }
        return bySource.sorted { $0.key < $1.key }.flatMap { _, group in
            areDisjoint(group) ? [CounterTotal(of: group)] : group.map { CounterTotal(of: [$0]) }
        }
    }

    /// Creates the total of a group of series.
    ///
    /// - Precondition: The group isn't empty, and all series have the same app, metric, kind and source.
    private init(of group: [CountedSeries]) {
        let first = group[0].counter
        metric = first.metric
        kind = first.kind
        source = first.source
        scope =
            group.count == 1
            ? first.scope
            : Scope(stores: first.scope.stores, storefronts: group.flatMap { $0.counter.scope.storefronts ?? [] })
        series = CounterSum(group).series
    }

    /// Returns whether the series can be added: there is only one, or all of them name storefronts in the same stores
    /// and no storefront is named twice.
    private static func areDisjoint(_ group: [CountedSeries]) -> Bool {
        let named = group.map { $0.counter.scope.storefronts ?? [] }
        let all = named.flatMap { $0 }
        return group.count == 1
            || (named.allSatisfy { !$0.isEmpty } && Set(all).count == all.count
                && Set(group.map(\.counter.scope.stores)).count == 1)
    }

    /// The covered storefronts as text: "12 storefronts" if there are more than three, otherwise the label of the
    /// scope, such as "US" or "worldwide".
    var area: String { scope.area }

    /// Returns the total to show first: the most certain one or, if several are equally certain, the one with the
    /// newest count. Returns `nil` if there are no totals.
    static func preferred(_ totals: [CounterTotal]) -> CounterTotal? {
        func order(_ total: CounterTotal) -> (Int, Int, String) {
            (total.kind.certainty, -(total.series.lastDay ?? 0), total.source)
        }
        return totals.min { order($0) < order($1) }
    }

    /// The first day with a count; `nil` if there are no reports.
    var firstDay: Day? { series.reports.first.map { Day(number: $0.days[0]) } }

    /// The total as text: "17,674 in 6 days to Mar 4, 2026, 2 storefronts (exact, App Store Connect)"; `nil` if there
    /// are no reports.
    var text: String? {
        guard let total = series.resolution.total else { return nil }
        let value = kind.mark + NumberFormat.range(Double(total.value.lowerBound)...Double(total.value.upperBound))
        let days = NumberFormat.count(total.dayCount, "day")
        let last = TimeFormat.long(Day(number: total.lastDay))
        return "\(value) in \(days) to \(last), \(area) (\(kind.rawValue), \(source))"
    }
}

extension Scope {
    /// The label of the scope, or "12 storefronts" if there are more than three.
    var area: String {
        guard let storefronts, storefronts.count > 3 else { return label }
        return "\(storefronts.count) storefronts"
    }
}
