package import Market
import TimeSeries

/// A launch created from a ledger's data about an app.
package struct LaunchExport {
    package let launch: Launch

    /// The number of days from day 0 for which daily ranks are exported.
    private static let rankedDays = 90
    /// The number of ranks after which no more charts are exported. A launch file can have at most ten thousand
    /// figures.
    private static let rankLimit = 9_000
    /// The rank thresholds. The first rank at or better than each of them is exported.
    private static let thresholds = [100, 50, 10, 3, 1]
    /// The maximum number of days between day 0 and a figure, and the maximum length of a count's period in days. The
    /// limit comes from the launch file format.
    private static let dayLimit = 3_600

    /// Creates a launch from a ledger.
    ///
    /// - Parameters:
    ///   - origin: The origin of the ledger's data, cited in the launch file.
    ///   - day0: The first day of the launch; earlier data is left out. If `nil`, the first day with data is used.
    /// - Returns: The launch; `nil` if the app was never ranked in a chart and has no counts.
    package init?(of app: AppID, in ledger: LedgerSnapshot, origin: String, day0: Day?) {
        let end = ledger.span?.end ?? Timestamp(seconds: 0)
        let records = ledger.rankRecords(of: app, asOf: end)
        let counters = ledger.counters[app].filter { !$0.value.reports.isEmpty }
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
            let reached = Self.firstRanks(of: app, in: chart, ledger: ledger, end: end, origin: origin)
            figures += reached
            figures += Self.dailyRanks(of: app, in: chart, ledger: ledger, since: day0, end: end, origin: origin)
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
        let appName = ledger.registry.appName(of: app, in: nil, asOf: end)
        launch = Launch(
            id: "app",
            name: appName?.name ?? app.text,
            app: app,
            developer: appName?.developer,
            store: store,
            day0: day0,
            day0Note: day0 == first ? "The first day with data about the app." : nil,
            storefronts: storefronts,
            access: "open",
            series: longest?.series,
            homeScope: longest?.scope,
            observations: figures.filter { figure in
                let day = figure.period.firstDay ?? figure.period.lastDay
                return day >= day0 && day0.distance(to: figure.period.lastDay) < Self.dayLimit
            },
            events: [],
            conflicts: [],
            missing: [
                "The storefronts in which the app was first available; those listed have charts that ranked it.",
                "Who could use the app at launch; access is assumed to be open.",
            ]
                + (counters.contains { $0.value.reports.contains { $0.value < 0 } }
                    ? ["Days with more refunds than downloads: a launch file can't have negative counts."] : [])
        )
    }

    /// Returns the first rank at or better than each threshold. If thresholds were reached on the same day, only the
    /// best of them is included.
    private static func firstRanks(
        of app: AppID,
        in chart: Chart,
        ledger: LedgerSnapshot,
        end: Timestamp,
        origin: String
    ) -> [Observation] {
        var found: [Observation] = []
        for threshold in thresholds {
            guard let wanted = Rank(threshold),
                let reach = ledger.reach(of: app, atOrAbove: wanted, in: chart, asOf: end),
                let rank = ledger.lastPoint(of: app, in: chart, asOf: Timestamp(seconds: reach.time))?.rank
            else { break }
            let day = Timestamp(seconds: reach.time).day
            let isFirst = reach.previousSnapshotTime.map { Timestamp(seconds: $0).day == day } ?? false
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
                        "first seen at \(threshold == 1 ? "#1" : "#\(threshold) or better") at \(Timestamp(seconds: reach.time).iso8601)"
                )
            )
        }
        return found
    }

    /// Returns the rank in the last snapshot of each day on which the app was ranked.
    private static func dailyRanks(
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
            guard segment.value >= 0, segment.days.count <= dayLimit else { return nil }
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
