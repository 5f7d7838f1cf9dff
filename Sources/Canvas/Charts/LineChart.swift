/// A line chart of values over time. A line has steps if each value holds until the next snapshot, or is straight
/// between snapshots if the value changes evenly.
///
/// Gaps are visible: a line breaks if there is no snapshot for longer than a value is assumed to hold. Every column of
/// a line extends from the minimum to the maximum value in that column, so no spike is lost at any zoom level.
public struct LineChart: Sendable {
    /// The value in one snapshot.
    public struct Point: Hashable, Sendable {
        public var time: Int64
        /// The last time the same value was seen.
        public var until: Int64
        /// The value; `nil` if the app isn't ranked.
        public var value: Double?
        /// Whether there is no data just before or after the point, so that no line is drawn to or from it.
        public var isIsolated: Bool
        /// Whether a step line has a gap after the point, regardless of how long values are assumed to hold.
        public var endsLine = false

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

    /// A line with a label at its end.
    public struct Line: Sendable {
        public var label: String
        /// The points in chronological order.
        public var points: [Point]
        /// The longest time without a snapshot, in seconds, over which a value is assumed to hold or to change evenly.
        public var longestHold: Int64
        public var shape: Shape
        public var style: Style
        /// Whether the line's name and last value are drawn at its end.
        public var isLabeled = true
        /// Whether a solid line is two dots thick.
        public var isThick = false
        /// Whether a step line has heavy strokes; `nil` to use heavy strokes only if the style is bold.
        public var isHeavy: Bool?
        /// Whether a straight line is dashed.
        public var isDashed = false
        /// Whether each point is marked, to distinguish known values from interpolated ones.
        public var marksPoints = false

        public init(label: String, points: [Point], longestHold: Int64, shape: Shape = .steps, style: Style) {
            self.label = label
            self.points = points
            self.longestHold = longestHold
            self.shape = shape
            self.style = style
        }
    }

    /// The bounds of an uncertain value, drawn as a box with its middle marked.
    public struct Box: Hashable, Sendable {
        public var time: Int64
        public var range: ClosedRange<Double>
        public var style: Style

        public init(time: Int64, range: ClosedRange<Double>, style: Style) {
            self.time = time
            self.range = range
            self.style = style
        }
    }

    public var axis: TimeAxis
    public var scale: ValueScale
    /// The lines. The last one is drawn on top.
    public var lines: [Line]
    /// The boxes, drawn below the lines.
    public var boxes: [Box] = []
    /// The current time. Nothing after it is drawn.
    public var now: Int64
    public var gridStyle: Style
    /// The style of the labels at the axis.
    public var labelStyle: Style
    /// A function that formats a value on the axis and at the end of a line.
    public var format: @Sendable (Double) -> String
    public var marks = DotMarks.braille
    /// The label of a lane below the plot for times without a rank; `nil` for no lane.
    public var lane: String?
    public var thresholds: [Threshold] = []
    /// The background colors of the area below the last line if that line has steps, from the top of the plot to the
    /// bottom; empty for no color.
    public var areaColors: [Color] = []
    /// The instant of the crosshair; `nil` for no crosshair.
    public var crosshair: Int64?

    public init(
        axis: TimeAxis,
        scale: ValueScale,
        lines: [Line],
        now: Int64,
        gridStyle: Style,
        labelStyle: Style? = nil,
        format: @escaping @Sendable (Double) -> String
    ) {
        self.axis = axis
        self.scale = scale
        self.lines = lines
        self.now = now
        self.gridStyle = gridStyle
        self.labelStyle = labelStyle ?? gridStyle
        self.format = format
    }

    /// Returns the points of a line that are needed to draw it: the points on the axis, the last point before the axis,
    /// and the first point after it. Points after ``now`` are omitted.
    ///
    /// - Complexity: O(log points).
    func visible(_ line: Line) -> ArraySlice<Point> {
        let known = Self.count(of: line.points, upTo: now)
        let end = min(known, Self.count(of: line.points, upTo: axis.end) + 1)
        let start = max(0, Self.count(of: line.points, upTo: axis.start) - 1)
        return line.points[min(start, end)..<end]
    }

    /// Returns the number of points at or before `time`.
    private static func count(of points: [Point], upTo time: Int64) -> Int {
        var low = 0
        var high = points.count
        while low < high {
            let middle = (low + high) / 2
            if points[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Returns the time until which a point's value holds, given the next point.
    func end(of point: Point, next: Point?, in line: Line) -> Int64 {
        let next = next?.time ?? now
        return min(now, !point.endsLine && next - point.until <= line.longestHold ? next : point.until)
    }
}
