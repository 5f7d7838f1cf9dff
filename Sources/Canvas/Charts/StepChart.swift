/// Places over time: number one on top, steps because a place holds until the next look, and a lane of its own under
/// the plot for being off the list.
public struct StepChart: Sendable {
    /// What one look said.
    public struct Point: Hashable, Sendable {
        public var time: Int64
        /// Until when the same was seen.
        public var until: Int64
        /// `nil` is off the list.
        public var value: Int?
        /// Whether it stands alone: nothing is known of the time around it, so no line leads to or from it.
        public var isIsolated: Bool

        public init(time: Int64, until: Int64, value: Int?, isIsolated: Bool) {
            self.time = time
            self.until = until
            self.value = value
            self.isIsolated = isIsolated
        }
    }

    /// One line, labelled at its end.
    public struct Line: Sendable {
        public var label: String
        public var points: [Point]
        /// The longest time over which a place is believed to hold without another look, in seconds.
        public var longestHold: Int64
        public var style: Style

        public init(label: String, points: [Point], longestHold: Int64, style: Style) {
            self.label = label
            self.points = points
            self.longestHold = longestHold
            self.style = style
        }
    }

    public var axis: TimeAxis
    public var scale: InverseLogScale
    /// The last is drawn on top.
    public var lines: [Line]
    /// Nothing is drawn after this instant.
    public var now: Int64
    public var gridStyle: Style

    public init(
        axis: TimeAxis,
        scale: InverseLogScale,
        lines: [Line],
        now: Int64,
        gridStyle: Style
    ) {
        self.axis = axis
        self.scale = scale
        self.lines = lines
        self.now = now
        self.gridStyle = gridStyle
    }

    /// Draws with `gutter` columns for the labels of the axis at the left and `endGutter` for the lines' at the right.
    /// The lowest row is the lane for being off the list.
    public func draw(in region: Region, gutter: Int, endGutter: Int, on frame: inout Frame) {
        let plot = region.inset(left: gutter, right: endGutter, bottom: 1)
        guard plot.width > 0, plot.height > 0 else { return }
        drawGrid(plot: plot, gutter: gutter, on: &frame)
        let lane = Region(x: plot.x, y: plot.y + plot.height, width: plot.width, height: 1)
        frame.write(
            "off",
            in: Region(x: region.x, y: lane.y, width: gutter - 1, height: 1),
            style: gridStyle,
            align: .right
        )
        frame.write(String(repeating: "·", count: lane.width), in: lane, style: gridStyle)
        var grid = DotGrid(region: plot)
        for line in lines { trace(line, on: &grid) }
        grid.draw(on: &frame)
        for line in lines { drawPoints(of: line, plot: plot, lane: lane, on: &frame) }
        drawLabels(plot: plot, endGutter: endGutter, on: &frame)
    }

    private func drawGrid(plot: Region, gutter: Int, on frame: inout Frame) {
        for tick in scale.ticks(rows: plot.height) {
            let y = plot.y + tick.row
            frame.write(
                "#\(tick.value)",
                in: Region(x: plot.x - gutter, y: y, width: gutter - 1, height: 1),
                style: gridStyle,
                align: .right
            )
            for x in stride(from: plot.x, to: plot.x + plot.width, by: 4) {
                frame.mark("·", x: x, y: y, style: gridStyle, clip: plot)
            }
        }
    }

    private func visible(_ line: Line) -> [Point] { line.points.filter { $0.time <= now } }

    private func trace(_ line: Line, on grid: inout DotGrid) {
        var previous: (end: Int, dot: Int)?
        let points = visible(line)
        for (index, point) in points.enumerated() {
            guard !point.isIsolated, let value = point.value else {
                previous = nil
                continue
            }
            let dot = scale.dot(of: value, in: grid.height)
            let start = axis.unit(of: point.time, in: grid.width)
            let next = index + 1 < points.count ? points[index + 1].time : now
            let held = next - point.until <= line.longestHold ? next : point.until
            let end = axis.unit(of: min(held, now), in: grid.width)
            if let previous, previous.end >= start - 1 {
                grid.vertical(x: start, from: previous.dot, to: dot, style: line.style)
            }
            if end >= 0 { grid.horizontal(from: start, to: max(start, end), y: dot, style: line.style) }
            previous = (end, dot)
        }
    }

    /// Lone sightings as marks with their value, and the times off the list as a stroke in the lane.
    private func drawPoints(of line: Line, plot: Region, lane: Region, on frame: inout Frame) {
        let points = visible(line)
        for (index, point) in points.enumerated() {
            let x = plot.x + axis.unit(of: point.time, in: plot.width)
            guard let value = point.value else {
                let next = index + 1 < points.count ? points[index + 1].time : now
                let last = plot.x + axis.unit(of: min(next, now), in: plot.width)
                for x in max(x, lane.x)...max(x, lane.x, last) {
                    frame.mark("╌", x: x, y: lane.y, style: line.style, clip: lane)
                }
                continue
            }
            guard point.isIsolated else { continue }
            let y = plot.y + scale.dot(of: value, in: plot.height * 4) / 4
            frame.mark("●", x: x, y: y, style: line.style, clip: plot)
            let label = "#\(value)"
            let width = displayWidth(label)
            let fits = x + 1 + width <= plot.x + plot.width
            let at = Region(x: fits ? x + 1 : x - width, y: y, width: width, height: 1)
            if at.x >= plot.x { frame.write(label, in: at, style: line.style) }
        }
    }

    /// Names at the lines' ends, pushed apart; the last line keeps its place.
    private func drawLabels(plot: Region, endGutter: Int, on frame: inout Frame) {
        guard endGutter > 2 else { return }
        var taken: Set<Int> = []
        for line in lines.reversed() {
            guard let point = visible(line).last else { continue }
            let bottom = plot.y + plot.height
            let wanted = point.value.map { plot.y + scale.dot(of: $0, in: plot.height * 4) / 4 } ?? bottom
            let rows = (plot.y...bottom).sorted { (abs($0 - wanted), $0) < (abs($1 - wanted), $1) }
            guard let y = rows.first(where: { !taken.contains($0) }) else { return }
            taken.insert(y)
            let value = point.value.map { "#\($0)" } ?? "off"
            frame.write(
                "\(line.label) \(value)",
                in: Region(x: plot.x + plot.width + 1, y: y, width: endGutter - 1, height: 1),
                style: line.style
            )
        }
    }
}
