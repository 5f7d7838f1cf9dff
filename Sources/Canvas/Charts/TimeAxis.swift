/// Where instants fall in a region: the horizontal axis that a page's charts and its timeline share.
public struct TimeAxis: Hashable, Sendable {
    /// Seconds on the caller's clock.
    public let start: Int64
    /// Later than `start`.
    public let end: Int64

    public init(start: Int64, end: Int64) {
        self.start = start
        self.end = max(start + 1, end)
    }

    /// An axis over at least the same time whose columns begin at whole multiples of their length, counted from the
    /// clock's zero.
    ///
    /// As time goes on such an axis stands still and then moves on by one whole column, so a picture shifts and never
    /// trembles. A stretch of time that grows is rescaled only when it has grown by a thirty-second or a
    /// sixty-fourth.
    public func snapped(to columns: Int) -> TimeAxis {
        guard columns > 1 else { return self }
        let needed = max(1, (end - start + Int64(columns) - 2) / (Int64(columns) - 1))
        // The greatest power of two that is at most a thirty-second of what is needed.
        let grain = Int64(1) << Int64(max(0, Int64.bitWidth - 6 - needed.leadingZeroBitCount))
        let step = (needed + grain - 1) / grain * grain
        let last = end.dividedRoundingUp(by: step) * step
        return TimeAxis(start: last - step * Int64(columns), end: last)
    }

    /// The unit (of `units` over the axis' length) that holds `time`; outside 0..<units where time is off the axis.
    func unit(of time: Int64, in units: Int) -> Int {
        let share = Double(time - start) / Double(end - start)
        return Int((share * Double(units)).rounded(.down))
    }

    /// A label at an instant, such as a date at its midnight.
    public struct Tick: Hashable, Sendable {
        public var time: Int64
        public var label: String

        public init(time: Int64, label: String) {
            self.time = time
            self.label = label
        }
    }

    /// Writes labels under a chart, each starting at its instant, passing over those that would touch the last one.
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
