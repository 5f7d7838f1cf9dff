/// The counts reported for days and longer periods.
///
/// A report replaces an earlier one only if it is for exactly the same days. A day and the week or month that contains
/// it are both kept; ``resolution`` combines them, regardless of the order in which they were added. A day without a
/// report is unknown, which isn't a count of zero.
public struct CounterSeries: Sendable, Hashable {
    /// A count for one day, or for several days that needn't be adjacent.
    public struct Segment: Hashable, Sendable {
        /// The day numbers in increasing order. There is at least one.
        public let days: [Int]
        /// The count; negative if refunds exceed sales.
        public let value: Int64
        /// The bounds of the count of each day; `nil` if the publisher doesn't state them.
        public let eachBetween: ClosedRange<Int64>?

        /// Creates a segment.
        ///
        /// - Precondition: `days` isn't empty.
        public init(days: [Int], value: Int64, eachBetween: ClosedRange<Int64>? = nil) {
            precondition(!days.isEmpty, "a counter segment needs at least one day")
            // The array is shared if there is nothing to sort.
            self.days = days.count == 1 ? days : days.sorted()
            self.value = value
            self.eachBetween = eachBetween
        }

        public var lastDay: Int { days[days.count - 1] }

        /// Returns whether a report sorts before another: by first day, then longest first.
        static func precedes(_ left: Segment, _ right: Segment) -> Bool {
            if left.days[0] != right.days[0] { return left.days[0] < right.days[0] }
            if left.days.count != right.days.count { return left.days.count > right.days.count }
            return left.days.lexicographicallyPrecedes(right.days)
        }
    }

    /// The reports, sorted by first day and then longest first. No two are for the same days.
    public private(set) var reports: [Segment] = []
    /// Whether any report covers several days.
    private(set) var hasSums = false
    /// The number of the last day in any report, or `nil` if there are no reports.
    public private(set) var lastDay: Int?

    public init() {}

    /// Creates a series by adding reports in the given order.
    ///
    /// - Complexity: O(reports · log reports) if the reports are in order of days; otherwise O(reports) for each.
    public init(_ reports: some Sequence<Segment>) {
        for report in reports { add(report) }
    }

    /// Adds a report, replacing an earlier one for the same days.
    ///
    /// - Returns: The report that was replaced; `nil` if there was none.
    /// - Complexity: O(log reports) if it is the last, otherwise O(reports).
    @discardableResult
    public mutating func add(_ report: Segment) -> Segment? {
        hasSums = hasSums || report.days.count > 1
        lastDay = max(lastDay ?? report.lastDay, report.lastDay)
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

    /// Adds all reports of another series, which replace earlier ones for the same days.
    ///
    /// - Complexity: See ``add(_:)``, for each report.
    public mutating func add(contentsOf other: CounterSeries) {
        guard !reports.isEmpty else {
            self = other
            return
        }
        for report in other.reports { add(report) }
    }

    /// Returns the report for exactly the given days; `nil` if there is none.
    ///
    /// - Parameter days: The day numbers in increasing order. There is at least one.
    /// - Complexity: O(log reports).
    public func report(for days: [Int]) -> Segment? {
        let wanted = Segment(days: days, value: 0)
        let position = reports.partitioningIndex { !Segment.precedes($0, wanted) }
        guard position < reports.count, reports[position].days == days else { return nil }
        return reports[position]
    }
}
