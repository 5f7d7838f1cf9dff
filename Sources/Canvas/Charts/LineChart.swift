/// Values over time as lines: steps where a value holds until the next look, straight where it grows in between.
///
/// Gaps are gaps: where nothing was known for longer than a value is believed to hold, there is no line. Every dot
/// column shows all that happened in it, from the least to the most, so no spike is lost however much is shown.
public struct LineChart: Sendable {
    /// What one look said.
    public struct Point: Hashable, Sendable {
        public var time: Int64
        /// Until when the same was seen.
        public var until: Int64
        /// `nil` is off the chart, which is not a value.
        public var value: Double?
        /// Whether it stands alone: nothing is known of the time around it, so no line leads to or from it.
        public var isIsolated: Bool

        public init(time: Int64, until: Int64? = nil, value: Double?, isIsolated: Bool = false) {
            self.time = time
            self.until = until ?? time
            self.value = value
            self.isIsolated = isIsolated
        }
    }

    public enum Shape: Hashable, Sendable {
        case steps
        case straight
    }

    /// One line, labelled at its end.
    public struct Line: Sendable {
        public var label: String
        /// In the order of time.
        public var points: [Point]
        /// The longest time over which a value is believed to hold, or to go on evenly, without another look; seconds.
        public var longestHold: Int64
        public var shape: Shape
        public var style: Style
        /// Whether its name and last value stand at its end.
        public var isLabelled = true
        /// Whether each of its points is marked, so that what was known is told from what a line lies over.
        public var marksPoints = false

        public init(label: String, points: [Point], longestHold: Int64, shape: Shape = .steps, style: Style) {
            self.label = label
            self.points = points
            self.longestHold = longestHold
            self.shape = shape
            self.style = style
        }
    }

    /// Something that happened, as an upright line under its name.
    public struct Marker: Hashable, Sendable {
        public var time: Int64
        public var label: String
        public var style: Style

        public init(time: Int64, label: String, style: Style) {
            self.time = time
            self.label = label
            self.style = style
        }
    }

    public var axis: TimeAxis
    public var scale: ValueScale
    /// The last is drawn on top.
    public var lines: [Line]
    /// Nothing is drawn after this instant, markers neither.
    public var now: Int64
    public var gridStyle: Style
    /// How a value on the axis and at a line's end reads.
    public var format: @Sendable (Double) -> String
    public var marks = DotMarks.braille
    /// What a lane under the plot is called, in which a line runs while it is off the chart; `nil` for no lane.
    public var lane: String?
    public var markers: [Marker] = []
    public var thresholds: [Threshold] = []
    /// An instant that is pointed at.
    public var crosshair: Int64?

    public init(
        axis: TimeAxis,
        scale: ValueScale,
        lines: [Line],
        now: Int64,
        gridStyle: Style,
        format: @escaping @Sendable (Double) -> String
    ) {
        self.axis = axis
        self.scale = scale
        self.lines = lines
        self.now = now
        self.gridStyle = gridStyle
        self.format = format
    }

    /// The points in sight: those on the axis, the last before it, with which the picture begins, and the first after
    /// it, to which a line leads.
    ///
    /// - Complexity: O(log points).
    func visible(_ line: Line) -> ArraySlice<Point> {
        let known = Self.count(of: line.points, upTo: now)
        let end = min(known, Self.count(of: line.points, upTo: axis.end) + 1)
        let start = max(0, Self.count(of: line.points, upTo: axis.start) - 1)
        return line.points[min(start, end)..<end]
    }

    /// How many points lie at `time` or before it.
    private static func count(of points: [Point], upTo time: Int64) -> Int {
        var low = 0
        var high = points.count
        while low < high {
            let middle = (low + high) / 2
            if points[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Until when a point of a line holds, given the next one.
    func end(of point: Point, next: Point?, in line: Line) -> Int64 {
        let next = next?.time ?? now
        return min(now, next - point.until <= line.longestHold ? next : point.until)
    }
}
