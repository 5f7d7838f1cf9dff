/// A screenful of cells, as a value.
///
/// Pages draw whole frames; whoever shows them finds the differences. A wide glyph owns two cells, of which the
/// right one is empty, and never only one of them: covering half of it blanks the other half.
public struct Frame: Hashable, Sendable {
    /// One place on the screen.
    public struct Cell: Hashable, Sendable {
        /// `nil` in the right half of a wide glyph.
        public internal(set) var glyph: Glyph?
        public internal(set) var style: Style

        static let blank = Cell(glyph: .space, style: .plain)
    }

    public let size: Size
    private var cells: [Cell]
    /// Where the hardware cursor belongs, so that screen readers and magnifiers follow the selection.
    public var cursor: Point?

    public init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: size.columns * size.rows)
    }

    /// The whole frame.
    public var region: Region { Region(x: 0, y: 0, width: size.columns, height: size.rows) }

    /// - Precondition: the place is inside the frame.
    public subscript(x: Int, y: Int) -> Cell {
        precondition(region.contains(Point(x: x, y: y)), "no cell at \(x), \(y) in a frame of \(size)")
        return cells[y * size.columns + x]
    }

    /// The cells of one row, from left to right.
    public func row(_ y: Int) -> ArraySlice<Cell> {
        cells[y * size.columns..<(y + 1) * size.columns]
    }

    /// Puts one glyph; outside `clip`, or where only half of it would fit, nothing happens.
    public mutating func put(_ glyph: Glyph, x: Int, y: Int, style: Style, clip: Region) {
        guard clip.contains(Point(x: x, y: y)), clip.contains(Point(x: x + glyph.width - 1, y: y)),
            region.contains(Point(x: x, y: y)), x + glyph.width <= size.columns
        else { return }
        release(x, y)
        if glyph.width == 2 { release(x + 1, y) }
        let position = y * size.columns + x
        cells[position] = Cell(glyph: glyph, style: style)
        if glyph.width == 2 { cells[position + 1] = Cell(glyph: nil, style: style) }
    }

    /// Blanks the other half of a wide glyph before one of its cells is taken.
    private mutating func release(_ x: Int, _ y: Int) {
        let position = y * size.columns + x
        if cells[position].glyph == nil, x > 0 {
            cells[position - 1].glyph = .space
            cells[position].glyph = .space
        } else if cells[position].glyph?.width == 2, x + 1 < size.columns {
            cells[position + 1].glyph = .space
        }
    }

    /// Changes the look of a region and leaves its glyphs.
    public mutating func restyle(_ area: Region, _ change: (inout Style) -> Void) {
        for y in max(0, area.y)..<max(0, min(size.rows, area.y + area.height)) {
            for x in max(0, area.x)..<max(0, min(size.columns, area.x + area.width)) {
                change(&cells[y * size.columns + x].style)
            }
        }
    }

    /// Replaces every glyph by what `change` makes of it. A narrower one leaves a space.
    mutating func mapGlyphs(_ change: (Glyph) -> Glyph) {
        for position in cells.indices {
            guard let glyph = cells[position].glyph else { continue }
            let changed = change(glyph)
            cells[position].glyph = changed
            if changed.width < glyph.width { cells[position + 1].glyph = .space }
        }
    }
}
