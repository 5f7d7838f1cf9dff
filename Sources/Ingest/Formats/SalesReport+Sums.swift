import Market

/// Adds the rows of a sales report up by app, storefront and days.
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
        case .unknown(let type): unknown[type, default: (0, line)].rows += 1
        case .download(let sale):
            let key = Key(
                app: sale.app,
                storefront: sale.storefront,
                firstDay: sale.firstDay,
                lastDay: sale.lastDay
            )
            if sums[key] == nil { order.append(key) }
            sums[key, default: 0] += sale.units
        }
    }

    /// In the order in which they first came, without those in which refunds prevail.
    var counts: [SeenCount] {
        order.filter { sums[$0, default: 0] >= 0 }.map { key in
            let scope = Scope(stores: [.appStore], storefronts: [key.storefront])
            let counter = Counter(
                app: key.app,
                metric: .downloads,
                scope: scope,
                kind: .exact,
                source: SalesReport.source
            )
            let count = Count(days: Array(key.firstDay...key.lastDay), value: sums[key] ?? 0)
            return SeenCount(count, of: counter, in: .appStore)
        }
    }

    /// What is not among the counts and why: types that are not in Apple's list, sums below zero.
    var complaints: [(place: String?, problem: String)] {
        let negative = order.compactMap { key -> (place: String?, problem: String)? in
            guard let sum = sums[key], sum < 0 else { return nil }
            let whose = "app \(key.app.text) in \(key.storefront.label) on \(key.firstDay.iso8601)"
            return (nil, "\(whose): refunds outweigh downloads (\(sum)), left out")
        }
        return unknownTypes + negative
    }

    private var unknownTypes: [(place: String?, problem: String)] {
        unknown.sorted { $0.value.line < $1.value.line }.map { type, seen in
            let rows = seen.rows == 1 ? "1 row" : "\(seen.rows) rows"
            return (
                "line \(seen.line)",
                "\(rows) of product type “\(UntrustedText.words(type, limit: 40))”, which is not in Apple's list, left out"
            )
        }
    }
}
