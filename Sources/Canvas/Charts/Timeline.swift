/// A strip that shows a time range, the cursor and markers.
public struct Timeline: Sendable {
    /// A marker for an event at an instant.
    public struct Marker: Hashable, Sendable {
        public var time: Int64
        public var label: String
        public var symbol: Unicode.Scalar
        public var style: Style
        /// The priority of the label: if labels are too close to each other, those with the highest weights are drawn.
        public var weight: Int

        public init(time: Int64, label: String, symbol: Unicode.Scalar, style: Style, weight: Int = 0) {
            self.time = time
            self.label = label
            self.symbol = symbol
            self.style = style
            self.weight = weight
        }
    }

    public var axis: TimeAxis
    public var cursor: Int64
    public var markers: [Marker]
    /// Dates on the strip, each drawn only if no marker or label is in its columns, and only if no end of the strip has
    /// the same label.
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
    /// so the most important one should be last. Symbols and labels keep their positions while the cursor moves.
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
        let layout = layout(columns: strip.width)
        drawMarkers(layout, in: strip, cursorColumn: here, on: &frame)
        drawTicks(layout.ticks, in: strip, cursorColumn: here, on: &frame)
        if layout.markers.contains(where: { $0.labelColumns.contains(here) }) {
            // Within a label, the cursor highlights a character, so that the label remains readable.
            let cell = Region(x: strip.x + here, y: strip.y, width: 1, height: 1)
            frame.restyle(cell.intersection(frame.region)) { $0 = cursorStyle.with(.reverse) }
        } else {
            frame.mark("◉", x: strip.x + here, y: strip.y, style: cursorStyle, clip: strip)
        }
        frame.clickTargets.append(ClickTarget(strip, .strip))
    }

    private func drawTicks(_ ticks: [Placed], in strip: Region, cursorColumn: Int, on frame: inout Frame) {
        // A date is hidden while the cursor is on it.
        for tick in ticks where cursorColumn < tick.column || cursorColumn > tick.labelColumns.upperBound {
            let isPast = tick.column <= cursorColumn
            let style = isPast ? pastStyle : futureStyle
            frame.mark(isPast ? "┿" : "┼", x: strip.x + tick.column, y: strip.y, style: style, clip: strip)
            frame.write(tick.label, in: tick.labelRegion(in: strip), style: futureStyle)
        }
    }

    private func drawMarkers(_ layout: Layout, in strip: Region, cursorColumn: Int, on frame: inout Frame) {
        for item in layout.markers {
            let marker = markers[item.index]
            let style = marker.time <= cursor ? marker.style : futureStyle
            frame.mark(marker.symbol, x: strip.x + item.column, y: strip.y, style: style, clip: strip)
            frame.write(item.label, in: item.labelRegion(in: strip), style: style)
        }
    }
}
