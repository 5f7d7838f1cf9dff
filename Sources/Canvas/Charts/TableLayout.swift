/// A layout of a table's columns, which drops some of them if there isn't enough room.
public struct TableLayout: Sendable {
    public struct Column: Hashable, Sendable {
        public var title: String
        /// The minimum width, in columns of text. With less room, the column is dropped or truncated.
        public var minimum: Int
        /// The maximum useful width, at least `minimum`.
        public var maximum: Int
        /// The priority. The column with the highest number is dropped first; a column with priority 0 is never
        /// dropped.
        public var priority: Int
        public var isRightAligned: Bool

        public init(_ title: String, minimum: Int, maximum: Int? = nil, priority: Int = 0, isRightAligned: Bool = false)
        {
            self.title = title
            self.minimum = minimum
            self.maximum = max(minimum, maximum ?? minimum)
            self.priority = priority
            self.isRightAligned = isRightAligned
        }
    }

    /// The offset and width of each column; `nil` if the column was dropped.
    public let positions: [(offset: Int, width: Int)?]

    /// Creates a layout. Every column gets its minimum width, and columns are dropped by priority until the rest fit.
    /// Remaining room is distributed, first among the columns that are never dropped.
    public init(columns: [Column], width: Int, gap: Int = 1) {
        var kept = Set(columns.indices)
        func needed() -> Int { kept.reduce(0) { $0 + columns[$1].minimum } + gap * max(0, kept.count - 1) }
        while needed() > width,
            let drop = kept.filter({ columns[$0].priority > 0 }).max(by: {
                (columns[$0].priority, $0) < (columns[$1].priority, $1)
            }
            )
        {
            kept.remove(drop)
        }
        var widths = columns.map(\.minimum)
        var spare = max(0, width - needed())
        while spare > 0 {
            let growing = kept.filter { widths[$0] < columns[$0].maximum }.sorted()
            let first = growing.filter { columns[$0].priority == 0 }
            let open = first.isEmpty ? growing : first
            guard !open.isEmpty else { break }
            let share = max(1, spare / open.count)
            for index in open where spare > 0 {
                let more = min(share, columns[index].maximum - widths[index], spare)
                widths[index] += more
                spare -= more
            }
        }
        var offset = 0
        positions = columns.indices.map { index in
            guard kept.contains(index) else { return nil }
            defer { offset += widths[index] + gap }
            return (offset, widths[index])
        }
    }

    /// Returns the region of column `index` in a row; empty if the column was dropped.
    public func cell(_ index: Int, in row: Region) -> Region {
        guard let position = positions[index] else { return Region(x: row.x, y: row.y, width: 0, height: 0) }
        return Region(
            x: row.x + position.offset,
            y: row.y,
            width: min(position.width, row.width - position.offset),
            height: row.height
        )
    }
}
