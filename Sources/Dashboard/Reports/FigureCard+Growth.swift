import Market

extension FigureCard {
    /// What was reckoned of an app's growth.
    init(_ line: GrowthReport.Line, of name: String) {
        self.init(
            title: "\(line.label) of \(name)",
            value: line.value,
            kind: line.kind,
            lines: [
                Line(label: "method", text: line.method),
                Line(label: "source", text: "our arithmetic on \(line.source)"),
            ]
        )
    }
}
