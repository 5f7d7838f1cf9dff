extension LineChart {
    /// A threshold value, drawn as a horizontal line with its value at the axis.
    public struct Threshold: Hashable, Sendable {
        public var value: Double
        public var style: Style

        public init(_ value: Double, style: Style) {
            self.value = value
            self.style = style
        }
    }

    /// Draws the thresholds that are within the range of the axis.
    func drawThresholds(plot: Region, gutter: Int, on frame: inout Frame) {
        for threshold in thresholds where (scale.minimum...scale.maximum).contains(threshold.value) {
            let y = plot.y + row(of: threshold.value, in: plot)
            for x in plot.x..<plot.x + plot.width { frame.mark("╌", x: x, y: y, style: threshold.style, clip: plot) }
            let at = Region(x: plot.x - gutter, y: y, width: gutter - 1, height: 1)
            frame.clear(at)
            frame.write(format(threshold.value), in: at, style: threshold.style, align: .right)
        }
    }
}
