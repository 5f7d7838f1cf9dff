/// Ranks by slot and column, 0 for absent: a byte each, or two once a rank is deeper than 255.
///
/// One slot's columns lie together, so an id's history is a walk along memory; one column over all slots is a stride,
/// which for a few hundred slots costs about a microsecond. Columns are made as they are needed, so that a ranking that
/// was seen once does not pay for a week.
struct RankMatrix: Sendable {
    private var columns = 8
    private var narrow: [UInt8] = []
    private var wide: [UInt16] = []
    private var isWide = false
    private var slots = 0

    /// Slots for which room is made at once, at least.
    private static let growth = 16

    var byteCount: Int { narrow.capacity + wide.capacity * 2 }

    subscript(slot: Int, column: Int) -> UInt16 {
        isWide ? wide[slot * columns + column] : UInt16(narrow[slot * columns + column])
    }

    mutating func set(_ rank: UInt16, slot: Int, column: Int) {
        if slot >= slots { addSlot() }
        if rank > 255, !isWide { widen() }
        if isWide { wide[slot * columns + column] = rank } else { narrow[slot * columns + column] = UInt8(rank) }
    }

    /// Columns for which room is made at once: a part of a week, so that little of it stands empty.
    private static let step = 24

    /// Makes room for columns up to `count`.
    mutating func reserve(columns count: Int, most: Int) {
        guard count > columns else { return }
        let wanted = min(most, (count + Self.step - 1) / Self.step * Self.step)
        narrow = isWide ? [] : respaced(narrow, to: wanted)
        wide = isWide ? respaced(wide, to: wanted) : []
        columns = wanted
    }

    /// Makes room for so many slots and columns at once, all absent.
    mutating func reserve(slots count: Int, columns: Int, most: Int) {
        reserve(columns: columns, most: most)
        while slots < count { addSlot() }
    }

    /// Gives back room that is not used.
    mutating func trim() {
        narrow = narrow.trimmed()
        wide = wide.trimmed()
    }

    private func respaced<Cell: FixedWidthInteger>(_ cells: [Cell], to wanted: Int) -> [Cell] {
        var result: [Cell] = []
        result.reserveCapacity(slots * wanted)
        for slot in 0..<slots {
            result.append(contentsOf: cells[slot * columns..<(slot + 1) * columns])
            result.append(contentsOf: repeatElement(0, count: wanted - columns))
        }
        return result
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

    /// Rows in order: a new slot is always the next one.
    private mutating func addSlot() {
        let needed = (slots + 1) * columns
        // Nearly exact room: doubling would leave half of a large block empty.
        let room = (slots + max(Self.growth, slots / 32)) * columns
        if isWide {
            if wide.capacity < needed { wide.reserveCapacity(room) }
            wide.append(contentsOf: repeatElement(0, count: columns))
        } else {
            if narrow.capacity < needed { narrow.reserveCapacity(room) }
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
