/// The instants from one to another, both included.
public struct TimeRange: Hashable, Sendable {
    public var start: Timestamp
    public var end: Timestamp

    /// - Precondition: `start` is not after `end`.
    public init(_ start: Timestamp, _ end: Timestamp) {
        precondition(start <= end, "a range of time ends before it begins: \(start.iso8601) to \(end.iso8601)")
        self.start = start
        self.end = end
    }

    /// Length in seconds.
    public var duration: Int64 { end - start }

    public func contains(_ instant: Timestamp) -> Bool { start <= instant && instant <= end }

    /// The instant of this range that is nearest to `instant`.
    public func clamped(_ instant: Timestamp) -> Timestamp { max(start, min(end, instant)) }
}
