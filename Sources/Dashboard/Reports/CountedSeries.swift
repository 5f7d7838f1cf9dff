import History
import Market
import TimeSeries

/// What one counter has counted of an app up to an instant, such as a sales report's downloads of one storefront.
struct CountedSeries: Sendable {
    let counter: Counter
    /// By first day; of those that had ended by the instant.
    let segments: [CounterSeries.Segment]

    /// The counters of an app that had counted anything by an instant: the most first.
    static func all(of app: AppID, in ledger: LedgerSnapshot, asOf instant: Timestamp) -> [CountedSeries] {
        let last = instant.isDayEnd ? instant.day.number : instant.day.number - 1
        let found = ledger.counters.compactMap { counter, series -> CountedSeries? in
            guard counter.app == app else { return nil }
            let segments = series.segments.filter { $0.lastDay <= last }
            return segments.isEmpty ? nil : CountedSeries(counter: counter, segments: segments)
        }
        return found.sorted { ($0.total, $1.counter.scope.label) > ($1.total, $0.counter.scope.label) }
    }

    /// Without what begins before a day; `nil` where nothing is left.
    ///
    /// - Complexity: O(what is left).
    func since(_ day: Day) -> CountedSeries? {
        let first = segments.lastIndex { $0.days[0] < day.number }.map { $0 + 1 } ?? 0
        let rest = Array(segments[first...])
        return rest.isEmpty ? nil : CountedSeries(counter: counter, segments: rest)
    }

    var total: Int64 { segments.reduce(0) { $0 + $1.value } }

    private var dayCount: Int { segments.reduce(0) { $0 + $1.days.count } }

    /// "US downloads: 1,234 on 9 Mar 2026, 8,400 in 7 days (exact, App Store Connect)".
    var sentence: String {
        guard let last = segments.max(by: { $0.lastDay < $1.lastDay }) else { return "" }
        let mark = counter.kind.mark
        let when = last.days.count == 1 ? "on" : "in \(last.days.count) days to"
        let newest = "\(mark)\(Figures.grouped(last.value)) \(when) \(Dates.long(Day(number: last.lastDay)))"
        let all = "\(mark)\(Figures.grouped(total)) in \(Figures.count(dayCount, "day"))"
        return
            "\(counter.scope.label) \(counter.metric.rawValue): \(newest), \(all) (\(counter.kind.rawValue), \(counter.source))"
    }

    /// A figure for each segment, with the keys of published ones.
    var json: [JSONText] {
        segments.map { segment in
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
                        ("storefronts", Twin.storefronts(counter.scope.storefronts)),
                    ])
                ),
                ("kind", .text(counter.kind.rawValue)), ("source", .text(counter.source)), ("url", .null),
                ("published", .null), ("note", .null),
            ])
        }
    }
}
