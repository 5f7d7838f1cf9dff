public import Market

/// A type that rejects data with dates in the future. A tolerance of one day covers time zones and clocks that are a
/// little ahead.
public struct FutureCheck: Sendable {
    private let now: Timestamp

    private static let tolerance = Day.secondsPerDay

    public init(now: Timestamp) { self.now = now }

    /// Returns whether a snapshot can't have been taken yet.
    public func rejects(_ time: Timestamp) -> Bool { time - now > Self.tolerance }

    /// Returns whether all days of a count are in the future.
    public func rejects(_ count: Count) -> Bool { count.days.allSatisfy { $0 > (now + Self.tolerance).day } }
}
