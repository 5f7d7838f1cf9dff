/// A bar chart of counts per day. Sums over several days are drawn as brackets below the days, because the counts of
/// the individual days aren't known.
public struct DayBars: Sendable {
    /// A bar for the count on a single day.
    public struct Bar: Hashable, Sendable {
        public var start: Int64
        public var end: Int64
        public var value: Double
        public var label: String
        /// A shorter form of the label, used for all bars if a label doesn't fit.
        public var shortLabel: String
        /// Whether the day isn't over yet. The bar of such a day is hatched, so that its low count doesn't look like a
        /// drop.
        public var isPartial: Bool

        public init(
            start: Int64,
            end: Int64,
            value: Double,
            label: String,
            shortLabel: String = "",
            isPartial: Bool = false
        ) {
            self.start = start
            self.end = end
            self.value = value
            self.label = label
            self.shortLabel = shortLabel.isEmpty ? label : shortLabel
            self.isPartial = isPartial
        }
    }

    /// A sum of the counts in one or more runs of consecutive days.
    public struct Sum: Hashable, Sendable {
        /// The first and last instant of each run of days.
        public var runs: [ClosedRange<Int64>]
        public var label: String

        public init(runs: [ClosedRange<Int64>], label: String) {
            self.runs = runs
            self.label = label
        }
    }

    public var axis: TimeAxis
    public var bars: [Bar]
    public var sums: [Sum]
    /// The time spans without data, drawn as `·`.
    public var unknown: [ClosedRange<Int64>]
    public var barStyle: Style
    public var sumStyle: Style
    public var gridStyle: Style
    /// A function that formats a value on the axis.
    public var format: @Sendable (Double) -> String

    public init(
        axis: TimeAxis,
        bars: [Bar],
        sums: [Sum],
        unknown: [ClosedRange<Int64>],
        barStyle: Style,
        sumStyle: Style,
        gridStyle: Style,
        format: @escaping @Sendable (Double) -> String
    ) {
        self.axis = axis
        self.bars = bars
        self.sums = sums
        self.unknown = unknown
        self.barStyle = barStyle
        self.sumStyle = sumStyle
        self.gridStyle = gridStyle
        self.format = format
    }

    /// Draws the chart with `gutter` columns for axis labels on the left and `endGutter` empty columns on the right.
    /// Sums are drawn in the bottom row.
    public func draw(in region: Region, gutter: Int, endGutter: Int, on frame: inout Frame) {
        let area = region.inset(left: gutter, right: endGutter)
        let (plot, lane) = area.splitBottom(1)
        guard plot.width > 0, plot.height > 0 else { return }
        // Without a visible bar, there is nothing to scale.
        let highest = bars.filter { $0.end >= axis.start && $0.start < axis.end }.map(\.value).max()
        let top = ValueScale.roundedUp(highest ?? 1)
        if highest != nil { drawAxis(top: top, plot: plot, gutter: gutter, on: &frame) }
        for span in unknown {
            for x in columns(of: span, in: lane) { frame.mark("·", x: x, y: lane.y, style: gridStyle, clip: lane) }
        }
        drawBars(top: top, plot: plot, on: &frame)
        for sum in sums { draw(sum, lane: lane, on: &frame) }
    }

    private func drawAxis(top: Double, plot: Region, gutter: Int, on frame: inout Frame) {
        let parts = plot.height >= 16 && top >= 100 ? 4 : 2
        let labels =
            plot.height >= 4
            ? (0..<parts).map { (top * Double(parts - $0) / Double(parts), 1 + (plot.height - 1) * $0 / parts) }
            : [(top, 0)]
        for (value, row) in labels {
            let at = Region(x: plot.x - gutter, y: plot.y + row, width: gutter - 1, height: 1)
            frame.write(format(value), in: at, style: gridStyle, align: .right)
        }
    }

    /// Returns the height of a value's bar in eighths of a row: at least 1 for a positive finite value, and 0 for other
    /// values.
    private func eighths(of value: Double, top: Double, plot: Region) -> Int {
        guard value > 0, value.isFinite else { return 0 }
        // Reserve a row for numbers if possible.
        let rows = plot.height >= 4 ? plot.height - 1 : plot.height
        return max(1, Int((min(1, value / top) * Double(rows * 8)).rounded()))
    }

    /// Draws the bars. Days that share a column become one bar as high as the tallest of them, without a label.
    private func drawBars(top: Double, plot: Region, on frame: inout Frame) {
        var tallest: [Int: (eighths: Int, isPartial: Bool, days: Int)] = [:]
        for bar in bars {
            let eighths = eighths(of: bar.value, top: top, plot: plot)
            for x in columns(of: bar.start...bar.end, in: plot) {
                let other = tallest[x] ?? (0, false, 0)
                tallest[x] =
                    eighths > other.eighths
                    ? (eighths, bar.isPartial, other.days + 1) : (other.eighths, other.isPartial, other.days + 1)
            }
        }
        for (x, column) in tallest { draw(column.eighths, isPartial: column.isPartial, x: x, plot: plot, on: &frame) }
        // A number may use the gap after its bar if it's wider than the bar.
        let places = bars.map { bar in
            let own = columns(of: bar.start...bar.end, in: plot)
            return displayWidth(bar.shortLabel) <= own.count
                ? own : coveredColumns(of: bar.start...bar.end, in: plot)
        }
        let isShort = zip(bars, places).contains { !$1.isEmpty && displayWidth($0.label) > $1.count }
        for (bar, columns) in zip(bars, places) {
            // The number is drawn above its bar if there is room, never over it.
            let row = plot.height - (eighths(of: bar.value, top: top, plot: plot) + 7) / 8 - 1
            let label = isShort ? bar.shortLabel : bar.label
            guard row >= 0, displayWidth(label) <= columns.count, columns.allSatisfy({ tallest[$0]?.days ?? 1 == 1 })
            else { continue }
            let room = Region(x: columns.lowerBound, y: plot.y + row, width: columns.count, height: 1)
            frame.write(label, in: room, style: barStyle, align: .center)
        }
    }

    private func draw(_ eighths: Int, isPartial: Bool, x: Int, plot: Region, on frame: inout Frame) {
        for row in 0..<plot.height {
            let filled = min(8, max(0, eighths - (plot.height - 1 - row) * 8))
            guard filled > 0, let part = Unicode.Scalar(0x2580 + UInt32(filled)) else { continue }
            // Fonts leave a gap between full blocks; a background of the same color closes it.
            let full = Style(barStyle.foreground, on: barStyle.foreground, barStyle.attributes)
            let style = isPartial ? barStyle.with(.dim) : filled == 8 ? full : barStyle
            frame.mark(isPartial && filled == 8 ? "▒" : part, x: x, y: plot.y + row, style: style, clip: plot)
        }
    }

    private func draw(_ sum: Sum, lane: Region, on frame: inout Frame) {
        let spans = sum.runs.map { columns(of: $0, in: lane) }.filter { !$0.isEmpty }
        for span in spans {
            for x in span {
                let mark: Unicode.Scalar = x == span.lowerBound ? "├" : x == span.upperBound - 1 ? "┤" : "╌"
                frame.mark(mark, x: x, y: lane.y, style: sumStyle, clip: lane)
            }
        }
        // The widest run shows the total, the others only "Σ".
        let widest = spans.max { $0.count < $1.count }
        for span in spans {
            let room = Region(x: span.lowerBound + 1, y: lane.y, width: span.count - 2, height: 1)
            let label = span == widest ? sum.label : String(sum.label.prefix(1))
            if displayWidth(label) <= room.width {
                frame.write(label, in: room, style: sumStyle, align: .center)
            }
        }
    }

    /// Returns the columns of a bar: those that a time span covers. If there are more than two, the last column is
    /// omitted to leave a gap before the next bar.
    private func columns(of span: ClosedRange<Int64>, in region: Region) -> Range<Int> {
        let covered = coveredColumns(of: span, in: region)
        return covered.count > 2 ? covered.dropLast() : covered
    }

    /// Returns the columns that a time span covers.
    private func coveredColumns(of span: ClosedRange<Int64>, in region: Region) -> Range<Int> {
        let first = region.x + max(0, axis.unit(of: span.lowerBound, in: region.width))
        let limit = region.x + region.width
        guard first < limit, axis.unit(of: span.upperBound, in: region.width) >= 0 else { return first..<first }
        let end = min(limit, max(first + 1, region.x + axis.unit(of: span.upperBound + 1, in: region.width)))
        return first..<end
    }
}
