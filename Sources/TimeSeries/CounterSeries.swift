/// Counts per day, where some are known only as the sum of several days.
///
/// A day without a segment is unknown, which is not the same as a count of zero. Segments never share a day:
/// adding one that overlaps an older one removes the older one, so a correction takes the place of what it corrects.
public struct CounterSeries: Sendable, Hashable {
    /// A count over one day, or over several that need not be neighbours.
    public struct Segment: Hashable, Sendable {
        /// Day numbers, increasing, at least one.
        public let days: [Int]
        public let value: Int64
        /// The least and the most each day can have been, where a source says so.
        public let eachBetween: ClosedRange<Int64>?

        /// - Precondition: `days` is not empty.
        public init(days: [Int], value: Int64, eachBetween: ClosedRange<Int64>? = nil) {
            precondition(!days.isEmpty, "a segment of a counter needs at least one day")
            self.days = days.sorted()
            self.value = value
            self.eachBetween = eachBetween
        }

        public var lastDay: Int { days[days.count - 1] }
    }

    /// By first day.
    public private(set) var segments: [Segment] = []

    public init() {}

    /// - Returns: the segments that gave way.
    @discardableResult
    public mutating func add(_ segment: Segment) -> [Segment] {
        let taken = Set(segment.days)
        let removed = segments.filter { !taken.isDisjoint(with: $0.days) }
        segments.removeAll { !taken.isDisjoint(with: $0.days) }
        let position = segments.partitioningIndex { $0.days[0] > segment.days[0] }
        segments.insert(segment, at: position)
        return removed
    }

    /// The count of one day, `nil` where it is unknown or only part of a sum.
    public func value(on day: Int) -> Int64? {
        segments.first { $0.days == [day] }?.value
    }
}
