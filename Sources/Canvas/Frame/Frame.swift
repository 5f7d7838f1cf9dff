/// The contents of a screen, as a grid of cells.
///
/// Pages draw whole frames, and the terminal computes the differences. A wide glyph occupies two cells, and the right
/// cell is empty. Overwriting one half clears the other.
public struct Frame: Hashable, Sendable {
    /// One cell of the screen, stored in two 64-bit words.
    public struct Cell: Hashable, Sendable {
        /// The bits of the glyph; 0 in the right half of a wide glyph.
        private var bits: UInt64
        public internal(set) var style: Style

        init(_ glyph: Glyph?, _ style: Style) {
            bits = glyph?.bits ?? 0
            self.style = style
        }

        /// The glyph; `nil` in the right half of a wide glyph.
        public internal(set) var glyph: Glyph? {
            get { bits == 0 ? nil : Glyph(bits: bits) }
            set { bits = newValue?.bits ?? 0 }
        }

        static let blank = Cell(.space, .plain)
    }

    public let size: Size
    private var cells: [Cell]
    /// The position of the terminal's cursor, which screen readers and magnifiers follow; `nil` to hide the cursor.
    public var cursor: Point?
    /// The click targets. Later ones are on top of earlier ones.
    public var clickTargets: [ClickTarget] = []

    public init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: size.columns * size.rows)
    }

    /// The region of the whole frame.
    public var region: Region { Region(x: 0, y: 0, width: size.columns, height: size.rows) }

    /// The cell at a position.
    ///
    /// - Precondition: The point is inside the frame.
    public subscript(x: Int, y: Int) -> Cell {
        precondition(region.contains(Point(x: x, y: y)), "no cell at \(x), \(y) in a frame of \(size)")
        return cells[y * size.columns + x]
    }

    /// Returns the cells of one row, from left to right.
    public func row(_ y: Int) -> ArraySlice<Cell> {
        cells[y * size.columns..<(y + 1) * size.columns]
    }

    /// Writes one glyph. Does nothing if the glyph isn't completely inside `clip` and the frame.
    public mutating func put(_ glyph: Glyph, x: Int, y: Int, style: Style, clip: Region) {
        let width = glyph.width
        guard y >= 0, y < size.rows, x >= 0, x + width <= size.columns, y >= clip.y, y < clip.y + clip.height,
            x >= clip.x, x + width <= clip.x + clip.width
        else { return }
        release(x, y)
        if width == 2 { release(x + 1, y) }
        let position = y * size.columns + x
        cells[position] = Cell(glyph, style)
        if width == 2 { cells[position + 1] = Cell(nil, style) }
    }

    /// Clears the other half of a wide glyph before one of its cells is overwritten.
    private mutating func release(_ x: Int, _ y: Int) {
        let position = y * size.columns + x
        guard let glyph = cells[position].glyph else {
            guard x > 0 else { return }
            cells[position - 1].glyph = .space
            cells[position].glyph = .space
            return
        }
        if glyph.width == 2, x + 1 < size.columns { cells[position + 1].glyph = .space }
    }

    /// Changes the style of each cell in a region, but not its glyph.
    public mutating func restyle(_ area: Region, _ change: (inout Style) -> Void) {
        let area = area.intersection(region)
        for y in area.y..<area.y + area.height {
            for x in area.x..<area.x + area.width {
                change(&cells[y * size.columns + x].style)
            }
        }
    }

    /// Highlights a region. If `style` has a background color, the cells keep their foreground colors. Otherwise, the
    /// foreground color of `style` replaces theirs, because reversing different colors would result in backgrounds of
    /// different colors. A reversed cell isn't reversed in a reversed highlight, so that it still stands out.
    public mutating func highlight(_ area: Region, as style: Style) {
        restyle(area) { cell in
            let foreground = style.background == .standard ? style.foreground : cell.foreground
            var attributes = style.attributes.union(cell.attributes)
            if style.attributes.contains(.reverse) && cell.attributes.contains(.reverse) {
                attributes.remove(.reverse)
            }
            cell = Style(foreground, on: style.background, attributes)
        }
    }

    /// Gives each space the style of the cell on its left if that looks the same: a space without underline and reverse
    /// shows only its background. A terminal then needs fewer changes of style.
    ///
    /// - Complexity: O(cells).
    public mutating func mergeSpaces() {
        for start in stride(from: 0, to: cells.count, by: max(1, size.columns)) {
            for position in start + 1..<max(start + 1, start + size.columns) where cells[position].glyph == .space {
                let (left, style) = (cells[position - 1].style, cells[position].style)
                let isPlain = left.attributes.union(style.attributes).isDisjoint(with: [.underline, .reverse])
                if isPlain, left != style, left.background == style.background { cells[position].style = left }
            }
        }
    }

    /// Replaces the glyph and style of every cell. A narrower glyph leaves a space.
    mutating func mapCells(_ change: (Glyph, Style) -> (Glyph, Style)) {
        for position in cells.indices {
            guard let glyph = cells[position].glyph else { continue }
            let (changed, style) = change(glyph, cells[position].style)
            cells[position] = Cell(changed, style)
            guard glyph.width == 2 else { continue }
            cells[position + 1] = Cell(changed.width == 2 ? nil : .space, style)
        }
    }
}
