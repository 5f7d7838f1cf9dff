/// The horizontal axis shared by a page's charts and timeline, which maps instants to columns.
public struct TimeAxis: Hashable, Sendable {
    /// The first instant, in seconds of the caller's clock.
    public let start: Int64
    /// The end of the axis, in seconds of the caller's clock; later than `start`.
    public let end: Int64

    public init(start: Int64, end: Int64) {
        self.start = start
        self.end = max(start + 1, end)
    }

    /// Returns an axis that covers at least the same time range and whose columns start at multiples of the column
    /// length since the epoch.
    ///
    /// As time passes, the axis stays unchanged and then moves by one whole column, so charts shift without flickering.
    /// A growing range is rescaled only after it has grown by 1/64 to 1/32 of its length.
    public func snapped(to columns: Int) -> TimeAxis {
        guard columns > 1 else { return self }
        let needed = max(1, (end - start + Int64(columns) - 2) / (Int64(columns) - 1))
        // The greatest power of two that is at most 1/32 of the needed length.
        let grain = Int64(1) << Int64(max(0, Int64.bitWidth - 6 - needed.leadingZeroBitCount))
        let step = (needed + grain - 1) / grain * grain
        let last = end.dividedRoundingUp(by: step) * step
        return TimeAxis(start: last - step * Int64(columns), end: last)
    }

    /// Divides the axis into `units` equal parts and returns the index of the part that contains `time`. The index
    /// isn't in `0..<units` if the time isn't on the axis.
    public func unit(of time: Int64, in units: Int) -> Int {
        let share = Double(time - start) / Double(end - start)
        return Int((share * Double(units)).rounded(.down))
    }

    /// A label at an instant, such as a date at midnight.
    public struct Tick: Hashable, Sendable {
        public var time: Int64
        public var label: String

        public init(time: Int64, label: String) {
            self.time = time
            self.label = label
        }
    }

    /// Draws labels below a chart, each starting at its instant. Skips labels that would touch the previous one.
    public func draw(ticks: [Tick], in region: Region, on frame: inout Frame, style: Style) {
        var free = region.x
        for tick in ticks {
            let x = region.x + unit(of: tick.time, in: region.width)
            let width = displayWidth(tick.label)
            guard x >= free, x >= region.x, x + width <= region.x + region.width else { continue }
            frame.write(tick.label, in: Region(x: x, y: region.y, width: width, height: 1), style: style)
            free = x + width + 1
        }
    }
}

extension Int64 {
    fileprivate func dividedRoundingUp(by divisor: Int64) -> Int64 {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest > 0 ? quotient + 1 : quotient
    }
}
