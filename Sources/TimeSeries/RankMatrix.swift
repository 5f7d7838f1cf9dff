/// Ranks by slot and column, 0 for absent: a byte each, or two once a rank is deeper than 255.
///
/// One slot's columns lie together, so an id's history is a walk along memory; one column over all slots is a stride,
/// which for a few hundred slots costs about a microsecond.
struct RankMatrix: Sendable {
    let columns: Int
    private var narrow: [UInt8] = []
    private var wide: [UInt16] = []
    private var isWide = false
    private var slots = 0

    /// Slots for which room is made at once.
    private static let growth = 16

    init(columns: Int) { self.columns = columns }

    subscript(slot: Int, column: Int) -> UInt16 {
        isWide ? wide[slot * columns + column] : UInt16(narrow[slot * columns + column])
    }

    mutating func set(_ rank: UInt16, slot: Int, column: Int) {
        while slot >= slots { addSlot() }
        if rank > 255, !isWide { widen() }
        if isWide { wide[slot * columns + column] = rank } else { narrow[slot * columns + column] = UInt8(rank) }
    }

    /// Moves the columns from `column` on by one, to the right (`by` 1, leaving it empty) or onto it (`by` −1).
    mutating func shift(from column: Int, by direction: Int, used: Int) {
        for slot in 0..<slots {
            if direction > 0 {
                for position in stride(from: used, to: column, by: -1) {
                    set(self[slot, position - 1], slot: slot, column: position)
                }
                set(0, slot: slot, column: column)
            } else {
                for position in column..<(used - 1) { set(self[slot, position + 1], slot: slot, column: position) }
                set(0, slot: slot, column: used - 1)
            }
        }
    }

    private mutating func addSlot() {
        // Exact room, in steps: doubling would leave half of a large block empty.
        let needed = (slots + 1) * columns
        if isWide {
            if wide.capacity < needed { wide.reserveCapacity((slots + Self.growth) * columns) }
            wide.append(contentsOf: repeatElement(0, count: columns))
        } else {
            if narrow.capacity < needed { narrow.reserveCapacity((slots + Self.growth) * columns) }
            narrow.append(contentsOf: repeatElement(0, count: columns))
        }
        slots += 1
    }

    private mutating func widen() {
        wide = narrow.map(UInt16.init)
        narrow = []
        isWide = true
    }
}
