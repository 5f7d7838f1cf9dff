/// A strip that shows a time range, the cursor and markers.
public struct Timeline: Sendable {
    /// A marker for an event at an instant.
    public struct Marker: Hashable, Sendable {
        public var time: Int64
        public var label: String
        public var symbol: Unicode.Scalar
        public var style: Style

        public init(time: Int64, label: String, symbol: Unicode.Scalar, style: Style) {
            self.time = time
            self.label = label
            self.symbol = symbol
            self.style = style
        }
    }

    public var axis: TimeAxis
    public var cursor: Int64
    public var markers: [Marker]
    /// Dates on the strip, each drawn only if no marker, label or cursor is in its columns.
    public var ticks: [TimeAxis.Tick] = []
    public var startLabel: String
    public var endLabel: String
    public var pastStyle: Style
    public var futureStyle: Style
    public var cursorStyle: Style
    /// The style of the row that shows where markers are dense; `nil` for no such row.
    public var densityStyle: Style?

    public init(
        axis: TimeAxis,
        cursor: Int64,
        markers: [Marker],
        startLabel: String,
        endLabel: String,
        pastStyle: Style,
        futureStyle: Style,
        cursorStyle: Style
    ) {
        self.axis = axis
        self.cursor = cursor
        self.markers = markers
        self.startLabel = startLabel
        self.endLabel = endLabel
        self.pastStyle = pastStyle
        self.futureStyle = futureStyle
        self.cursorStyle = cursorStyle
    }

    /// Draws the timeline in the last row of `region`, which becomes a click target. The row above shows where markers
    /// are dense if there is a style for it. If several markers share a column, the last one in ``markers`` is drawn,
    /// so the most important one should be last.
    public func draw(in whole: Region, on frame: inout Frame) {
        let (above, region) = whole.splitBottom(1)
        let left = "◂ \(startLabel) ┝"
        let right = "┥ \(endLabel) ▸"
        let strip = region.row(0).inset(left: displayWidth(left), right: displayWidth(right))
        guard strip.width > 4 else { return }
        frame.write(left, in: region, style: futureStyle)
        frame.write(right, in: region.row(0), style: futureStyle, align: .right)
        let here = max(0, min(strip.width - 1, axis.unit(of: cursor, in: strip.width)))
        for column in 0..<strip.width {
            let style = column <= here ? pastStyle : futureStyle
            frame.mark(column <= here ? "━" : "─", x: strip.x + column, y: strip.y, style: style, clip: strip)
        }
        if let densityStyle, above.height > 0 {
            let row = Region(x: strip.x, y: region.y - 1, width: strip.width, height: 1)
            drawDensity(in: row, style: densityStyle, cursorColumn: here, on: &frame)
        }
        var free = Array(repeating: true, count: strip.width)
        drawMarkers(in: strip, cursorColumn: here, free: &free, on: &frame)
        frame.mark("◉", x: strip.x + here, y: strip.y, style: cursorStyle, clip: strip)
        free[here] = false
        drawTicks(in: strip, cursorColumn: here, free: free, on: &frame)
        frame.clickTargets.append(ClickTarget(strip, .strip))
    }

    private func drawTicks(in strip: Region, cursorColumn: Int, free: [Bool], on frame: inout Frame) {
        var free = free
        for tick in ticks {
            let column = axis.unit(of: tick.time, in: strip.width)
            let width = displayWidth(tick.label) + 1
            // Require a free column on each side of the label.
            guard column > 0, column + width < strip.width, free[column - 1...column + width].allSatisfy({ $0 }) else {
                continue
            }
            for used in column...column + width { free[used] = false }
            let isPast = column <= cursorColumn
            let style = isPast ? pastStyle : futureStyle
            frame.mark(isPast ? "┿" : "┼", x: strip.x + column, y: strip.y, style: style, clip: strip)
            let at = Region(x: strip.x + column + 1, y: strip.y, width: width - 1, height: 1)
            frame.write(tick.label, in: at, style: futureStyle)
        }
    }

    private func drawMarkers(in strip: Region, cursorColumn: Int, free: inout [Bool], on frame: inout Frame) {
        let placed = markers.map { (marker: $0, column: axis.unit(of: $0.time, in: strip.width)) }
            .filter { $0.column >= 0 && $0.column < strip.width }
            .enumerated().sorted { ($0.element.column, $0.offset) < ($1.element.column, $1.offset) }.map(\.element)
        for (index, item) in placed.enumerated() {
            let next = index + 1 < placed.count ? placed[index + 1].column : strip.width
            // If several share a column, the last one is shown.
            guard next > item.column else { continue }
            let style = item.marker.time <= cursor ? item.marker.style : futureStyle
            frame.mark(item.marker.symbol, x: strip.x + item.column, y: strip.y, style: style, clip: strip)
            free[item.column] = false
            let width = displayWidth(item.marker.label)
            let end = cursorColumn > item.column ? min(next, cursorColumn) : next
            guard width > 0, item.column + 1 + width <= end else { continue }
            for column in item.column...item.column + width { free[column] = false }
            let at = Region(x: strip.x + item.column + 1, y: strip.y, width: width, height: 1)
            frame.write(item.marker.label, in: at, style: style)
        }
    }
}
