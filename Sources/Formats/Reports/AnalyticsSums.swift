import Input
import Market

/// A type that sums the rows of an analytics report by app, territory, day and metric.
struct AnalyticsSums {
    struct Key: Hashable {
        var app: AppID
        var metric: Metric
        var storefront: Storefront
        var day: Day
    }

    private var sums: [Key: Int64] = [:]
    private var order: [Key] = []
    private var unknown: [String: (rows: Int, line: Int)] = [:]

    mutating func add(_ count: Int64, to key: Key) {
        if sums[key] == nil { order.append(key) }
        sums[key] = min(Count.valueRange.upperBound, sums[key, default: 0] + count)
    }

    mutating func noteUnknown(type: String, line: Int) {
        guard unknown.count < Warnings.limit || unknown[type] != nil else { return }
        unknown[type, default: (0, line)].rows += 1
    }

    /// The sums in order of first appearance.
    var counts: [ReportedCount] {
        order.map { key in
            let counter = Counter(
                app: key.app,
                metric: key.metric,
                scope: Scope(stores: [.appStore], storefronts: [key.storefront]),
                kind: .exact,
                source: AnalyticsReport.source
            )
            return ReportedCount(Count(days: [key.day], value: sums[key] ?? 0), of: counter, in: .appStore)
        }
    }

    /// Warnings about unknown download types, each with the number of the first line with that type.
    var unknownTypes: [(line: Int, problem: String)] {
        unknown.sorted { $0.value.line < $1.value.line }.map { type, occurrences in
            let rows = NumberFormat.count(occurrences.rows, "row")
            let quoted = UntrustedText.sanitized(type, limit: 40)
            return (occurrences.line, "skipped \(rows) with unknown download type \"\(quoted)\"")
        }
    }
}
