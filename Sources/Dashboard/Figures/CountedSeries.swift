import History
import Market
import TimeSeries

/// The counts of one counter up to an instant, such as an app's downloads in one storefront according to sales reports.
struct CountedSeries: Sendable {
    let counter: Counter
    /// The reports for periods that ended by the instant passed to ``all(of:in:asOf:)``.
    let series: CounterSeries
    let resolution: CounterResolution

    private init(_ counter: Counter, _ series: CounterSeries) {
        self.counter = counter
        self.series = series
        resolution = series.resolution
    }

    /// The counts, split as finely as the reports allow, in order of their first day. No two counts share a day.
    var segments: [CounterSeries.Segment] { resolution.segments }

    /// Returns one series for each of an app's counters, with the reports up to an instant, sorted by total in
    /// descending order. Counters without reports are omitted.
    static func all(of app: AppID, in ledger: LedgerSnapshot, asOf instant: Timestamp) -> [CountedSeries] {
        let last = instant.isDayEnd ? instant.day.number : instant.day.number - 1
        let found = ledger.counters[app].compactMap { counter, series -> CountedSeries? in
            let isEnded = (series.lastDay ?? last) <= last
            let ended = isEnded ? series : CounterSeries(series.reports.lazy.filter { $0.lastDay <= last })
            return ended.reports.isEmpty ? nil : CountedSeries(counter, ended)
        }
        return found.sorted {
            ($0.minimum, $1.counter.metric.rawValue, $1.counter.scope.label) > (
                $1.minimum, $0.counter.metric.rawValue, $0.counter.scope.label
            )
        }
    }

    /// Returns the series without the reports that start before a day; `nil` if no reports are left.
    ///
    /// - Complexity: O(reports left).
    func since(_ day: Day) -> CountedSeries? {
        let first = series.reports.lastIndex { $0.days[0] < day.number }.map { $0 + 1 } ?? 0
        let rest = series.reports[first...]
        return rest.isEmpty ? nil : CountedSeries(counter, CounterSeries(rest))
    }

    /// The lower bound of the total; 0 if there are no reports.
    private var minimum: Int64 { resolution.total?.value.lowerBound ?? 0 }

    /// The total as text: "1,000", or "1,000–1,100" if weeks and months partly overlap; empty if there are no reports.
    var totalText: String {
        guard let total = resolution.total?.value else { return "" }
        let minimum = NumberFormat.grouped(total.lowerBound)
        let maximum = total.upperBound > total.lowerBound ? "–\(NumberFormat.grouped(total.upperBound))" : ""
        return counter.kind.mark + minimum + maximum
    }

    /// The text for the newest report and the total: "US downloads: 1,234 on Mar 9, 2026, 8,400 in 7 days (exact, App
    /// Store Connect)". It's empty if there are no reports.
    var text: String {
        // The newest report; if several end on the same day, the shortest.
        guard let total = resolution.total,
            let last = series.reports.max(by: { ($0.lastDay, $1.days.count) < ($1.lastDay, $0.days.count) })
        else { return "" }
        let mark = counter.kind.mark
        let when = last.days.count == 1 ? "on" : "in \(last.days.count) days to"
        let newest = "\(mark)\(NumberFormat.grouped(last.value)) \(when) \(TimeFormat.long(Day(number: last.lastDay)))"
        let all = "\(totalText) in \(NumberFormat.count(total.dayCount, "day"))"
        return
            "\(counter.scope.label) \(counter.metric.name): \(newest), \(all) (\(counter.kind.rawValue), \(counter.source))"
    }

    /// Descriptions of the reports that contradict the sum of shorter reports, one line each, newest first.
    var conflicts: [String] {
        resolution.conflicts.reversed().map { conflict in
            let days = conflict.whole.days.map { Day(number: $0) }
            let (parts, whole) = (NumberFormat.grouped(conflict.parts), NumberFormat.grouped(conflict.whole.value))
            return
                "\(counter.scope.label) \(counter.metric.name), \(TimeFormat.span(days)): shorter reports add up to "
                + "\(parts), the report for the whole period has \(whole); using "
                + "\(conflict.isWholeCounted ? whole : parts) (\(counter.source))"
        }
    }

    /// The reports as JSON objects with the same keys as published figures. A report contained in a longer one has the
    /// longer report's days in `partOf`, since adding both would count days twice.
    var json: [JSONText] {
        series.reports.map { segment in
            let days = segment.days.map { Day(number: $0) }
            return .object([
                ("metric", .text(counter.metric.rawValue)), ("value", .int(segment.value)),
                ("unit", .text(counter.metric.unit)), ("date", .of(days.first)), ("end", .of(days.last)),
                ("days", days.count > 1 ? .list(days.map { .of($0) }) : .null), ("cumulative", .bool(false)),
                ("atLeast", .bool(false)),
                (
                    "scope",
                    .object([
                        ("store", .text(counter.scope.stores.map(\.rawValue).joined(separator: "+"))),
                        ("storefronts", counter.scope.storefronts?.json ?? .null),
                    ])
                ),
                ("kind", .text(counter.kind.rawValue)), ("source", .text(counter.source)), ("url", .null),
                ("published", .null), ("note", .null), ("partOf", Self.partOf(shortestReport(containing: segment))),
            ])
        }
    }

    /// Returns the shortest report that is longer than `report` and contains all of its days; `nil` if there is none.
    private func shortestReport(containing report: CounterSeries.Segment) -> CounterSeries.Segment? {
        guard segments != series.reports else { return nil }
        return series.reports.filter { other in
            other.days.count > report.days.count && other.days[0] <= report.days[0] && other.lastDay >= report.lastDay
                && Set(report.days).isSubset(of: other.days)
        }
        .min { $0.days.count < $1.days.count }
    }

    private static func partOf(_ whole: CounterSeries.Segment?) -> JSONText {
        guard let whole else { return .null }
        let days = [whole.days[0], whole.lastDay].map { Day(number: $0) }
        return .object([("date", .of(days.first)), ("end", .of(days.last))])
    }
}
