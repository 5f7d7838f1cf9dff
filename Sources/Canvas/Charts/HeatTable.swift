/// A table of numbers in which the color of a cell shows the magnitude of its number.
public struct HeatTable: Sendable {
    public struct Cell: Hashable, Sendable {
        public var text: String
        /// The heat from 0 (cold) to 1 (hot); `nil` if there is no number. In that case, the text is faint, and empty
        /// text is shown as `·`.
        public var heat: Double?

        public init(_ text: String, heat: Double?) {
            self.text = text
            self.heat = heat
        }
    }

    public struct Row: Hashable, Sendable {
        public var label: String
        public var cells: [Cell]

        public init(label: String, cells: [Cell]) {
            self.label = label
            self.cells = cells
        }
    }

    public var titles: [String]
    public var rows: [Row]
    /// The width of a cell in columns, including the gap after it.
    public var cellWidth: Int
    public var ramp: HeatRamp
    public var labelStyle: Style
    public var faintStyle: Style

    public init(
        titles: [String],
        rows: [Row],
        cellWidth: Int,
        ramp: HeatRamp,
        labelStyle: Style = .plain,
        faintStyle: Style
    ) {
        self.titles = titles
        self.rows = rows
        self.cellWidth = max(1, cellWidth)
        self.ramp = ramp
        self.labelStyle = labelStyle
        self.faintStyle = faintStyle
    }

    /// Draws the column titles and the rows starting at index `first`, with `gutter` columns for row labels. Columns
    /// that don't fit are omitted, starting on the left.
    public func draw(in region: Region, first: Int = 0, gutter: Int, on frame: inout Frame) {
        let (heading, body) = region.splitTop(1)
        let count = max(0, min(titles.count, (region.width - gutter) / cellWidth))
        let hidden = titles.count - count
        for column in 0..<count {
            frame.write(
                titles[hidden + column],
                in: place(column, gutter, in: heading),
                style: faintStyle,
                align: .center
            )
        }
        for (index, row) in rows.dropFirst(max(0, first)).prefix(body.height).enumerated() {
            let line = body.row(index)
            frame.write(row.label, in: line.splitLeft(gutter - 1).left, style: labelStyle)
            for (column, cell) in row.cells.dropFirst(hidden).prefix(count).enumerated() {
                draw(cell, in: place(column, gutter, in: line), on: &frame)
            }
        }
    }

    private func place(_ column: Int, _ gutter: Int, in line: Region) -> Region {
        Region(x: line.x + gutter + column * cellWidth, y: line.y, width: max(1, cellWidth - 1), height: line.height)
    }

    private func draw(_ cell: Cell, in place: Region, on frame: inout Frame) {
        guard let heat = cell.heat else {
            frame.write(cell.text.isEmpty ? "·" : cell.text, in: place, style: faintStyle, align: .center)
            return
        }
        frame.clear(place, style: ramp.style(of: heat))
        let text = ramp.shade(of: heat).map { "\(cell.text)\($0)" } ?? cell.text
        frame.write(text, in: place, style: ramp.style(of: heat), align: .center)
    }
}
