import Input
import Market

/// A type that sums the rows of a sales report by app, storefront, period and metric.
struct SalesSums {
    private struct Key: Hashable {
        var number: Int
        var isRepeated: Bool
        var firstDay: Day
        var lastDay: Day
    }

    /// The positions of the sums.
    private var positions: [Key: Int] = [:]
    /// The sums in order of first appearance.
    private var sums: [Sale] = []
    private var unknown: [String: (rows: Int, line: Int)] = [:]

    mutating func add(_ row: SalesTable.Row, line: Int) {
        switch row {
        case .other: break
        case .unknown(let type):
            guard unknown.count < Warnings.limit || unknown[type] != nil else { return }
            unknown[type, default: (0, line)].rows += 1
        case .download(let sale):
            let key = Key(
                number: sale.appNumber << 16 | sale.storefrontNumber,
                isRepeated: sale.metric == .redownloads,
                firstDay: sale.firstDay,
                lastDay: sale.lastDay
            )
            let position = positions[key, default: sums.count]
            guard position < sums.count else {
                positions[key] = position
                sums.append(sale)
                return
            }
            sums[position].units = Self.sum(sums[position].units, sale.units)
        }
    }

    /// Net units in order of first appearance; negative if refunds exceed downloads.
    var counts: [ReportedCount] {
        // Scopes and days are shared by many counts.
        var scopes: [Scope?] = []
        var days: [Day] = []
        return sums.map { sale in
            if sale.storefrontNumber >= scopes.count {
                scopes += [Scope?](repeating: nil, count: sale.storefrontNumber + 1 - scopes.count)
            }
            let scope =
                scopes[sale.storefrontNumber] ?? Scope(stores: [.appStore], storefronts: [sale.storefront])
            scopes[sale.storefrontNumber] = scope
            if days.first != sale.firstDay || days.last != sale.lastDay { days = Array(sale.firstDay...sale.lastDay) }
            let counter = Counter(
                app: sale.app,
                metric: sale.metric,
                scope: scope,
                kind: .exact,
                source: SalesReport.source
            )
            return ReportedCount(Count(days: days, value: sale.units), of: counter, in: .appStore)
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
