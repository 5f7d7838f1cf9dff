import Input
import Market

/// A type that sums the rows of a sales report by app, storefront and period.
struct SalesSums {
    private struct Key: Hashable {
        var app: AppID
        var storefront: Storefront
        var firstDay: Day
        var lastDay: Day
    }

    private var sums: [Key: Int64] = [:]
    private var order: [Key] = []
    private var unknown: [String: (rows: Int, line: Int)] = [:]

    mutating func add(_ row: SalesTable.Row, line: Int) {
        switch row {
        case .other: break
        case .unknown(let type):
            guard unknown.count < Warnings.limit || unknown[type] != nil else { return }
            unknown[type, default: (0, line)].rows += 1
        case .download(let sale):
            let key = Key(
                app: sale.app,
                storefront: sale.storefront,
                firstDay: sale.firstDay,
                lastDay: sale.lastDay
            )
            if sums[key] == nil { order.append(key) }
            sums[key] = Self.sum(sums[key, default: 0], sale.units)
        }
    }

    /// Net units in order of first appearance; negative if refunds exceed downloads.
    var counts: [ReportedCount] {
        order.map { key in
            let scope = Scope(stores: [.appStore], storefronts: [key.storefront])
            let counter = Counter(
                app: key.app,
                metric: .downloads,
                scope: scope,
                kind: .exact,
                source: SalesReport.source
            )
            let count = Count(days: Array(key.firstDay...key.lastDay), value: sums[key] ?? 0)
            return ReportedCount(count, of: counter, in: .appStore)
        }
    }

    private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflows) = left.addingReportingOverflow(right)
        return overflows ? (right > 0 ? .max : .min) : sum
    }

    /// Warnings about unknown product types, each with the number of the first line with that type.
    var unknownTypes: [(line: Int, problem: String)] {
        unknown.sorted { $0.value.line < $1.value.line }.map { type, occurrences in
            let rows = NumberFormat.count(occurrences.rows, "row")
            let quoted = UntrustedText.sanitized(type, limit: 40)
            return (occurrences.line, "skipped \(rows) with unknown product type \"\(quoted)\"")
        }
    }
}
