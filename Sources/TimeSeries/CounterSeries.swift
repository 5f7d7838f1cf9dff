/// Counts over days and longer periods, as they were reported.
///
/// A report takes the place of an earlier one only where it is of exactly the same days. A day and the week or month around
/// it are both kept: ``resolution`` says what they amount to together, whatever the order in which they were added. A day
/// without a report is unknown, which is not a count of zero.
public struct CounterSeries: Sendable, Hashable {
    /// A count over one day, or over several that need not be neighbours.
    public struct Segment: Hashable, Sendable {
        /// Day numbers, increasing, at least one.
        public let days: [Int]
        /// Negative where more was given back than taken.
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

        /// The order in which reports are kept: by first day, the longest of one first day first.
        fileprivate static func precedes(_ left: Segment, _ right: Segment) -> Bool {
            if left.days[0] != right.days[0] { return left.days[0] < right.days[0] }
            if left.days.count != right.days.count { return left.days.count > right.days.count }
            return left.days.lexicographicallyPrecedes(right.days)
        }
    }

    /// By first day, then the longest first; no two of the same days.
    public private(set) var reports: [Segment] = []
    /// Whether any of them is of several days.
    private(set) var hasSums = false

    public init() {}

    /// Adds reports in their order.
    ///
    /// - Complexity: O(reports · log reports) where they come by day, else each costs O(reports).
    public init(_ reports: some Sequence<Segment>) {
        for report in reports { add(report) }
    }

    /// Adds a report, in place of an earlier one of the same days.
    ///
    /// - Returns: the report that was replaced.
    /// - Complexity: O(log reports) where it is the last, else O(reports).
    @discardableResult
    public mutating func add(_ report: Segment) -> Segment? {
        hasSums = hasSums || report.days.count > 1
        if let last = reports.last, Segment.precedes(last, report) {
            reports.append(report)
            return nil
        }
        let position = reports.partitioningIndex { !Segment.precedes($0, report) }
        guard position < reports.count, reports[position].days == report.days else {
            reports.insert(report, at: position)
            return nil
        }
        defer { reports[position] = report }
        return reports[position]
    }

    /// The last day of which anything was reported; `nil` where nothing was.
    ///
    /// - Complexity: O(reports).
    public var lastDay: Int? { reports.lazy.map(\.lastDay).max() }
}
