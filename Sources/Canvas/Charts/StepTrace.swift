/// A step line in box-drawing characters, with a horizontal stroke for each value and a vertical stroke in the column
/// in which the value changes.
///
/// A column that covers several snapshots has a vertical stroke from its highest to its lowest row, so that no spike is
/// lost. Values between two columns aren't interpolated.
struct StepTrace {
    /// The course of a line within one column.
    private struct Column {
        /// The row in which the line enters from the left; `nil` if it starts in this column.
        var entry: Int?
        /// The row in which the line leaves to the right.
        var exit: Int
        var rows: ClosedRange<Int>

        init(from entry: Int?, to exit: Int) {
            (self.entry, self.exit) = (entry, exit)
            rows = min(entry ?? exit, exit)...max(entry ?? exit, exit)
        }

        mutating func move(to row: Int) {
            exit = row
            rows = min(rows.lowerBound, row)...max(rows.upperBound, row)
        }
    }

    private let region: Region
    private var columns: [Column?]
    /// The end of the last stroke: its column and row.
    private var last: (x: Int, row: Int)?

    init(region: Region) {
        self.region = region
        columns = Array(repeating: nil, count: region.width)
    }

    /// Adds a value that holds from column `start` through column `end`. The value is joined to the previous value if
    /// the stroke of the previous value reaches column `start` or the column before.
    mutating func add(row: Int, from start: Int, to end: Int) {
        let previous = last.flatMap { $0.x >= start - 1 ? $0.row : nil }
        if columns.indices.contains(start) {
            if columns[start] == nil {
                columns[start] = Column(from: previous, to: row)
            } else {
                columns[start]?.move(to: row)
            }
        }
        for x in max(0, start + 1)..<max(max(0, start + 1), min(end + 1, columns.count)) {
            columns[x] = Column(from: row, to: row)
        }
        last = (max(start, end), row)
    }

    /// Ends the current stroke, so that the next value isn't joined to it.
    mutating func breakLine() { last = nil }

    /// Draws the line.
    ///
    /// - Parameter isHeavy: Whether the strokes are heavy; `nil` to use heavy strokes only if the style is bold.
    func draw(_ style: Style, isHeavy: Bool? = nil, on frame: inout Frame) {
        let glyphs = isHeavy ?? style.attributes.contains(.bold) ? Self.heavy : Self.light
        for (x, column) in columns.enumerated() {
            guard let column else { continue }
            let continues = x + 1 >= columns.count || columns[x + 1]?.entry != nil
            for row in column.rows {
                var mask = 0
                if row == column.entry { mask |= Self.left }
                if row == column.exit, continues { mask |= Self.right }
                if row > column.rows.lowerBound { mask |= Self.up }
                if row < column.rows.upperBound { mask |= Self.down }
                frame.mark(glyphs[mask], x: region.x + x, y: region.y + row, style: style, clip: region)
            }
        }
    }

    /// The rows below the line in each column, empty if the line is in the bottom row; `nil` if the line has no value
    /// in the column.
    var rowsBelow: [Range<Int>?] {
        columns.map { column in
            guard let column, column.exit < region.height else { return nil }
            return max(0, column.exit + 1)..<max(max(0, column.exit + 1), region.height)
        }
    }

    private static let (left, right, up, down) = (1, 2, 4, 8)
    /// The box-drawing characters, indexed by a bit mask of the sides that strokes touch. Line ends are drawn as whole
    /// strokes.
    private static let light: [Unicode.Scalar] = [
        "─", "─", "─", "─", "│", "╯", "╰", "┴", "│", "╮", "╭", "┬", "│", "┤", "├", "┼",
    ]
    private static let heavy: [Unicode.Scalar] = [
        "━", "━", "━", "━", "┃", "┛", "┗", "┻", "┃", "┓", "┏", "┳", "┃", "┫", "┣", "╋",
    ]
}
