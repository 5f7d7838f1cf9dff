import TestSupport
import Testing
import TimeSeries

@Suite("Counts for days and longer periods")
struct CounterSeriesTests {
    typealias Report = CounterSeries.Segment

    /// Returns a report for consecutive days.
    static func report(_ days: ClosedRange<Int>, _ value: Int64) -> Report { Report(days: Array(days), value: value) }

    @Test("a counter has no value for a day without a report or with only a sum over several days")
    func absent() {
        var series = CounterSeries()
        series.add(.init(days: [1], value: 0))
        series.add(.init(days: [2, 4], value: 30))
        #expect(series.value(on: 1) == 0)
        #expect(series.value(on: 2) == nil)
        #expect(series.value(on: 3) == nil)
        #expect(series.lastDay == 4)
        #expect(CounterSeries().total == nil)
    }

    @Test("a report of a count replaces only a report for the same days")
    func replacement() {
        var series = CounterSeries()
        #expect(series.add(Self.report(1...31, 900)) == nil)
        #expect(series.add(Self.report(31...31, 40)) == nil)
        #expect(series.add(Self.report(1...31, 1000)) == Self.report(1...31, 900))
        #expect(series.add(Self.report(31...31, 41)) == Self.report(31...31, 40))
        #expect(series.reports == [Self.report(1...31, 1000), Self.report(31...31, 41)])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reports: [Report]
        /// The expected segments as "first day-last day: count", with days listed individually unless they are
        /// consecutive.
        let segments: [String]
        let total: ClosedRange<Int64>
        let dayCount: Int
        var conflicts: [String] = []
    }

    static let cases = [
        Case(
            testDescription: "a month and its last day",
            reports: [report(1...31, 1000), report(31...31, 40)],
            segments: ["1-30: 960", "31: 40"],
            total: 1000...1000,
            dayCount: 31
        ),
        Case(
            testDescription: "a year and its last month",
            reports: [report(1...365, 12_000), report(335...365, 900)],
            segments: ["1-334: 11100", "335-365: 900"],
            total: 12_000...12_000,
            dayCount: 365
        ),
        Case(
            testDescription: "seven days and their week",
            reports: (1...7).map { report($0...$0, Int64($0 * 10)) } + [report(1...7, 280)],
            segments: (1...7).map { "\($0): \($0 * 10)" },
            total: 280...280,
            dayCount: 7
        ),
        Case(
            testDescription: "a day in the middle of a period leaves the days before and after it",
            reports: [report(1...5, 50), report(3...3, 10)],
            segments: ["1,2,4,5: 40", "3: 10"],
            total: 50...50,
            dayCount: 5
        ),
        Case(
            testDescription: "a day with the count of the whole period leaves 0 for the other days",
            reports: [report(1...3, 12), report(2...2, 12)],
            segments: ["1,3: 0", "2: 12"],
            total: 12...12,
            dayCount: 3
        ),
        Case(
            testDescription: "if parts exceed the longer report, the longer report is the total",
            reports: [report(1...31, 1000), report(1...1, 700), report(2...2, 500)],
            segments: ["1: 700", "2: 500"],
            total: 1000...1000,
            dayCount: 31,
            conflicts: ["1-31: 1000 against 1200"]
        ),
        Case(
            testDescription: "if all days are known and add up to less, the longer report is the total",
            reports: [report(1...2, 30), report(1...1, 10), report(2...2, 15)],
            segments: ["1: 10", "2: 15"],
            total: 30...30,
            dayCount: 2,
            conflicts: ["1-2: 30 against 25"]
        ),
        Case(
            testDescription: "a conflict within a month doesn't change the month",
            reports: [report(1...31, 1000), report(1...7, 100), report(3...3, 150)],
            segments: ["3: 150", "8-31: 900"],
            total: 1000...1000,
            dayCount: 31,
            conflicts: ["1-7: 100 against 150"]
        ),
        Case(
            testDescription: "a week across the end of a month adds between none and all of its count",
            reports: [report(1...31, 1000), report(30...36, 100)],
            segments: ["1-31: 1000"],
            total: 1000...1100,
            dayCount: 36
        ),
        Case(
            testDescription: "a week across two months adds nothing to them",
            reports: [report(1...31, 1000), report(32...61, 900), report(30...36, 100)],
            segments: ["1-31: 1000", "32-61: 900"],
            total: 1900...1900,
            dayCount: 61
        ),
        Case(
            testDescription: "a week across two months whose days are known is compared with them",
            reports: [report(1...2, 9), report(3...4, 9), report(2...3, 7), report(2...2, 4), report(3...3, 4)],
            segments: ["1: 5", "2: 4", "3: 4", "4: 5"],
            total: 18...18,
            dayCount: 4,
            conflicts: ["2-3: 7 against 8"]
        ),
        Case(
            testDescription: "a day with more refunds than downloads has a negative count",
            reports: [report(1...1, 10), report(2...2, -1), report(3...3, 4)],
            segments: ["1: 10", "2: -1", "3: 4"],
            total: 13...13,
            dayCount: 3
        ),
        Case(
            testDescription: "a sum beyond 64 bits is clamped to the largest number",
            reports: [report(1...1, .max), report(2...2, .max)],
            segments: ["1: 9223372036854775807", "2: 9223372036854775807"],
            total: .max ... .max,
            dayCount: 2
        ),
    ]

    @Test("reports of a count give the expected segments, total and conflicts in any order", arguments: cases)
    func resolution(example: Case) throws {
        let orders =
            example.reports.count < 6 ? permutations(example.reports) : [example.reports, example.reports.reversed()]
        for order in orders {
            let resolution = CounterSeries(order).resolution
            #expect(resolution.segments.map { Self.text($0) } == example.segments)
            #expect(resolution.total?.value == example.total)
            #expect(resolution.total?.dayCount == example.dayCount)
            let conflicts = resolution.conflicts.map { "\(Self.text($0.whole)) against \($0.parts)" }
            #expect(conflicts == example.conflicts)
        }
    }

    private static func text(_ report: Report) -> String {
        let isRun = report.lastDay - report.days[0] == report.days.count - 1
        let days =
            isRun && report.days.count > 1
            ? "\(report.days[0])-\(report.lastDay)" : report.days.map(String.init).joined(separator: ",")
        return "\(days): \(report.value)"
    }

    @Test("daily, weekly, monthly and yearly reports of a count give the same result in any order", arguments: 1...60)
    func orders(seed: Int) throws {
        var chance = SeededGenerator(seed: UInt64(seed))
        let story = ReportStory(using: &chance)
        let expected = CounterSeries(story.reports).resolution
        for _ in 0..<8 {
            #expect(CounterSeries(story.reports.shuffled(using: &chance)).resolution == expected, "seed \(seed)")
        }
        // Consistent reports have no conflicts, and the total contains the true value.
        #expect(expected.conflicts.isEmpty, "seed \(seed)")
        let covered = Set(story.reports.flatMap(\.days))
        let truth = covered.reduce(Int64(0)) { $0 + story.days[$1] }
        #expect(try #require(expected.total).value.contains(truth), "seed \(seed)")
        #expect(expected.total?.dayCount == covered.count, "seed \(seed)")
        for segment in expected.segments {
            #expect(segment.value == segment.days.reduce(0) { $0 + story.days[$1] }, "seed \(seed)")
        }
        #expect(Set(expected.segments.flatMap(\.days)).count == expected.segments.reduce(0) { $0 + $1.days.count })
    }
}
