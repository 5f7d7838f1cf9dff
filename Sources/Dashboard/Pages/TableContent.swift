import Canvas

/// The styled text of a table, independent of its width, shared by the screen and the text export.
struct TableContent: Sendable {
    var columns: [TableLayout.Column]
    var rows: [[StyledText]]

    /// Returns the table with the symbols of rows in an additional first column. Pass `nil` for a row without symbols
    /// of its own.
    func withSymbols(_ symbols: [RowSymbols?], theme: Theme) -> TableContent {
        TableContent(
            columns: [TableLayout.Column("", minimum: RowSymbols.width)] + columns,
            rows: zip(rows, symbols).map { [theme.styled(($1 ?? RowSymbols()).cell)] + $0 }
        )
    }

    /// Draws the table on a screen with the selected row highlighted.
    ///
    /// - Parameter first: The first visible row in the previous frame.
    func draw(in region: Region, selection: Int, first: Int? = nil, theme: Theme, on frame: inout Frame) {
        Table(
            columns: columns,
            count: rows.count,
            titleStyle: theme.faint,
            selectionStyle: theme.selection
        )
        .draw(in: region, selection: selection, first: first, on: &frame) { rows[$0] }
    }

    /// Draws the titles and all rows, without a selection.
    func draw(in region: Region, theme: Theme, on frame: inout Frame) {
        let layout = TableLayout(columns: columns, width: region.width)
        let titles = columns.map { StyledText($0.title, theme.faint) }
        for (row, cells) in ([titles] + rows).enumerated() {
            for (column, cell) in cells.enumerated() {
                let align: Alignment = columns[column].isRightAligned ? .right : .left
                frame.write(cell.text, in: layout.cell(column, in: region.row(row)), style: cell.style, align: align)
            }
        }
    }

    /// The table as lines of text. Columns are as wide as their widest cell, up to their maximum width.
    var lines: [String] {
        let widths = columns.indices.map { index in
            let widest = rows.map { displayWidth($0[index].text) }.max() ?? 0
            return max(displayWidth(columns[index].title), min(widest, columns[index].maximum))
        }
        let heading = columns.indices.map { padded(StyledText(columns[$0].title), $0, widths[$0]) }
        let body = rows.map { row in row.indices.map { padded(row[$0], $0, widths[$0]) } }
        return ([heading] + body).map { cells in
            var line = cells.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }

    private func padded(_ text: StyledText, _ column: Int, _ width: Int) -> String {
        let fitted = text.fitted(to: width)
        let space = String(repeating: " ", count: width - fitted.width)
        return columns[column].isRightAligned ? space + fitted.text : fitted.text + space
    }
}
