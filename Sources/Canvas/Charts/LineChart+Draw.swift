extension LineChart {
    /// Draws the chart with `gutter` columns for axis labels on the left and `endGutter` for line labels on the right.
    ///
    /// - Complexity: O(visible points + cells).
    public func draw(in region: Region, gutter: Int, endGutter: Int, on frame: inout Frame) {
        let plot = region.inset(left: gutter, right: endGutter, bottom: lane == nil ? 0 : 1)
        guard plot.width > 0, plot.height > 0 else { return }
        drawGrid(plot: plot, gutter: gutter, on: &frame)
        drawThresholds(plot: plot, gutter: gutter, on: &frame)
        let lane = Region(x: plot.x, y: plot.y + plot.height, width: plot.width, height: lane == nil ? 0 : 1)
        drawLane(lane, region: region, gutter: gutter, on: &frame)
        var rows = DotRows(scale, height: plot.height * marks.dotsDown, marks: marks)
        for box in boxes { draw(box, plot: plot, on: &frame) }
        for line in lines where line.shape == .straight {
            // Each line has its own grid, so that crossing lines keep their colors.
            var grid = DotGrid(region: plot, marks: marks)
            grid.isThick = line.isThick && marks != .ascii
            traceStraight(line, rows: &rows, on: &grid)
            grid.draw(on: &frame)
        }
        for (index, line) in lines.enumerated() where line.shape == .steps {
            let trace = trace(line, rows: &rows, plot: plot)
            if index == lines.count - 1 { fillArea(below: trace, plot: plot, on: &frame) }
            trace.draw(line.style, isHeavy: line.isHeavy, on: &frame)
        }
        for box in boxes { drawMiddle(of: box, plot: plot, on: &frame) }
        for line in lines { drawPoints(of: line, plot: plot, lane: lane, on: &frame) }
        drawLabels(plot: plot, bottom: lane, endGutter: endGutter, on: &frame)
        drawCrosshair(plot: plot, on: &frame)
    }

    private func drawGrid(plot: Region, gutter: Int, on frame: inout Frame) {
        for tick in scale.ticks(rows: plot.height, marks: marks) {
            let y = plot.y + tick.row
            let at = Region(x: plot.x - gutter, y: y, width: gutter - 1, height: 1)
            frame.write(format(tick.value), in: at, style: labelStyle, align: .right)
            frame.rule("┈", in: Region(x: plot.x, y: y, width: plot.width, height: 1), style: gridStyle)
        }
    }

    private func drawLane(_ lane: Region, region: Region, gutter: Int, on frame: inout Frame) {
        guard !lane.isEmpty, let name = self.lane else { return }
        let at = Region(x: region.x, y: lane.y, width: gutter - 1, height: 1)
        frame.write(name, in: at, style: labelStyle, align: .right)
        frame.rule("┈", in: lane, style: gridStyle)
    }

    /// Colors the background below a line.
    private func fillArea(below trace: StepTrace, plot: Region, on frame: inout Frame) {
        guard !areaColors.isEmpty else { return }
        for (column, rows) in trace.rowsBelow.enumerated() {
            for row in rows ?? 0..<0 {
                let color = areaColors[row * areaColors.count / plot.height]
                let cell = Region(x: plot.x + column, y: plot.y + row, width: 1, height: 1)
                frame.restyle(cell.intersection(plot)) { $0.background = color }
            }
        }
    }

    private func trace(_ line: Line, rows: inout DotRows, plot: Region) -> StepTrace {
        var trace = StepTrace(region: plot)
        let points = visible(line)
        for (index, point) in zip(points.indices, points) {
            guard !point.isIsolated, let value = point.value else {
                trace.breakLine()
                continue
            }
            let next = index + 1 < points.endIndex ? points[index + 1] : nil
            trace.add(
                row: rows.row(of: value) / marks.dotsDown,
                from: axis.unit(of: point.time, in: plot.width),
                to: axis.unit(of: end(of: point, next: next, in: line), in: plot.width)
            )
        }
        return trace
    }

    /// Returns the columns of a box in the plot: three around its time if there is enough room between boxes, otherwise
    /// those up to the next box, so that adjacent boxes have no gaps.
    private func columns(of box: Box, in plot: Region) -> ClosedRange<Int> {
        func column(_ time: Int64) -> Int { axis.unit(of: time, in: plot.width) }
        let others = boxes.lazy.map(\.time).filter { $0 != box.time }
        let x = column(box.time)
        let distance = others.map { column(axis.start + abs($0 - box.time)) }.min() ?? .max
        if distance >= 5 { return x - 1...x + 1 }
        let next = boxes.lazy.filter { $0.time > box.time && $0.style == box.style }.map(\.time).min().map(column)
        return x...(next.map { $0 - x <= Self.adjacent ? max(x, $0 - 1) : x } ?? x)
    }

    /// The maximum number of columns between boxes whose middles are joined.
    private static let adjacent = 2

    /// Draws the shading of a box.
    private func draw(_ box: Box, plot: Region, on frame: inout Frame) {
        let (top, bottom) = (row(of: box.range.upperBound, in: plot), row(of: box.range.lowerBound, in: plot))
        for row in top...max(top, bottom) {
            for column in columns(of: box, in: plot) {
                frame.mark("░", x: plot.x + column, y: plot.y + row, style: box.style, clip: plot)
            }
        }
    }

    /// Marks the middle of a box with a circle, or with a stroke that joins the strokes of adjacent boxes.
    private func drawMiddle(of box: Box, plot: Region, on frame: inout Frame) {
        let y = plot.y + row(of: (box.range.lowerBound + box.range.upperBound) / 2, in: plot)
        let x = axis.unit(of: box.time, in: plot.width)
        let isAdjacent = boxes.contains { other in
            let distance = abs(axis.unit(of: other.time, in: plot.width) - x)
            return other.time != box.time && other.style == box.style && distance <= Self.adjacent
        }
        for column in isAdjacent ? columns(of: box, in: plot) : x...x {
            frame.mark(isAdjacent ? "─" : "○", x: plot.x + column, y: y, style: box.style, clip: plot)
        }
    }

    private func traceStraight(_ line: Line, rows: inout DotRows, on grid: inout DotGrid) {
        var previous: (place: Canvas.Point, until: Int64)?
        for point in visible(line) {
            guard !point.isIsolated, let value = point.value else {
                previous = nil
                continue
            }
            let y = rows.row(of: value)
            let place = Canvas.Point(x: axis.unit(of: point.time, in: grid.width), y: y)
            if let previous, point.time - previous.until <= line.longestHold {
                grid.line(from: previous.place, to: place, isDashed: line.isDashed, style: line.style)
            } else {
                grid.dot(x: place.x, y: place.y, style: line.style)
            }
            let end = Canvas.Point(x: axis.unit(of: min(point.until, now), in: grid.width), y: y)
            grid.line(
                from: place,
                to: Canvas.Point(x: max(place.x, end.x), y: y),
                isDashed: line.isDashed,
                style: line.style
            )
            previous = (end, point.until)
        }
    }

    /// Draws a line's isolated points as marks with values, its other points as marks if the line requests them, and
    /// times without a rank as strokes in the lane below the plot.
    private func drawPoints(of line: Line, plot: Region, lane: Region, on frame: inout Frame) {
        let points = visible(line)
        for (index, point) in zip(points.indices, points) {
            let x = plot.x + axis.unit(of: point.time, in: plot.width)
            guard let value = point.value else {
                let next = index + 1 < points.endIndex ? points[index + 1] : nil
                drawAbsence(from: x, point, next: next, of: line, lane: lane, on: &frame)
                continue
            }
            guard point.isIsolated || line.marksPoints, x >= plot.x, x < plot.x + plot.width else { continue }
            let y = plot.y + row(of: value, in: plot)
            frame.mark("●", x: x, y: y, style: line.style, clip: plot)
            guard point.isIsolated else { continue }
            let label = format(value)
            let width = displayWidth(label)
            let fits = x + 1 + width <= plot.x + plot.width
            let at = Region(x: fits ? x + 1 : x - width, y: y, width: width, height: 1)
            if at.x >= plot.x { frame.write(label, in: at, style: line.style) }
        }
    }

    /// Draws a stroke in the lane over the time for which the app is assumed to be unranked.
    private func drawAbsence(
        from x: Int,
        _ point: Point,
        next: Point?,
        of line: Line,
        lane: Region,
        on frame: inout Frame
    ) {
        let end = lane.x + axis.unit(of: end(of: point, next: next, in: line), in: lane.width)
        // The stroke ends where the line returns.
        let returns = next.map { lane.x + axis.unit(of: $0.time, in: lane.width) } ?? .max
        let first = max(x, lane.x)
        for x in stride(from: first, through: min(end, lane.x + lane.width), by: 1) where x < returns || x == first {
            frame.mark("╌", x: x, y: lane.y, style: line.style, clip: lane)
        }
    }

    func row(of value: Double, in plot: Region) -> Int {
        scale.dot(of: value, in: plot.height * marks.dotsDown, marks: marks) / marks.dotsDown
    }
}
