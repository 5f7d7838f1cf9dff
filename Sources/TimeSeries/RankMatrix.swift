/// A matrix of ranks by slot and column; 0 means absent. A rank takes one byte, or two once any rank exceeds 255.
///
/// Columns are stored in parts of 56. Within a part, the columns of a slot are adjacent, so an id's history is read
/// sequentially, and one column is read with a short stride. A part is created with its first column and has rows only
/// up to the last slot with a rank in it. So nothing moves while the matrix grows, new slots take no space in earlier
/// parts, and a writer copies only one part while a reader holds a copy of the matrix.
struct RankMatrix: Sendable {
    /// The number of columns per part: a third of a block.
    private static let width = 56
    /// The initial number of columns in the first part, which is small to save memory for rankings with few ticks.
    private static let firstWidth = 8
    /// The number of slots allocated at once.
    private static let growth = 4

    private var isNarrowFirst = true
    private var isWide = false
    private var bytes: [[UInt8]] = []
    private var words: [[UInt16]] = []

    var byteCount: Int {
        bytes.reduce(words.reduce(0) { $0 + 2 * $1.capacity }) { $0 + $1.capacity + 48 }
    }

    private func width(of part: Int) -> Int { part == 0 && isNarrowFirst ? Self.firstWidth : Self.width }

    subscript(slot: Int, column: Int) -> UInt16 {
        let (part, place) = column.quotientAndRemainder(dividingBy: Self.width)
        guard place < width(of: part) else { return 0 }
        let index = slot * width(of: part) + place
        if isWide { return part < words.count && index < words[part].count ? words[part][index] : 0 }
        return part < bytes.count && index < bytes[part].count ? UInt16(bytes[part][index]) : 0
    }

    /// Returns the ranks of one slot in some columns.
    func row(_ slot: Int, in columns: Range<Int>) -> RankRow {
        isWide
            ? RankRow([], row(slot, in: columns, of: words)) : RankRow(row(slot, in: columns, of: bytes), [])
    }

    private func row<Cell: FixedWidthInteger>(_ slot: Int, in columns: Range<Int>, of parts: [[Cell]]) -> [Cell] {
        var row: [Cell] = []
        row.reserveCapacity(columns.count)
        var column = columns.lowerBound
        while column < columns.upperBound {
            let part = column / Self.width
            let end = min(columns.upperBound, (part + 1) * Self.width)
            let first = slot * width(of: part) - part * Self.width
            // A part without a row for the slot, or with a shorter one, has no rank there.
            let rowEnd = (slot + 1) * width(of: part)
            let known =
                part < parts.count && rowEnd <= parts[part].count
                ? max(first + column, min(first + end, rowEnd)) : first + column
            if first + column < known { row.append(contentsOf: parts[part][(first + column)..<known]) }
            row.append(contentsOf: repeatElement(0, count: first + end - known))
            column = end
        }
        return row
    }

    /// Calls `body` with each slot that has a rank in a column, and with that rank, in order of slots.
    func forEachSlot(in column: Int, _ body: (Int, UInt16) -> Void) {
        let (part, place) = column.quotientAndRemainder(dividingBy: Self.width)
        let width = width(of: part)
        guard place < width else { return }
        if isWide {
            guard part < words.count else { return }
            let ranks = words[part]
            var slot = 0
            for index in stride(from: place, to: ranks.count, by: width) {
                if ranks[index] > 0 { body(slot, ranks[index]) }
                slot += 1
            }
        } else {
            guard part < bytes.count else { return }
            let ranks = bytes[part]
            var slot = 0
            for index in stride(from: place, to: ranks.count, by: width) {
                if ranks[index] > 0 { body(slot, UInt16(ranks[index])) }
                slot += 1
            }
        }
    }

    /// Returns, for each column of a range except its first, how many slots have a rank in it but not in the previous
    /// column.
    func entries(in columns: Range<Int>) -> [Int] {
        isWide ? entries(in: columns, of: words) : entries(in: columns, of: bytes)
    }

    private func entries<Cell: FixedWidthInteger>(in columns: Range<Int>, of parts: [[Cell]]) -> [Int] {
        var entries = [Int](repeating: 0, count: max(0, columns.count - 1))
        for part in parts.indices {
            let (first, width) = (part * Self.width, width(of: part))
            let own = columns.dropFirst().clamped(to: first..<first + width)
            guard !own.isEmpty else { continue }
            let cells = parts[part]
            for slot in 0..<cells.count / width {
                let row = slot * width - first
                // The column before a part's first is in the previous part.
                var wasListed =
                    own.lowerBound > first ? cells[row + own.lowerBound - 1] > 0 : self[slot, own.lowerBound - 1] > 0
                for column in own {
                    let isListed = cells[row + column] > 0
                    if isListed, !wasListed { entries[column - columns.lowerBound - 1] += 1 }
                    wasListed = isListed
                }
            }
        }
        return entries
    }

    mutating func set(_ rank: UInt16, slot: Int, column: Int) {
        if rank == 0, self[slot, column] == 0 { return }
        if rank > 255, !isWide { widen() }
        if column >= Self.firstWidth, isNarrowFirst { widenFirst() }
        let (part, place) = column.quotientAndRemainder(dividingBy: Self.width)
        let width = width(of: part)
        if isWide {
            words.makeRoom(part: part, slot: slot, width: width, growth: Self.growth)
            words[part][slot * width + place] = rank
        } else {
            bytes.makeRoom(part: part, slot: slot, width: width, growth: Self.growth)
            bytes[part][slot * width + place] = UInt8(rank)
        }
    }

    /// Sets the ranks of an empty column.
    ///
    /// - Parameters:
    ///   - list: The ids, best first, as indices into `slots`.
    ///   - ranks: The ranks; `nil` if they are consecutive.
    mutating func set(column: Int, to list: [UInt16], slots: [UInt16], ranks: [UInt16]?) {
        guard ranks == nil, list.count <= 255, !isWide else {
            for (position, index) in list.enumerated() {
                set(ranks?[position] ?? UInt16(position + 1), slot: Int(slots[Int(index)]), column: column)
            }
            return
        }
        guard !list.isEmpty else { return }
        if column >= Self.firstWidth, isNarrowFirst { widenFirst() }
        let (part, place) = column.quotientAndRemainder(dividingBy: Self.width)
        let width = width(of: part)
        var highest = 0
        for index in list { highest = max(highest, Int(slots[Int(index)])) }
        bytes.makeRoom(part: part, slot: highest, width: width, growth: Self.growth)
        bytes[part].withUnsafeMutableBufferPointer { cells in
            for position in list.indices {
                cells[Int(slots[Int(list[position])]) * width + place] = UInt8(position + 1)
            }
        }
    }

    /// Moves columns by one position. If `direction` is 1, the columns from `column` on move to the right, and `column`
    /// becomes empty. If `direction` is −1, the columns after `column` move to the left and replace it, and the last
    /// column becomes empty.
    mutating func shift(from column: Int, by direction: Int, used: Int, slots: Int) {
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

    private mutating func widenFirst() {
        isNarrowFirst = false
        if isWide { words = words.map(Self.respaced) } else { bytes = bytes.map(Self.respaced) }
    }

    private static func respaced<Cell: FixedWidthInteger>(_ cells: [Cell]) -> [Cell] {
        var result: [Cell] = []
        result.reserveCapacity(cells.count / firstWidth * width)
        for slot in 0..<cells.count / firstWidth {
            result.append(contentsOf: cells[slot * firstWidth..<(slot + 1) * firstWidth])
            result.append(contentsOf: repeatElement(0, count: width - firstWidth))
        }
        return result
    }

    private mutating func widen() {
        words = bytes.map { $0.map(UInt16.init) }
        bytes = []
        isWide = true
    }
}

extension Array {
    /// Allocates a part and rows of zeros in it up to `slot`.
    fileprivate mutating func makeRoom<Cell: FixedWidthInteger>(part: Int, slot: Int, width: Int, growth: Int)
    where Element == [Cell] {
        while count <= part { append([]) }
        let needed = (slot + 1) * width
        guard self[part].count < needed else { return }
        // Allocates little extra room: doubling would leave half of a part empty.
        if self[part].capacity < needed { self[part].reserveCapacity(needed + growth * width) }
        self[part].append(contentsOf: repeatElement(0, count: needed - self[part].count))
    }
}
