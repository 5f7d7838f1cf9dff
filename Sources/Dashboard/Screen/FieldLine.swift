import Canvas

/// A line with a label, a text field and, if there is room, hints at the right end.
struct FieldLine {
    let field: TextField
    let label: String
    /// The hints, the most important first.
    let hints: [String]

    /// Draws the line and places the cursor.
    func draw(in line: Region, theme: Theme, on frame: inout Frame) {
        guard !line.isEmpty else { return }
        // A field that is too long shows the part before the cursor.
        var shown = field.characters[...]
        var hidden = 0
        while displayWidth(label) + displayWidth(String(shown[..<field.position])) >= line.width, !shown.isEmpty {
            shown.removeFirst()
            hidden += 1
        }
        let used = frame.write([StyledText(label, theme.accent), StyledText(String(shown), theme.text)], in: line)
        let before = displayWidth(label) + displayWidth(String(field.characters[hidden..<field.position]))
        frame.cursor = Point(x: min(line.x + before, line.x + line.width - 1), y: line.y)
        let rest = line.splitLeft(used + 2).rest
        frame.write(Phrases.fitting(hints, width: rest.width), in: rest, style: theme.faint, align: .right)
    }
}
