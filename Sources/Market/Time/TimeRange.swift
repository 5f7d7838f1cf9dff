/// A closed range of instants.
public struct TimeRange: Hashable, Sendable {
    public var start: Timestamp
    public var end: Timestamp

    /// Creates a range.
    ///
    /// - Precondition: `start` isn't after `end`.
    public init(_ start: Timestamp, _ end: Timestamp) {
        precondition(start <= end, "time range ends before it starts: \(start.iso8601) to \(end.iso8601)")
        self.start = start
        self.end = end
    }

    /// The length in seconds.
    public var duration: Int64 { end - start }

    public func contains(_ instant: Timestamp) -> Bool { start <= instant && instant <= end }

    /// Returns the instant of this range nearest to `instant`.
    public func clamped(_ instant: Timestamp) -> Timestamp { max(start, min(end, instant)) }
}
