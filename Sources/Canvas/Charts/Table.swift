/// Rows of pieces under column titles.
public struct Table: Sendable {
    public var columns: [TableLayout.Column]
    /// How many rows there are.
    public var count: Int
    /// The column that names a row. The selected row is marked up to here, so that what follows keeps its colours, and
    /// so that moving the selection sends few bytes.
    public var nameColumn: Int
    public var titleStyle: Style
    public var selectionStyle: Style

    public init(
        columns: [TableLayout.Column],
        count: Int,
        nameColumn: Int,
        titleStyle: Style,
        selectionStyle: Style
    ) {
        self.columns = columns
        self.count = count
        self.nameColumn = nameColumn
        self.titleStyle = titleStyle
        self.selectionStyle = selectionStyle
    }

    /// Draws the titles and the rows around `selection`, each a place to click.
    ///
    /// - Parameters:
    ///   - first: the first row that was in sight before; see `RowWindow`.
    ///   - row: makes the pieces of a row, one a column; asked only for rows in sight.
    /// - Complexity: O(cells in sight), whatever `count` is.
    public func draw(
        in region: Region,
        selection: Int,
        first: Int? = nil,
        on frame: inout Frame,
        row: (Int) -> [StyledText]
    ) {
        let layout = TableLayout(columns: columns, width: region.width)
        let (heading, body) = region.splitTop(1)
        write(columns.map { StyledText($0.title, titleStyle) }, in: heading, layout, on: &frame)
        let window = RowWindow(selection: selection, count: count, height: body.height, first: first)
        for (offset, index) in window.rows.enumerated() {
            let line = body.row(offset)
            write(row(index), in: line, layout, on: &frame)
            frame.clickTargets.append(ClickTarget(line, .row(index)))
            guard index == window.selection else { continue }
            let name = layout.cell(nameColumn, in: line)
            let marked = line.splitLeft(name.isEmpty ? line.width : name.x + name.width - line.x).left
            frame.restyle(marked) { $0 = selectionStyle.with($0.attributes) }
            // Beside the row where there is room: a block there would cut a letter out of its mark.
            frame.cursor = Point(x: max(0, line.x - 1), y: line.y)
        }
    }

    private func write(_ pieces: [StyledText], in line: Region, _ layout: TableLayout, on frame: inout Frame) {
        for (index, piece) in pieces.enumerated() where layout.places.indices.contains(index) {
            let align: Alignment = columns[index].isRightAligned ? .right : .left
            frame.write(piece.text, in: layout.cell(index, in: line), style: piece.style, align: align)
        }
    }
}
