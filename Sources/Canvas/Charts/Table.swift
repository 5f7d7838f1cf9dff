/// A table with rows of styled text below column titles.
public struct Table: Sendable {
    public var columns: [TableLayout.Column]
    /// The number of rows.
    public var count: Int
    /// The number of rows at the start that don't scroll.
    public var pinned = 0
    public var titleStyle: Style
    public var selectionStyle: Style

    public init(
        columns: [TableLayout.Column],
        count: Int,
        titleStyle: Style,
        selectionStyle: Style
    ) {
        self.columns = columns
        self.count = count
        self.titleStyle = titleStyle
        self.selectionStyle = selectionStyle
    }

    /// Draws the titles and the rows around `selection`, and makes each row a click target.
    ///
    /// - Parameters:
    ///   - first: The first row that was visible before; see ``RowWindow``.
    ///   - row: A closure that returns the cells of a row, called only for visible rows.
    /// - Complexity: O(visible cells), independent of `count`.
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
        let window = RowWindow(
            selection: selection,
            count: count,
            height: body.height,
            first: first,
            pinned: pinned
        )
        for (offset, index) in (Array(window.pinned) + window.rows).enumerated() {
            let line = body.row(offset)
            write(row(index), in: line, layout, on: &frame)
            frame.clickTargets.append(ClickTarget(line, .row(index)))
            guard index == window.selection else { continue }
            frame.highlight(line, as: selectionStyle)
            // The cursor is left of the row if there is room, because a block cursor would hide a letter.
            frame.cursor = Point(x: max(0, line.x - 1), y: line.y)
        }
    }

    private func write(_ pieces: [StyledText], in line: Region, _ layout: TableLayout, on frame: inout Frame) {
        for (index, piece) in pieces.enumerated() where layout.positions.indices.contains(index) {
            let align: Alignment = columns[index].isRightAligned ? .right : .left
            frame.write(piece, in: layout.cell(index, in: line), align: align)
        }
    }
}
