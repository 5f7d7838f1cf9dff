import Canvas

/// The scrollable list of changes since the last visit.
enum ChangesPage {
    /// Returns the width of the text on a screen with the given number of columns, limited for readability.
    static func width(of columns: Int) -> Int { min(110, columns - 3) }

    static func draw(_ lines: [StyledText], scroll: Int, in body: Region, theme: Theme, on frame: inout Frame) {
        let region = body.inset(left: 2, right: 1)
        for (row, line) in lines.dropFirst(scroll).prefix(body.height).enumerated() {
            frame.write(line.text, in: region.row(row), style: line.style)
        }
    }
}
