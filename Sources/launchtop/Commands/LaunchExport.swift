import History
import Market
import TimeSeries

/// What a ledger holds of an app, as a launch.
struct LaunchExport {
    let launch: Launch

    /// Most days of ranks for a chart, and most figures of all charts: a file holds ten thousand.
    private static let rankedDays = 90
    private static let rankLimit = 9_000
    /// The ranks whose first sight is worth a figure.
    private static let ranks = [100, 50, 10, 3, 1]
    /// Most days of one count: a file reaches no further around its day 0.
    private static let reach = 3_600

    /// - Parameters:
    ///   - origin: where the ledger was read, as the file gives it for a source.
    ///   - day0: what is known from before is left out; the first day of which anything is known without it.
    /// - Returns: `nil` where no chart lists the app and nothing was counted.
    init?(of app: AppID, in ledger: LedgerSnapshot, origin: String, day0: Day?) {
        let end = ledger.span?.end ?? Timestamp(seconds: 0)
        let records = ledger.rankRecords(of: app, asOf: end)
        let counters = ledger.counters.filter { $0.key.app == app && !$0.value.reports.isEmpty }
            .sorted {
                ($0.key.source, $0.key.scope.label, $0.key.metric.rawValue) < (
                    $1.key.source, $1.key.scope.label, $1.key.metric.rawValue
                )
            }
        let firstDays =
            records.map { Timestamp(seconds: $0.record.firstSeen).day }
            + counters.compactMap { $0.value.reports.first?.days.first.map { Day(number: $0) } }
        guard let first = firstDays.min() else { return nil }
        let day0 = day0 ?? first
        let store = ledger.registry.store(of: app) ?? records.first?.chart.store ?? .appStore
        let storefronts = Set(records.map(\.chart.storefront)).sorted()

        var figures: [Observation] = []
        for (chart, _) in records where figures.count < Self.rankLimit {
            let reached = Self.ranks(of: app, in: chart, ledger: ledger, end: end, origin: origin)
            figures += reached
            figures += Self.days(of: app, in: chart, ledger: ledger, since: day0, end: end, origin: origin)
                .filter { figure in !reached.contains { $0.period == figure.period } }
        }
        var longest: (days: Int, scope: Scope, series: String)?
        for (index, (counter, series)) in counters.enumerated() {
            let name = "counted-\(index + 1)"
            let counts = Self.figures(of: counter, series, name: name)
            figures += counts
            let days = series.total?.dayCount ?? 0
            if counter.metric == .downloads, days > longest?.days ?? 0 { longest = (days, counter.scope, name) }
        }
        let naming = ledger.registry.appName(of: app, in: nil, asOf: end)
        launch = Launch(
            id: "app",
            name: naming?.name ?? app.text,
            app: app,
            developer: naming?.developer,
            store: store,
            day0: day0,
            day0Note: day0 == first ? "The first day on which anything is known of it here." : nil,
            storefronts: storefronts,
            access: "open",
            series: longest?.series,
            homeScope: longest?.scope,
            observations: figures.filter { figure in
                let day = figure.period.firstDay ?? figure.period.lastDay
                return day >= day0 && day0.distance(to: figure.period.lastDay) < Self.reach
            },
            events: [],
            conflicts: [],
            missing: [
                "Where it was first available: the storefronts are those whose charts listed it.",
                "Who could use it: “open” is the file's word where nobody said otherwise.",
            ]
                + (counters.contains { $0.value.reports.contains { $0.value < 0 } }
                    ? ["Days on which refunds outweighed downloads: a launch file has no negative counts."] : [])
        )
    }

    /// The first look that found it at each step or better; of several on one day and of one look only the best.
    private static func ranks(
        of app: AppID,
        in chart: Chart,
        ledger: LedgerSnapshot,
        end: Timestamp,
        origin: String
    ) -> [Observation] {
        var found: [Observation] = []
        for step in ranks {
            guard let wanted = Rank(step),
                let reach = ledger.reach(of: app, atOrAbove: wanted, in: chart, asOf: end),
                let rank = ledger.lastPoint(of: app, in: chart, asOf: Timestamp(seconds: reach.time))?.rank
            else { break }
            let day = Timestamp(seconds: reach.time).day
            let isFirst = reach.lastLookBefore.map { Timestamp(seconds: $0).day == day } ?? false
            if found.last?.period == .day(day) { found.removeLast() }
            found.append(
                Observation(
                    metric: .rank,
                    value: Double(rank),
                    isFirst: isFirst,
                    period: .day(day),
                    scope: Scope(stores: [chart.store], storefronts: [chart.storefront]),
                    chart: chart,
                    kind: .observed,
                    source: Citation(name: "Charts read from \(origin)", address: nil, published: end.day.iso8601),
                    note:
                        "first seen at \(step == 1 ? "the top" : "\(step) or better") at \(Timestamp(seconds: reach.time).iso8601)"
                )
            )
        }
        return found
    }

    /// The last look of each day that found it listed.
    private static func days(
        of app: AppID,
        in chart: Chart,
        ledger: LedgerSnapshot,
        since day0: Day,
        end: Timestamp,
        origin: String
    ) -> [Observation] {
        let source = Citation(name: "Charts read from \(origin)", address: nil, published: end.day.iso8601)
        return (0..<rankedDays).compactMap { offset in
            let day = day0.advanced(by: offset)
            guard day <= end.day, let point = ledger.lastPoint(of: app, in: chart, asOf: day.lastSecond),
                point.seenUntil >= day.start.seconds, let rank = point.rank
            else { return nil }
            return Observation(
                metric: .rank,
                value: Double(rank),
                period: .day(day),
                scope: Scope(stores: [chart.store], storefronts: [chart.storefront]),
                chart: chart,
                kind: .observed,
                source: source
            )
        }
    }

    private static func figures(of counter: Counter, _ series: CounterSeries, name: String) -> [Observation] {
        let last = series.lastDay ?? 0
        let source = Citation(name: counter.source, address: nil, published: Day(number: last).iso8601)
        return series.reports.compactMap { segment in
            guard segment.value >= 0, segment.days.count <= reach else { return nil }
            let days = segment.days.map { Day(number: $0) }
            return Observation(
                metric: counter.metric,
                value: Double(segment.value),
                period: days.count == 1 ? .day(days[0]) : .days(days),
                scope: counter.scope,
                kind: counter.kind,
                series: name,
                eachBetween: segment.eachBetween.map { Double($0.lowerBound)...Double($0.upperBound) },
                source: source
            )
        }
    }
}
