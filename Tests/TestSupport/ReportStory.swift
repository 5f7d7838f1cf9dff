public import TimeSeries

/// A year of daily counts, and reports of some of its days, weeks and months, and possibly of the whole year.
public struct ReportStory {
    /// The true daily counts, indexed by day number.
    public let days: [Int64]
    public let reports: [CounterSeries.Segment]

    /// Creates random counts and at least one report of them.
    ///
    /// - Parameter chance: The generator of the counts and of the choice of reports.
    public init(using chance: inout SeededGenerator) {
        let days = (0..<365).map { _ in Int64.random(in: 0...50, using: &chance) }
        let starts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]
        let months = zip(starts, starts.dropFirst()).map { Array($0..<$1) }
        // Start weeks on a random weekday, so that most months begin in the middle of a week.
        let weeks = stride(from: Int.random(in: 0...6, using: &chance), to: 358, by: 7).map { Array($0..<$0 + 7) }
        let single = (0..<365).map { [$0] }
        var periods: [[Int]] = Bool.random(using: &chance) ? [Array(0..<365)] : []
        for kind in [months, weeks, single] {
            let shares: [Double] = [0, 0.1, 0.5, 0.9, 1]
            let share = shares.randomElement(using: &chance) ?? 1
            periods += kind.filter { _ in Double.random(in: 0..<1, using: &chance) < share }
        }
        if periods.isEmpty { periods = [months[2]] }
        self.days = days
        reports = periods.map { period in
            CounterSeries.Segment(days: period, value: period.reduce(0) { $0 + days[$1] })
        }
    }
}
