/// A column that rows can be sorted by. The raw value is its name in the palette.
enum SortColumn: String, Hashable, Sendable, CaseIterable {
    case rank, move, growth, name, developer, best, days
    case country, apps
    case date, week, peak, sources
    case firstDay = "first-day"
    case total, share, eta
    case source, state, age, next

    /// The label in the picker.
    var label: String {
        switch self {
        case .move: "move: ranks gained"
        case .growth: "growth: demand change implied by the ranks"
        case .days: "days on chart"
        case .firstDay: "first day"
        case .week: "first seven days"
        case .date: "launch date"
        case .share: "progress to the next milestone"
        case .eta: "time to the next milestone"
        case .age: "age of the newest data"
        case .next: "next poll"
        default: rawValue
        }
    }
}

/// A sort order.
struct Sort: Hashable, Sendable {
    var column: SortColumn
    var isReversed = false

    /// Returns rows sorted by a key. Stable; rows without a key come last in either order.
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
