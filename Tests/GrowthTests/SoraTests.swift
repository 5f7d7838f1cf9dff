import Growth
import Market
import TestSupport
import Testing
import TimeSeries

@Suite("Sora's first week from the published figures")
struct SoraTests {
    private func milestones(until day: String) throws -> DownloadMilestones {
        let launch = try Fixtures.launch("sora")
        let standing = launch.observations.filter { $0.period.knownFrom <= Fixtures.day(day).lastSecond }
        let curve = DownloadCurve(observations: standing, of: launch)
        return DownloadMilestones(of: launch, curve: curve, observations: standing)
    }

    @Test(
        "the published figures bound Sora's total at the end of each of its first seven days",
        arguments: [
            (0, 56_000.0, 56_000.0), (1, 163_800, 163_800), (2, 248_200, 262_300), (3, 345_600, 359_700),
            (4, 444_100, 458_200), (5, 542_600, 542_600), (6, 627_000, 627_000),
        ]
    )
    func totals(day: Int, minimum: Double, maximum: Double) throws {
        let launch = try Fixtures.launch("sora")
        let curve = DownloadCurve(observations: launch.observations, of: launch)
        #expect(curve.total(atEndOf: day) == minimum...maximum)
    }

    @Test("a revised estimate for Sora's first day isn't part of its download curve")
    func reestimate() throws {
        let launch = try Fixtures.launch("sora")
        #expect(launch.observations.contains { $0.value == 110_000 })
        let curve = DownloadCurve(observations: launch.observations, of: launch)
        #expect(curve.segments.first { $0.days == [launch.day0.number] }?.value == 56_000)
    }

    @Test("Sora's downloads on October 2, 3 and 5 form one segment of its curve instead of three")
    func sum() throws {
        let launch = try Fixtures.launch("sora")
        let curve = DownloadCurve(observations: launch.observations, of: launch)
        let sums = curve.segments.filter { $0.days.count > 1 }
        #expect(sums.map { $0.days.map { Day(number: $0).iso8601 } } == [["2025-10-02", "2025-10-03", "2025-10-05"]])
        #expect(sums.map(\.value) == [280_300])
        for day in ["2025-10-02", "2025-10-03", "2025-10-05"] {
            #expect(!curve.segments.contains { $0.days == [Fixtures.day(day).number] })
        }
    }

    @Test("Sora passed 500,000 downloads on October 5 by an estimate, and a million only according to a claim")
    func thresholds() throws {
        let reached = try milestones(until: "2025-10-06").reached
        let half = try #require(reached.first { $0.threshold == 500_000 })
        #expect(half.day == Fixtures.day("2025-10-05"))
        #expect(half.kind == .estimate)
        #expect(reached.filter { $0.threshold == 1_000_000 }.map(\.kind) == [.claim])
        #expect(try milestones(until: "2025-10-06").next == 1_000_000)
    }

    @Test(
        "a Sora download milestone cites the publication whose figure reached the threshold",
        arguments: [(10_000, "iabizz"), (50_000, "iabizz"), (100_000, "Al Ritmo de Miami")]
    )
    func sources(threshold: Int, source: String) throws {
        let reached = try milestones(until: "2025-10-06").reached.first { $0.threshold == threshold }
        #expect(reached?.source == "Appfigures via TechCrunch, restated by \(source)")
    }

    @Test(
        "Sora's total doesn't include a figure before the end of the figure's day",
        arguments: [("2025-09-29", nil), ("2025-09-30", 56_000.0), ("2025-10-01", 163_800)]
    )
    func asOf(day: String, total: Double?) throws {
        #expect(try milestones(until: day).latest?.total.lowerBound == total)
    }

    @Test("the first weeks of Sora and ChatGPT are compared in the US, where the ratio is 96%")
    func comparison() throws {
        let week = try #require(WeekComparison(of: try Fixtures.launch("sora"), with: try Fixtures.launch("chatgpt")))
        #expect(week.scope.label == "US")
        #expect(week.launch.value == 582_000)
        #expect(week.other.value == 606_000)
        #expect((week.ratio * 100).rounded() == 96)
    }

    @Test("Sora's launch summary lists 56,000 downloads on day 1, 627,000 in seven days and #1 on October 3")
    func summary() throws {
        let launch = try Fixtures.launch("sora")
        let summary = LaunchSummary(of: launch, observations: launch.observations)
        #expect(summary.day1 == 56_000...56_000)
        #expect(summary.day7 == 627_000...627_000)
        #expect(summary.peak == 1)
        #expect(summary.peakDay == Fixtures.day("2025-10-03"))
    }

    @Test("Sora's first-week figures for Canada and the US add up to the figure for both")
    func parts() throws {
        let weeks = try Fixtures.launch("sora").observations.filter {
            $0.period == .through(Fixtures.day("2025-10-06"))
        }
        let byScope = Dictionary(uniqueKeysWithValues: weeks.map { ($0.scope.label, $0.value) })
        #expect(byScope["CA"] == 45_000)
        #expect(byScope["US"] == 582_000)
        #expect(byScope["CA+US"] == 627_000)
    }
}
