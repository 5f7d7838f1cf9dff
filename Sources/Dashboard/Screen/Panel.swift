import Canvas

/// A thin rounded border with a title and a summary in its top line.
struct Panel {
    let title: String
    /// The text at the right end of the top line, which is dropped if there is no room for it.
    var summary = ""
    var summaryStyle: Style?

    /// The number of rows and columns that the border needs, including a blank column on each side.
    static let (borderRows, borderColumns) = (2, 4)

    /// Draws the border.
    ///
    /// - Returns: The region inside the border. A region with fewer than 3 rows or 12 columns is returned unchanged,
    ///   without a border and title.
    func draw(in region: Region, theme: Theme, on frame: inout Frame) -> Region {
        guard region.height >= 3, region.width >= 12 else { return region }
        let (top, bottom) = (region.row(0), region.row(region.height - 1))
        for line in [top, bottom] { frame.rule(in: line.inset(left: 1, right: 1), style: theme.grid) }
        corners("╭", "╮", in: top, theme: theme, on: &frame)
        corners("╰", "╯", in: bottom, theme: theme, on: &frame)
        for row in 1..<region.height - 1 { corners("│", "│", in: region.row(row), theme: theme, on: &frame) }
        let head = top.inset(left: 2, right: 2)
        // Keep one line character at each end.
        let used = frame.write(" \(title)", in: head.inset(right: 1), style: theme.heading)
        frame.write(" ", in: head.splitLeft(used).rest)
        let width = displayWidth(summary)
        if width > 0, used + width + 5 <= head.width {
            let end = head.splitLeft(head.width - width - 2).rest
            frame.write(" \(summary) ", in: end, style: summaryStyle ?? theme.faint)
        }
        return region.inset(left: 2, right: 2, top: 1, bottom: 1)
    }

    private func corners(_ left: String, _ right: String, in line: Region, theme: Theme, on frame: inout Frame) {
        frame.write(left, in: line, style: theme.grid)
        frame.write(right, in: line.splitLeft(line.width - 1).rest, style: theme.grid)
    }
}
