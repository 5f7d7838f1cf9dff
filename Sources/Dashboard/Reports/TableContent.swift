import Canvas

/// A table's words and looks, before anybody decides how wide it is. Screen and text twin draw the same content.
struct TableContent: Sendable {
    var columns: [TableLayout.Column]
    var rows: [[Piece]]

    /// Draws the heading and the rows from `first` on; the row at `selection` is shown as selected.
    func draw(in region: Region, first: Int, selection: Int?, theme: Theme, on frame: inout Frame) {
        let layout = TableLayout(columns: columns, width: region.width)
        let (heading, body) = region.splitTop(1)
        for (index, column) in columns.enumerated() where layout.places[index] != nil {
            frame.write(
                column.title,
                in: layout.cell(index, in: heading),
                style: theme.faint,
                align: column.isRightAligned ? .right : .left
            )
        }
        for line in 0..<max(0, min(body.height, rows.count - first)) {
            let row = body.row(line)
            for (index, piece) in rows[first + line].enumerated() where layout.places[index] != nil {
                frame.write(
                    piece.text,
                    in: layout.cell(index, in: row),
                    style: piece.style,
                    align: columns[index].isRightAligned ? .right : .left
                )
            }
            if first + line == selection {
                frame.restyle(row) { $0 = theme.selection.with($0.attributes) }
                frame.cursor = Point(x: row.x, y: row.y)
            }
        }
    }

    /// The same as lines of text. Columns are as wide as their widest cell, up to their most.
    var lines: [String] {
        let widths = columns.indices.map { index in
            let widest = rows.map { displayWidth($0[index].text) }.max() ?? 0
            return max(displayWidth(columns[index].title), min(widest, columns[index].most))
        }
        let heading = columns.indices.map { padded(columns[$0].title, $0, widths[$0]) }
        let body = rows.map { row in row.indices.map { padded(row[$0].text, $0, widths[$0]) } }
        return ([heading] + body).map { cells in
            var line = cells.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }

    private func padded(_ text: String, _ column: Int, _ width: Int) -> String {
        let fitted = DisplayText(text).fitted(to: width)
        let space = String(repeating: " ", count: width - fitted.width)
        return columns[column].isRightAligned ? space + fitted.text : fitted.text + space
    }

    /// The first row to show so that `selection` is in sight, near the middle where it can be.
    static func firstRow(selection: Int, count: Int, height: Int) -> Int {
        max(0, min(selection - height / 2, count - height))
    }
}
