extension LineChart {
    /// The value of one line at an instant.
    public struct Reading: Hashable, Sendable {
        public var label: String
        /// The formatted value; `nil` if there is no data.
        public var value: String?
        public var style: Style
    }

    /// Returns the value of every labeled line at `time`, top line first.
    ///
    /// For a straight line, this is the value of the previous point, because values between two points weren't
    /// measured.
    public func readings(at time: Int64) -> [Reading] {
        lines.reversed().filter(\.isLabeled).map { line in
            let points = visible(line)
            guard let index = points.lastIndex(where: { $0.time <= time }) else {
                return Reading(label: line.label, value: nil, style: line.style)
            }
            let point = points[index]
            let next = index + 1 < points.endIndex ? points[index + 1] : nil
            let holds = !point.isIsolated && time <= max(point.until, end(of: point, next: next, in: line))
            let value = point.value.map(format) ?? lane
            return Reading(label: line.label, value: holds || time == point.time ? value : nil, style: line.style)
        }
    }

    /// Draws the readings at the crosshair in one row, such as `US #3  JP #40  CA ·`. Does nothing without a crosshair.
    ///
    /// - Returns: The width of the drawn text in columns.
    @discardableResult
    public func drawReadings(in region: Region, on frame: inout Frame) -> Int {
        guard let crosshair else { return 0 }
        let pieces = readings(at: crosshair).flatMap { reading in
            [
                StyledText(reading.label, reading.style),
                StyledText(" \(reading.value ?? "·")  ", reading.style.with(.bold)),
            ]
        }
        return frame.write(pieces, in: region)
    }

    /// Returns whether a cell is empty or contains only a line of the grid.
    private func isOpen(_ cell: Frame.Cell) -> Bool {
        cell.glyph == .space || cell.glyph?.base == "┈" || cell.glyph?.base == "╎" || cell.glyph?.base == "╌"
    }

    /// Draws a vertical line in the column of the crosshair. Cells with chart lines become bold instead.
    func drawCrosshair(plot: Region, on frame: inout Frame) {
        guard let crosshair else { return }
        let column = axis.unit(of: crosshair, in: plot.width)
        guard column >= 0, column < plot.width else { return }
        for y in plot.y..<plot.y + plot.height {
            let place = Region(x: plot.x + column, y: y, width: 1, height: 1).intersection(frame.region)
            guard !place.isEmpty else { continue }
            if isOpen(frame[place.x, place.y]) {
                frame.mark("│", x: place.x, y: place.y, style: .plain, clip: plot)
            } else {
                frame.restyle(place) { $0 = $0.with(.bold) }
            }
        }
    }
}
