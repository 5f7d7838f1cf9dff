/// The order of a page's rows.
struct Sort: Hashable, Sendable {
    /// The name of the order; see ``Column/sorted(_:_:isDefault:by:)``.
    var column: String
    var isReversed = false

    /// The order as text: "by move, reversed".
    var text: String { "by \(column)\(isReversed ? ", reversed" : "")" }
}

/// An order that rows can be sorted in.
struct SortChoice: Hashable, Sendable {
    /// The name in the palette.
    let name: String
    /// The label in the picker.
    let label: String
    /// Whether rows have this order unless the user chooses another.
    let isDefault: Bool
}

/// An order of rows by a key.
struct SortOrder<Row> {
    let choice: SortChoice
    /// A function that returns rows in this order or its reverse. The sort is stable; rows without a key come last in
    /// either order.
    let sorted: (_ rows: [Row], _ isReversed: Bool) -> [Row]

    init<Key: Comparable>(_ choice: SortChoice, key: @escaping (Row) -> Key?) {
        self.choice = choice
        sorted = { rows, isReversed in
            let keyed = rows.enumerated().map { (index: $0, row: $1, key: key($1)) }
            return keyed.sorted { left, right in
                switch (left.key, right.key) {
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
}
