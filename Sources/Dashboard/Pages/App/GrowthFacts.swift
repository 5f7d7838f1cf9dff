import Canvas

/// An app's growth figures as lines, each with a label and a value.
struct GrowthFacts {
    let lines: [GrowthReport.Line]
    let theme: Theme

    /// The width of the label column.
    private static let gutter = 12

    /// Returns lines wrapped to a width.
    static func pieces(of lines: [GrowthReport.Plain], width: Int, theme: Theme) -> [[StyledText]] {
        lines.flatMap { line in
            wrapped(line.value, width: width - gutter).enumerated().map { index, part in
                let label = index == 0 ? line.label : ""
                let pad = String(repeating: " ", count: max(0, gutter - displayWidth(label)))
                return [StyledText(label + pad, theme.faint), StyledText(part, theme.text)]
            }
        }
    }

    private static func wrapped(_ text: String, width: Int) -> [String] {
        displayWidth(text) <= width ? [text] : TextWrapping.lines(text, width: width)
    }

    /// Draws the lines, with each method below the first known figure that uses it.
    func draw(in region: Region, on frame: inout Frame) {
        guard !lines.isEmpty else {
            return DashboardState.drawEmpty(
                ["No growth data yet"],
                in: region,
                theme: theme,
                on: &frame
            )
        }
        var row = 0
        var explained: Set<String> = []
        for line in lines {
            let text = GrowthReport.Plain(label: line.label, value: line.value)
            for pieces in Self.pieces(of: [text], width: region.width, theme: theme) {
                frame.write(pieces, in: region.row(row))
                row += 1
            }
            guard line.isKnown, explained.insert(line.method).inserted else { continue }
            for part in TextWrapping.lines(line.method, width: region.width - Self.gutter) {
                frame.write(part, in: region.row(row).inset(left: Self.gutter), style: theme.faint)
                row += 1
            }
        }
    }
}
