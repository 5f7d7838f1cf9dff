import Canvas

/// An app's growth in words, label by figure.
struct GrowthFacts {
    let lines: [GrowthReport.Line]
    let theme: Theme

    /// Columns of the labels.
    private static let gutter = 12

    /// Wrapped to a width.
    func pieces(width: Int) -> [[StyledText]] {
        lines.flatMap { line in
            wrapped(line.value, width: width - Self.gutter).enumerated().map { index, part in
                let label = index == 0 ? line.label : ""
                let pad = String(repeating: " ", count: max(0, Self.gutter - displayWidth(label)))
                return [StyledText(label + pad, theme.faint), StyledText(part, theme.text)]
            }
        }
    }

    private func wrapped(_ text: String, width: Int) -> [String] {
        displayWidth(text) <= width ? [text] : TextWrapping.lines(text, width: width)
    }

    /// Alone, with how each sort of figure is reckoned under the first of it.
    func draw(in region: Region, on frame: inout Frame) {
        guard !lines.isEmpty else {
            return DashboardState.drawEmpty(
                ["Nothing is known yet from which growth could be reckoned"],
                in: region,
                theme: theme,
                on: &frame
            )
        }
        var row = 0
        var told: Set<String> = []
        for line in lines {
            for words in GrowthFacts(lines: [line], theme: theme).pieces(width: region.width) {
                frame.write(words, in: region.row(row))
                row += 1
            }
            guard line.isKnown, told.insert(line.method).inserted else { continue }
            for part in TextWrapping.lines(line.method, width: region.width - Self.gutter) {
                frame.write(part, in: region.row(row).inset(left: Self.gutter), style: theme.faint)
                row += 1
            }
        }
    }
}
