import Canvas

/// What changed, as sentences one can scroll through.
enum ChangesPage {
    static func draw(_ lines: [Piece], scroll: Int, in body: Region, theme: Theme, on frame: inout Frame) {
        let region = body.inset(left: 2, right: 1)
        for (row, line) in lines.dropFirst(scroll).prefix(body.height).enumerated() {
            frame.write(line.text, in: region.row(row), style: line.style)
        }
    }
}
