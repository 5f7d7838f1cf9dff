import Canvas

/// A thin rounded border with a title and a summary in its top line.
struct Panel {
    let title: String
    /// The key that opens the page or list with more about the subject, shown before the title.
    var key: String?
    /// Text after the title. If there isn't enough room, this text is shortened like the summary, but before the
    /// summary.
    var detail = ""
    /// Text at the right end of the top line. If there is no room, its last comma-separated parts are dropped.
    var summary = ""
    var summaryStyle: Style?
    /// Whether the arrow keys control the panel. If so, its border is highlighted.
    var isFocused = false

    /// The smallest page that has panels.
    static let pageSize = Size(columns: 120, rows: 24)

    /// Returns whether a page is large enough for panels.
    static func fit(in body: Region) -> Bool { body.width >= pageSize.columns && body.height >= pageSize.rows }

    /// The number of rows and columns that the border needs, including a blank column on each side.
    static let (borderRows, borderColumns) = (2, 4)

    /// Draws the border.
    ///
    /// - Returns: The region inside the border. A region with fewer than 3 rows or 12 columns is returned unchanged,
    ///   without a border and title.
    func draw(in region: Region, theme: Theme, on frame: inout Frame) -> Region {
        guard region.height >= 3, region.width >= 12 else { return region }
        let line = isFocused ? theme.accent : theme.grid
        let (top, bottom) = (region.row(0), region.row(region.height - 1))
        for edge in [top, bottom] { frame.rule(in: edge.inset(left: 1, right: 1), style: line) }
        corners("╭", "╮", in: top, style: line, on: &frame)
        corners("╰", "╯", in: bottom, style: line, on: &frame)
        for row in 1..<region.height - 1 { corners("│", "│", in: region.row(row), style: line, on: &frame) }
        // Keep one line character at each end.
        let head = top.inset(left: 2, right: 2)
        let room = head.width - 2
        let name = [StyledText(key.map { "\($0) " } ?? "", theme.accent), StyledText(title, theme.heading)]
        let summary = Self.shortened(summary, to: room - name.width - 3)
        let ending = summary.isEmpty ? 0 : displayWidth(summary) + 3
        let detail = Self.shortened(detail, to: room - name.width - 2 - ending)
        let used = frame.write(
            [StyledText(" ")] + name + (detail.isEmpty ? [] : [StyledText("  \(detail)", theme.faint)]),
            in: head.inset(right: 1)
        )
        frame.write(" ", in: head.splitLeft(used).rest)
        if !summary.isEmpty {
            let end = head.splitLeft(head.width - displayWidth(summary) - 2).rest
            frame.write(" \(summary) ", in: end, style: summaryStyle ?? theme.faint)
        }
        return region.inset(left: 2, right: 2, top: 1, bottom: 1)
    }

    /// Returns the longest prefix of a text that fits in `width` columns and ends at a comma or before a parenthesis;
    /// empty if there is none.
    private static func shortened(_ text: String, to width: Int) -> String {
        guard displayWidth(text) > width else { return text }
        let ends = text.indices.filter { text[$0...].hasPrefix(", ") || text[$0...].hasPrefix(" (") }.reversed()
        return ends.lazy.map { String(text[..<$0]) }.first { start in
            displayWidth(start) <= width && start.count { $0 == "(" } == start.count { $0 == ")" }
        } ?? ""
    }

    private func corners(_ left: String, _ right: String, in line: Region, style: Style, on frame: inout Frame) {
        frame.write(left, in: line, style: style)
        frame.write(right, in: line.splitLeft(line.width - 1).rest, style: style)
    }
}

/// A stack of panels with lines of text, in one or two columns.
struct PanelStack {
    struct Section {
        let title: String
        let lines: [[StyledText]]
        /// Text at the right end of the top line; see ``Panel/summary``.
        var summary = ""
        /// Whether the arrow keys control the section.
        var isFocused = false
    }

    let sections: [Section]
    let theme: Theme

    /// Draws the sections that fit. The last one may be truncated; in the first of two columns, a section that doesn't
    /// fit moves to the second.
    func draw(in columns: [Region], on frame: inout Frame) {
        var waiting = sections[...]
        for (index, column) in columns.enumerated() {
            var space = column
            while let section = waiting.first, space.height > Panel.borderRows {
                let height = section.lines.count + Panel.borderRows
                guard height <= space.height || index == columns.count - 1 || space == column else { break }
                let (region, rest) = space.splitTop(min(height, space.height))
                let hidden = height - region.height
                let inner = Panel(
                    title: section.title,
                    summary: hidden > 0 ? "\(hidden) more" : section.summary,
                    isFocused: section.isFocused
                )
                .draw(in: region, theme: theme, on: &frame)
                for (row, line) in section.lines.prefix(inner.height).enumerated() {
                    frame.write(line, in: inner.row(row))
                }
                space = rest
                waiting.removeFirst()
            }
        }
    }
}
