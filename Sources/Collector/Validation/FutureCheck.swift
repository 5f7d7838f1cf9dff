public import Market

/// A type that rejects data dated in the future. A tolerance of one day covers time zones and clocks that are a little
/// ahead.
public struct FutureCheck: Sendable {
    private let now: Timestamp

    private static let tolerance = Day.secondsPerDay

    public init(now: Timestamp) { self.now = now }

    /// Returns whether a time is more than a day in the future. No snapshot can have been taken at such a time.
    public func rejects(_ time: Timestamp) -> Bool { time - now > Self.tolerance }

    /// Returns whether all days of a count are more than a day in the future.
    public func rejects(_ count: Count) -> Bool { count.days.allSatisfy { $0 > (now + Self.tolerance).day } }
}
