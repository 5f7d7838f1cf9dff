/// What rows can be in the order of.
enum SortColumn: String, Hashable, Sendable, CaseIterable {
    case rank, move, growth, name, developer, best, days
    case country, apps
    case date, week, peak, sources
    case firstDay = "first-day"
    case total, share, eta
    case source, state, age, next

    /// As a picker says it.
    var label: String {
        switch self {
        case .move: "move: places gained"
        case .growth: "growth: what the climb implies for demand"
        case .days: "days on the chart"
        case .firstDay: "first day"
        case .week: "first seven days"
        case .date: "day of the launch"
        case .share: "share of the next milestone"
        case .eta: "when the next milestone comes"
        case .age: "age of the newest data"
        case .next: "when it is asked next"
        default: rawValue
        }
    }
}

/// In what order rows are.
struct Sort: Hashable, Sendable {
    var column: SortColumn
    var isReversed = false

    /// Rows by a key, those without one last either way; of equals the order stays.
    func sorted<Row, Value: Comparable>(_ rows: [Row], by value: (Row) -> Value?) -> [Row] {
        let keyed = rows.enumerated().map { (index: $0, row: $1, value: value($1)) }
        return keyed.sorted { left, right in
            switch (left.value, right.value) {
            case (nil, nil): return left.index < right.index
            case (nil, _): return false
            case (_, nil): return true
            case (let first?, let second?):
                if first == second { return left.index < right.index }
                return (first < second) != isReversed
            }
        }
        .map(\.row)
    }
}
