import Market

extension FigureCard {
    /// Creates a card for a growth figure of an app.
    init(_ line: GrowthReport.Line, of name: String) {
        self.init(
            title: "\(line.label) of \(name)",
            value: line.value,
            kind: line.kind,
            lines: [
                Line(label: "method", text: line.method),
                Line(label: "source", text: "calculated by launchtop from \(line.source)"),
            ]
        )
    }
}
