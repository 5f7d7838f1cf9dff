import History
import Market
import TestSupport
import Testing

@testable import Dashboard

/// Fixtures with imported counts.
enum MilestoneCounts {
    static let app = Fixtures.app("1")
    static let days = (1...9).map { "2026-03-0\($0)" }

    /// Returns a count over the given days. `storefronts` contains codes separated by spaces.
    static func count(
        _ value: Int64,
        of app: AppID,
        on days: [String],
        in storefronts: String,
        kind: FigureKind = .exact,
        source: String = "App Store Connect"
    ) -> ReportedCount {
        let storefronts = storefronts.split(separator: " ").compactMap { Storefront(stored: String($0)) }
        let scope = Scope(stores: [.appStore], storefronts: storefronts)
        let counter = Counter(app: app, metric: .downloads, scope: scope, kind: kind, source: source)
        return ReportedCount(Count(days: days.map { Fixtures.day($0) }, value: value), of: counter, in: .appStore)
    }
}

@Suite("Counters on the Milestones page")
struct MilestoneCountTests {
    private func report(_ counts: [ReportedCount], at instant: String) -> MilestonesReport {
        var ledger = Ledger()
        for count in counts { ledger.append(count) }
        ledger.watch([MilestoneCounts.app])
        return MilestonesReport(
            of: .watchlist,
            data: ledger.snapshot,
            library: LedgerSnapshot(),
            asOf: Fixtures.time(instant)
        )
    }

    @Test("a source's counts form one total unless their storefronts overlap")
    func sources() throws {
        let counts = MilestoneCounts.days.flatMap { day in
            [
                MilestoneCounts.count(100, of: MilestoneCounts.app, on: [day], in: "us"),
                MilestoneCounts.count(20, of: MilestoneCounts.app, on: [day], in: "jp"),
            ]
        }
        let estimates = MilestoneCounts.days.map {
            MilestoneCounts.count(
                9000,
                of: MilestoneCounts.app,
                on: [$0],
                in: "us jp",
                kind: .estimate,
                source: "Paper"
            )
        }
        let report = report(counts + estimates, at: "2026-03-09T23:59:59Z")
        let counters = report.rows.compactMap(\.figures).map { figures in
            "\(figures.kind.rawValue) \(figures.area) \(figures.largeTexts[0])"
        }
        #expect(counters.sorted() == ["estimate JP+US ~81,000", "exact JP+US 1,080"])
        // Overlapping storefronts aren't added.
        let overlapping = [MilestoneCounts.count(7, of: MilestoneCounts.app, on: ["2026-03-01"], in: "us jp")]
        let separate = self.report(counts + overlapping, at: "2026-03-09T23:59:59Z").rows.compactMap {
            $0.figures?.largeTexts[0]
        }
        #expect(separate.sorted() == ["180", "7", "900"])
    }

    @Test("a total adds one storefront's weekly counts to another storefront's daily counts")
    func weeks() throws {
        let week = Array(MilestoneCounts.days.prefix(7))
        let counts =
            [MilestoneCounts.count(700, of: MilestoneCounts.app, on: week, in: "us")]
            + MilestoneCounts.days.map { MilestoneCounts.count(10, of: MilestoneCounts.app, on: [$0], in: "jp") }
        let figures = try #require(report(counts, at: "2026-03-09T23:59:59Z").rows.first?.figures)
        #expect(figures.largeTexts[0] == "790")
        #expect(figures.total?.range == 790...790 && figures.total?.day == Fixtures.day("2026-03-09"))
    }

    @Test("with a missing day of counts, the total is a lower bound and has no pace or forecast")
    func missing() throws {
        let counts = MilestoneCounts.days.filter { $0 != "2026-03-05" }.map {
            MilestoneCounts.count(10, of: MilestoneCounts.app, on: [$0], in: "us")
        }
        let figures = try #require(report(counts, at: "2026-03-09T23:59:59Z").rows.first?.figures)
        #expect(figures.largeTexts == ["≥80"] && figures.total == nil)
        #expect(figures.paceLines[0] == "no daily mean")
        #expect(figures.arrival(asOf: Fixtures.time("2026-03-10"), in: .utc).hasPrefix("no forecast"))
    }

    @Test("between reports, a download total grows as a derived projection for up to two weeks")
    func running() throws {
        let counts = MilestoneCounts.days.map {
            MilestoneCounts.count(2400, of: MilestoneCounts.app, on: [$0], in: "us")
        }
        func large(_ instant: String) -> String? { report(counts, at: instant).rows.first?.figures?.largeTexts[0] }
        #expect(large("2026-03-09T23:59:59Z") == "21,600")
        #expect(large("2026-03-10T01:00:00Z") == "=21,700")
        #expect(large("2026-03-10T12:00:00Z") == "=22,800")
        #expect(large("2026-03-25T00:00:00Z") == "21,600")
        // The progress is about the reported total.
        func progress(_ instant: String) -> String? {
            report(counts, at: instant).rows.first?.figures.map { "\($0.done) \($0.goal)" }
        }
        #expect(progress("2026-03-09T23:59:59Z") == "43% of 50k")
        #expect(progress("2026-03-10T12:00:00Z") == "43% of 50k on Mar 9")
        // Later counts are ignored.
        #expect(large("2026-03-03T23:59:59Z") == "7,200")
    }

    @Test("the pace of a single day has the same kind as that day's figure, and rates have three digits")
    func oneDay() throws {
        let exact = [MilestoneCounts.count(470_000, of: MilestoneCounts.app, on: ["2026-03-01"], in: "us")]
        let one = try #require(report(exact, at: "2026-03-01T23:59:59Z").rows.first?.figures)
        #expect(one.paceLines == ["470k/day", "=19.6k/h", "one day"])
        #expect(one.datedBasis == "on Mar 1, 2026")
        let modeled = MilestoneCounts.count(
            470_000,
            of: MilestoneCounts.app,
            on: ["2026-03-01"],
            in: "us",
            kind: .estimate
        )
        let estimate = report([modeled], at: "2026-03-02T12:00:00Z")
        #expect(estimate.rows.first?.figures?.dailyPace == "~470k")
        let cards = estimate.cards(at: 0)
        #expect(cards.contains { $0.kind == .estimate && $0.value == "~470k" })
        #expect(cards.allSatisfy { $0.lines.allSatisfy { $0.label != "mean of" } })
        let text = estimate.exported(as: .text)
        #expect(text.contains(" ~470k "))
        #expect(estimate.exported(as: .json).contains("\"perDay\":[470000,470000]"))
    }

    @Test("the pace of several days is a derived mean")
    func severalDays() throws {
        let counts = [6_123_456, 7_654_321, 9_012_345].enumerated().map { offset, value in
            MilestoneCounts.count(Int64(value), of: MilestoneCounts.app, on: [MilestoneCounts.days[offset]], in: "us")
        }
        let report = report(counts, at: "2026-03-03T23:59:59Z")
        let figures = try #require(report.rows.first?.figures)
        #expect(figures.paceLines == ["=7.6M/day", "=317k/h", "mean of 3 days"])
        #expect(figures.datedBasis == "mean of 3 days to Mar 3, 2026")
        #expect(report.exported(as: .text).contains(" =7.6M "))
    }
}
