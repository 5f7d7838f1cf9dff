import Growth
import Market
import TestSupport
import Testing
import TimeSeries

@Suite("Pace, upcoming milestones, and counters between reports")
struct PaceTests {
    private let day0 = Fixtures.day("2026-03-01")

    /// Returns a curve of consecutive days; `nil` is a day without a report.
    private func curve(_ days: [Int64?]) -> DownloadCurve {
        var counter = CounterSeries()
        for (offset, value) in days.enumerated() {
            if let value { counter.add(.init(days: [day0.number + offset], value: value)) }
        }
        return DownloadCurve(counter: counter, kind: .exact, day0: day0)
    }

    /// Downloads of 100, 110, … 230 on fourteen consecutive days, 2,310 in total.
    private var rising: [Int64?] { (0..<14).map { 100 + 10 * $0 } }

    private func pace(_ days: [Int64?]) throws -> DownloadPace { try #require(DownloadPace(of: curve(days))) }

    @Test("daily downloads that rise by 10 per day from 100 to 230 have a doubling time of 13.37 days")
    func rates() throws {
        let pace = try pace(rising)
        #expect(pace.total == 2310...2310)
        #expect(pace.velocity(days: 7) == 200...200)
        #expect(pace.velocity(days: 7, before: 7) == 130...130)
        #expect(pace.hourlyVelocity(days: 1) == 230.0 / 24...230.0 / 24)
        #expect(pace.acceleration(days: 7) == 10...10)
        let doubling = try #require(pace.doublingTime(days: 7))
        #expect(abs(doubling.lowerBound - 13.369_955) < 1e-5)
        #expect(pace.mean == 200...200)
        #expect(pace.spread == 113...217)
    }

    @Test("a window that starts before day 0 or is invalid has no download velocity")
    func windows() throws {
        let pace = try pace(rising)
        for (days, before) in [(15, 0), (0, 0), (-1, 0), (7, 8), (1, -1), (1, .min), (.max, 0), (1, .max)] {
            #expect(pace.velocity(days: days, before: before) == nil, "\(days) days, \(before) before")
        }
        #expect(pace.acceleration(days: 8) == nil)
    }

    @Test("downloads that fall, stay constant or start at 0 have no doubling time")
    func falling() throws {
        #expect(try pace(rising.reversed()).doublingTime(days: 7) == nil)
        #expect(try pace([5, 5]).doublingTime(days: 1) == nil)
        #expect(try pace([0, 5]).doublingTime(days: 1) == nil)
    }

    @Test("the next download milestone has a completed share and expected, earliest and latest arrivals")
    func outlook() throws {
        let now = Fixtures.time("2026-03-15T08:00:00Z")
        let outlook = try #require(MilestoneOutlook(pace(rising), thresholds: [1000, 3000], asOf: now))
        #expect(outlook.threshold == 3000)
        #expect(outlook.share == 0.77...0.77)
        let arrival = try #require(outlook.arrival)
        // 690 downloads are left at the end of March 14: 3.45 days at 200 per day, 3.18 at 217 and 6.11 at 113.
        #expect(arrival.expected.start == Fixtures.time("2026-03-18T10:48:00Z"))
        #expect(arrival.expected.start == arrival.expected.end)
        #expect(arrival.earliest == Fixtures.time("2026-03-18T04:18:48Z"))
        #expect(arrival.latest == Fixtures.time("2026-03-21T02:32:55Z"))
        #expect(MilestoneOutlook(try pace(rising), thresholds: [2000], asOf: now) == nil)
    }

    @Test("a milestone that is overdue, over ten years off or based on stale figures has no projection")
    func noArrival() throws {
        let pace = try pace(rising)
        for (threshold, now) in [(3000, "2026-03-29T00:00:01Z"), (3000, "2026-03-22"), (1_000_000, "2026-03-15")] {
            let outlook = try #require(MilestoneOutlook(pace, thresholds: [threshold], asOf: Fixtures.time(now)))
            #expect(outlook.arrival == nil, "\(threshold) by \(now)")
        }
    }

    @Test("after a day without a report, downloads have a lower bound but no total and no projection")
    func hole() throws {
        var days = rising
        days[9] = nil
        let pace = try pace(days)
        #expect(pace.total == nil)
        #expect(pace.minimum == 2120)
        #expect(pace.velocity(days: 7) == nil)
        #expect(pace.velocity(days: 4) == 215...215)
        let outlook = try #require(MilestoneOutlook(pace, thresholds: [3000], asOf: Fixtures.time("2026-03-15")))
        #expect(outlook.share == nil && outlook.arrival == nil)
        #expect(abs(outlook.minimumShare - 0.706_67) < 1e-5)
    }

    @Test("between reports, a download total is a derived range extrapolated from the pace")
    func running() throws {
        let pace = try pace(rising)
        let end = try #require(pace.total(at: Fixtures.time("2026-03-14T23:59:59Z")))
        #expect(end.range == 2310...2310 && end.kind == .exact)
        let noon = try #require(pace.total(at: Fixtures.time("2026-03-15T12:00:00Z")))
        #expect(noon.expected == 2410...2410)
        #expect(noon.range == 2366.5...2418.5)
        #expect(noon.kind == .derived)
        #expect(pace.total(at: Fixtures.time("2026-03-14T12:00:00Z")) == nil)
        #expect(pace.total(at: Fixtures.time("2026-03-30")) == nil)
    }

    @Test("the pace of three days has a range from minimum to maximum, and that of one day has none")
    func young() throws {
        let pace = try pace([10, 20, 30])
        #expect(pace.mean == 20...20 && pace.daysInMean == 3)
        #expect(pace.spread == 10...30)
        #expect(pace.total(at: Fixtures.time("2026-03-04T12:00:00Z"))?.range == 65...75)
        let first = try self.pace([10])
        #expect(first.mean == 10...10 && first.spread == nil)
        #expect(first.total(at: Fixtures.time("2026-03-02T12:00:00Z")) == nil)
        #expect(DownloadPace(of: curve([])) == nil)
    }

    @Test("at Sora's first-week pace of 89,600 per day, a million downloads are projected for October 10 to 12")
    func sora() throws {
        let launch = try Fixtures.launch("sora")
        let pace = try #require(DownloadPace(of: DownloadCurve(observations: launch.observations, of: launch)))
        let mean = try #require(pace.mean)
        #expect(mean.lowerBound == mean.upperBound && (mean.lowerBound / 100).rounded() == 896)
        let outlook = try #require(MilestoneOutlook(pace, asOf: launch.day0.advanced(by: 7).start))
        #expect(outlook.threshold == 1_000_000)
        #expect(outlook.share == 0.627...0.627)
        let arrival = try #require(outlook.arrival)
        #expect(arrival.earliest.day == Fixtures.day("2025-10-10"))
        #expect(arrival.expected.end.day == Fixtures.day("2025-10-11"))
        #expect(arrival.latest?.day == Fixtures.day("2025-10-12"))
    }

    @Test("custom milestones are merged with the standard ones, and those below 1 are ignored")
    func thresholds() {
        let scale = MilestoneScale.downloads(with: [77_777, 0, -5, 100_000])
        #expect(scale.prefix(4) == [10_000, 50_000, 77_777, 100_000])
        #expect(scale.count == MilestoneScale.downloads.count + 1)
    }

    @Test("with 100 downloads on weekdays and 170 on weekends, the weekday indexes are 0.83 and 1.42")
    func weekdays() throws {
        let days = (0..<28).map { Int64(day0.advanced(by: $0).weekday >= 5 ? 170 : 100) }
        let index = try #require(WeekdayIndex(of: curve(days), through: day0.advanced(by: 27)))
        #expect(index.known == 28)
        let rounded = index.values.map { $0.map { ($0 * 1000).rounded() / 1000 } }
        #expect(rounded == [0.833, 0.833, 0.833, 0.833, 0.833, 1.417, 1.417])
        #expect(WeekdayIndex(of: curve(days.prefix(13).map { $0 }), through: day0.advanced(by: 12)) == nil)
        var holes: [Int64?] = days.map { $0 }
        for week in 0..<3 { holes[7 * week] = nil }
        let holed = try #require(WeekdayIndex(of: curve(holes), through: day0.advanced(by: 27)))
        #expect(holed.values[day0.weekday] == nil && holed.known == 25)
    }
}
