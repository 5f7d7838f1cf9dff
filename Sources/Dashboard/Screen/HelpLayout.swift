import Canvas

/// The groups of the help in columns: one on narrow screens, two from 100 columns and three from 160. A group is never
/// split between columns.
struct HelpLayout: Hashable {
    /// A line of a column: a heading, a line with its keys, or the continuation of a long title.
    struct Row: Hashable {
        var keys: String
        var title: String
        var isHeading: Bool
    }

    private static let keyWidth = 18
    private static let gap = 3

    let columns: [[Row]]
    private let columnWidth: Int

    /// Arranges groups in reading order, so that the longest column is as short as possible.
    ///
    /// - Parameter width: The width of the screen.
    init(_ groups: [[HelpPage.Line]], width: Int) {
        let count = width >= 160 ? 3 : width >= 100 ? 2 : 1
        let columnWidth = (width - 3 - (count - 1) * Self.gap) / count
        self.columnWidth = columnWidth
        let blocks = groups.map { $0.flatMap { Self.rows(of: $0, width: columnWidth) } }
        var height = blocks.map(\.count).max() ?? 0
        while Self.columns(of: blocks, height: height).count > count { height += 1 }
        columns = Self.columns(of: blocks, height: height)
    }

    /// The number of lines of the longest column.
    var height: Int { columns.map(\.count).max() ?? 0 }

    /// Fills columns of at most `height` lines with groups, which are separated by blank lines.
    private static func columns(of blocks: [[Row]], height: Int) -> [[Row]] {
        var columns: [[Row]] = [[]]
        for block in blocks {
            let last = columns.count - 1
            if columns[last].isEmpty {
                columns[last] = block
            } else if columns[last].count + 1 + block.count <= height {
                columns[last] += [Row(keys: "", title: "", isHeading: false)] + block
            } else {
                columns.append(block)
            }
        }
        return columns
    }

    private static func rows(of line: HelpPage.Line, width: Int) -> [Row] {
        if line.keys.isEmpty { return [Row(keys: "", title: line.title, isHeading: true)] }
        let titles = TextWrapping.lines(line.title, width: width - keyWidth - 1, hanging: 0)
        return titles.enumerated().map { Row(keys: $0 == 0 ? line.keys : "", title: $1, isHeading: false) }
    }

    /// Draws all columns from the line `scroll` on.
    func draw(scroll: Int, in body: Region, theme: Theme, on frame: inout Frame) {
        for (index, column) in columns.enumerated() {
            let area = body.inset(left: 2 + index * (columnWidth + Self.gap)).splitLeft(columnWidth).left
            for (line, row) in column.dropFirst(scroll).prefix(body.height).enumerated() {
                guard !row.isHeading else {
                    frame.write(row.title, in: area.row(line), style: theme.heading)
                    continue
                }
                let (keys, title) = area.row(line).splitLeft(Self.keyWidth, gap: 1)
                frame.write(row.keys, in: keys, style: theme.accent)
                frame.write(row.title, in: title, style: theme.text)
            }
        }
    }
}
