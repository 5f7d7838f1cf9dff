/// A bump chart: one row per rank, one column per snapshot, and lines that change rows in between.
///
/// Rounded corners keep crossings readable. Lines that move between the same two snapshots turn in separate columns if
/// there are enough.
public struct BumpChart: Sendable {
    public struct Line: Hashable, Sendable {
        public var label: String
        /// The rank in each snapshot, 1 on top; `nil` if not ranked.
        public var ranks: [Int?]
        public var style: Style

        public init(label: String, ranks: [Int?], style: Style) {
            self.label = label
            self.ranks = ranks
            self.style = style
        }

        /// Returns whether the rank differs in the next snapshot.
        func moves(after column: Int) -> Bool {
            guard column + 1 < ranks.count, let rank = ranks[column], let next = ranks[column + 1] else {
                return false
            }
            return rank != next
        }
    }

    /// Labels of the snapshots, below the chart.
    public var times: [String]
    /// The lines; the last is drawn on top.
    public var lines: [Line]
    /// Number of ranks with a row.
    public let depth: Int
    public var gridStyle: Style

    public init(times: [String], lines: [Line], depth: Int, gridStyle: Style) {
        self.times = times
        self.lines = lines
        self.depth = max(1, depth)
        self.gridStyle = gridStyle
    }

    /// Draws the chart with names in `gutter` columns on the left and `endGutter` on the right; the bottom row has the
    /// snapshot labels. If there are more ranks than rows, the top ranks are drawn.
    public func draw(in region: Region, gutter: Int, endGutter: Int, on frame: inout Frame) {
        let (area, labels) = region.splitBottom(1)
        let plot = area.inset(left: gutter, right: endGutter)
        guard plot.width >= 3, plot.height > 0, times.count > 1 else { return }
        // Only as many snapshots as have room between them for turns; the newest are kept.
        let first = max(0, times.count - max(1, (plot.width - 1) / 3) - 1)
        let spacing = min(12, (plot.width - 1) / (times.count - first - 1))
        let rows = plot.height / depth >= 2 ? 2 : 1
        let course = BumpLayout(plot: plot, spacing: spacing, rows: rows, depth: depth, first: first)
        drawTimes(course, in: labels, on: &frame)
        for (index, line) in lines.enumerated() { draw(line, at: index, course, on: &frame) }
        for line in lines { drawNames(of: line, course, gutter: gutter, endGutter: endGutter, on: &frame) }
    }

    /// The positions of snapshots and ranks.
    private struct BumpLayout {
        let plot: Region
        let spacing: Int
        let rows: Int
        let depth: Int
        let first: Int

        func x(_ column: Int) -> Int { plot.x + (column - first) * spacing }

        /// Returns the row of a rank; `nil` if it has none.
        func y(_ rank: Int) -> Int? {
            let y = (rank - 1) * rows
            return rank >= 1 && rank <= depth && y < plot.height ? plot.y + y : nil
        }
    }

    private func drawTimes(_ course: BumpLayout, in labels: Region, on frame: inout Frame) {
        var free = labels.x
        for column in course.first..<times.count {
            let width = displayWidth(times[column])
            let x = min(course.x(column), labels.x + labels.width - width)
            guard x >= free else { continue }
            frame.write(times[column], in: Region(x: x, y: labels.y, width: width, height: 1), style: gridStyle)
            free = x + width + 1
        }
    }

    private func draw(_ line: Line, at index: Int, _ course: BumpLayout, on frame: inout Frame) {
        for column in course.first..<max(course.first, min(times.count, line.ranks.count)) {
            guard let rank = line.ranks[column], let y = course.y(rank) else { continue }
            let isLast = column + 1 >= min(times.count, line.ranks.count)
            if !isLast, let next = line.ranks[column + 1], let target = course.y(next) {
                // Only lines that move need a column to turn in.
                let turn = lines[..<index].count { $0.moves(after: column) }
                drawStep(from: y, to: target, column: column, turn: turn, line.style, course, on: &frame)
            }
            frame.mark("●", x: course.x(column), y: y, style: line.style, clip: course.plot)
        }
    }

    private func drawStep(
        from y: Int,
        to target: Int,
        column: Int,
        turn: Int,
        _ style: Style,
        _ course: BumpLayout,
        on frame: inout Frame
    ) {
        let (start, end) = (course.x(column), course.x(column + 1))
        // Lines at different positions turn in different columns, if there are enough.
        let middle = start + 1 + turn % max(1, course.spacing - 1)
        for x in stride(from: start + 1, to: end, by: 1) where y == target || x != middle {
            frame.mark("─", x: x, y: x < middle ? y : target, style: style, clip: course.plot)
        }
        guard y != target else { return }
        for row in (min(y, target) + 1)..<max(min(y, target) + 1, max(y, target)) {
            frame.mark("│", x: middle, y: row, style: style, clip: course.plot)
        }
        frame.mark(target < y ? "╯" : "╮", x: middle, y: y, style: style, clip: course.plot)
        frame.mark(target < y ? "╭" : "╰", x: middle, y: target, style: style, clip: course.plot)
    }

    private func drawNames(
        of line: Line,
        _ course: BumpLayout,
        gutter: Int,
        endGutter: Int,
        on frame: inout Frame
    ) {
        let plot = course.plot
        if line.ranks.indices.contains(course.first), let rank = line.ranks[course.first], let y = course.y(rank) {
            let room = Region(x: plot.x - gutter, y: y, width: gutter - 1, height: 1)
            frame.write("\(line.label) \(rank)", in: room, style: line.style, align: .right)
        }
        if line.ranks.count == times.count, let rank = line.ranks[times.count - 1], let y = course.y(rank) {
            let room = Region(x: course.x(times.count - 1) + 2, y: y, width: endGutter - 1, height: 1)
            frame.write("\(rank) \(line.label)", in: room, style: line.style)
        }
    }
}
