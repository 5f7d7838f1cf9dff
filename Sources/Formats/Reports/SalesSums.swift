import Input
import Market

/// A type that sums the rows of a sales report by app, storefront, period and metric.
struct SalesSums {
    /// The sums of one metric in one period.
    private struct Group {
        struct Key: Hashable {
            var metric: Metric
            var firstDay: Day
            var lastDay: Day

            init(_ sale: Sale) { (metric, firstDay, lastDay) = (sale.metric, sale.firstDay, sale.lastDay) }
        }

        let key: Key
        /// The positions of the sums by app and storefront; -1 if there is no sum.
        private var positions: [[Int32]] = []

        init(_ key: Key) { self.key = key }

        /// Returns the position of the sum to which a sale belongs. If there is none, it is `next` from now on.
        mutating func position(of sale: Sale, next: Int) -> Int {
            while positions.count <= sale.app { positions.append([]) }
            while positions[sale.app].count <= sale.storefront { positions[sale.app].append(-1) }
            let known = positions[sale.app][sale.storefront]
            if known >= 0 { return Int(known) }
            positions[sale.app][sale.storefront] = Int32(next)
            return next
        }
    }

    /// The groups; rows of the same group usually follow each other.
    private var groups: [Group] = []
    private var groupNumbers: [Group.Key: Int] = [:]
    private var lastGroup = 0
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
            let key = Group.Key(sale)
            if groups.isEmpty || groups[lastGroup].key != key {
                lastGroup = groupNumbers[key] ?? groups.count
                if lastGroup == groups.count { groups.append(Group(key)) }
                groupNumbers[key] = lastGroup
            }
            let position = groups[lastGroup].position(of: sale, next: sums.count)
            guard position < sums.count else { return sums.append(sale) }
            sums[position].units = Self.sum(sums[position].units, sale.units)
        }
    }

    /// Returns net units in order of first appearance; negative if refunds exceed downloads.
    ///
    /// - Parameter table: The table from which the rows were read.
    func counts(of table: SalesTable) -> [ReportedCount] {
        // Scopes and days are shared by many counts.
        let scopes = table.storefronts.map { Scope(stores: [.appStore], storefronts: [$0]) }
        var days: [Day] = []
        return sums.map { sale in
            if days.first != sale.firstDay || days.last != sale.lastDay { days = Array(sale.firstDay...sale.lastDay) }
            let counter = Counter(
                app: table.apps[sale.app],
                metric: sale.metric,
                scope: scopes[sale.storefront],
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
