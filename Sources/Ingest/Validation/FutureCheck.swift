public import Market

/// Tells what is stamped in the future, and so is wrong: a day's grace covers clocks that are a little ahead, and time zones.
public struct FutureCheck: Sendable {
    private let now: Timestamp

    private static let grace = Day.secondsPerDay

    public init(now: Timestamp) { self.now = now }

    /// Whether a snapshot of that time can't have been seen yet.
    public func rejects(_ time: Timestamp) -> Bool { time - now > Self.grace }

    /// Whether a count is of days that haven't begun anywhere.
    public func rejects(_ count: Count) -> Bool { count.days.allSatisfy { $0 > (now + Self.grace).day } }
}
