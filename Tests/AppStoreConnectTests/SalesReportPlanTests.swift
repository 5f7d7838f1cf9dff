import AppStoreConnect
import Market
import Settings
import TestSupport
import Testing

@Suite("Sales report plan")
struct SalesReportPlanTests {
    static let pacific = TimeZoneTable(zone: "America/Los_Angeles")

    private static func plan() -> SalesReportPlan { SalesReportPlan(zone: pacific) }
    private static func day(_ text: String) -> SalesPeriod { .day(Fixtures.day(text)) }

    /// Records an answer to every request at a time, until the plan waits.
    ///
    /// - Returns: The requests in order, and the time until which the plan waits.
    private static func run(
        _ plan: inout SalesReportPlan,
        at time: String,
        _ answer: (SalesPeriod) -> SalesReportState.Answer = { _ in .received }
    ) -> (requests: [String], until: String) {
        let now = Fixtures.time(time)
        var requests: [String] = []
        while true {
            switch plan.next(at: now) {
            case .wait(let until): return (requests, until.iso8601)
            case .request(let period):
                requests.append("\(period.frequency.rawValue) \(period.reportDate)")
                plan.record(answer(period), of: period, at: now)
            }
            guard requests.count < 2000 else { return (requests, "never") }
        }
    }

    /// A plan that has every report until a day.
    private static func complete(at time: String) -> SalesReportPlan {
        var plan = plan()
        _ = run(&plan, at: time)
        return plan
    }

    @Test("a new plan requests the last 365 days, newest first, and then waits for the next daily report")
    func fill() {
        var plan = Self.plan()
        let first = Self.run(&plan, at: "2026-03-10T20:00:00Z")
        #expect(first.requests.count == 365 && Set(first.requests).count == 365)
        #expect(first.requests.first == "DAILY 2026-03-09" && first.requests.last == "DAILY 2025-03-10")
        #expect(first.until == "2026-03-11T12:00:00Z")
        #expect(plan.progress(at: Fixtures.time("2026-03-10T20:00:00Z")).text == "365 of 365 daily reports received")
    }

    /// The time before 5 in the morning in Pacific time, and the time itself, in summer and in winter and on the days when
    /// the clocks change.
    @Test(
        "a daily report is due at 5 in the morning of the next day in Pacific time",
        arguments: [
            ("2026-01-15", "2026-01-16T12:59:59Z", "2026-01-16T13:00:00Z"),
            ("2026-07-15", "2026-07-16T11:59:59Z", "2026-07-16T12:00:00Z"),
            // Clocks go forward on 2026-03-08 and back on 2026-11-01, at 2 in the morning.
            ("2026-03-06", "2026-03-07T12:59:59Z", "2026-03-07T13:00:00Z"),
            ("2026-03-07", "2026-03-08T11:59:59Z", "2026-03-08T12:00:00Z"),
            ("2026-10-30", "2026-10-31T11:59:59Z", "2026-10-31T12:00:00Z"),
            ("2026-10-31", "2026-11-01T12:59:59Z", "2026-11-01T13:00:00Z"),
        ]
    )
    func due(day: String, before: String, time: String) {
        var plan = Self.complete(at: before)
        #expect(plan.next(at: Fixtures.time(before)) == .wait(until: Fixtures.time(time)))
        #expect(plan.next(at: Fixtures.time(time)) == .request(Self.day(day)))
        #expect(Self.run(&plan, at: time).requests == ["DAILY \(day)"])
    }

    @Test("a report that isn't available yet is requested every hour, and every day once it should be final")
    func notAvailable() {
        var plan = Self.complete(at: "2026-01-15T14:00:00Z")
        for (time, until) in [
            ("2026-01-16T13:00:00Z", "2026-01-16T14:00:00Z"), ("2026-01-16T14:00:00Z", "2026-01-16T15:00:00Z"),
        ] {
            let run = Self.run(&plan, at: time) { _ in .notAvailable }
            #expect(run.requests == ["DAILY 2026-01-15"] && run.until == until)
        }
        #expect(Self.run(&plan, at: "2026-01-16T15:00:00Z").requests == ["DAILY 2026-01-15"])
        #expect(plan.history[Self.day("2026-01-15")]?.answer == .received)
    }

    @Test("a report that isn't available two weeks later is missing, and the weekly report covers its day")
    func missing() {
        var plan = Self.plan()
        let run = Self.run(&plan, at: "2026-03-10T20:00:00Z") {
            $0 == Self.day("2026-02-10") ? .notAvailable : .received
        }
        #expect(run.requests.count == 366 && run.requests.last == "WEEKLY 2026-02-15")
        #expect(plan.progress(at: Fixtures.time("2026-03-10T20:00:00Z")).missing == [Fixtures.day("2026-02-10")])
    }

    @Test("one answer of no sales isn't zero: it must be repeated when the day is final")
    func noSales() {
        let day = Self.day("2026-01-15")
        var plan = Self.complete(at: "2026-01-15T14:00:00Z")
        var times: [String] = []
        var time = "2026-01-16T13:00:00Z"
        while plan.history[day]?.answer != .noSales, times.count < 50 {
            let run = Self.run(&plan, at: time) { $0 == day ? .noSales : .received }
            times.append(time)
            time = run.until
        }
        #expect(times.prefix(3) == ["2026-01-16T13:00:00Z", "2026-01-16T14:00:00Z", "2026-01-16T15:00:00Z"])
        // After half a day, every six hours; other days' reports are due in between.
        #expect(times.last == "2026-01-18T08:00:00Z")
        #expect(plan.history[day]?.answer == .noSales)
        #expect(
            plan.next(at: Fixtures.time(times[times.count - 1])) == .wait(until: Fixtures.time("2026-01-18T13:00:00Z"))
        )
    }

    @Test("a day long ago is without sales after a second answer an hour later")
    func oldDayWithoutSales() {
        let day = Self.day("2025-09-01")
        var plan = Self.plan()
        let first = Self.run(&plan, at: "2026-03-10T20:00:00Z") { $0 == day ? .noSales : .received }
        #expect(first.requests.count == 365 && first.until == "2026-03-10T21:00:00Z")
        #expect(plan.history[day]?.answer == .perhapsNoSales)
        let second = Self.run(&plan, at: first.until) { _ in .noSales }
        #expect(second.requests == ["DAILY 2025-09-01"] && plan.history[day]?.answer == .noSales)
    }

    @Test("a report that arrives after an answer of no sales is received")
    func lateReport() {
        var plan = Self.complete(at: "2026-01-15T14:00:00Z")
        _ = Self.run(&plan, at: "2026-01-16T13:00:00Z") { _ in .noSales }
        #expect(Self.run(&plan, at: "2026-01-16T14:00:00Z").requests == ["DAILY 2026-01-15"])
        #expect(plan.history[Self.day("2026-01-15")]?.answer == .received)
    }

    @Test("expired days are covered by their week, and by their month if the week has expired, too")
    func expired() {
        var plan = Self.plan()
        let run = Self.run(&plan, at: "2026-03-10T20:00:00Z") { period in
            let isOld = period.lastDay < Fixtures.day("2025-03-20")
            return isOld && period.frequency != .monthly ? .expired : .received
        }
        #expect(run.requests.count == 368)
        #expect(run.requests.suffix(3) == ["WEEKLY 2025-03-23", "WEEKLY 2025-03-16", "MONTHLY 2025-03"])
        #expect(run.until == "2026-03-11T12:00:00Z")
    }

    @Test("an unreadable report is requested three times, an hour and two hours apart; then its week covers it")
    func unreadable() {
        let day = Self.day("2026-02-10")
        var plan = Self.plan()
        var time = "2026-03-10T20:00:00Z"
        var runs: [[String]] = []
        for _ in 0..<3 {
            let run = Self.run(&plan, at: time) { $0 == day ? .unreadable : .received }
            runs.append(Array(run.requests.suffix(2)))
            time = run.until
        }
        #expect(runs[0].count == 2 && runs[1] == ["DAILY 2026-02-10"])
        #expect(runs[2] == ["DAILY 2026-02-10", "WEEKLY 2026-02-15"])
    }

    @Test("while few requests are left, old reports wait a quarter of an hour; one that is due doesn't")
    func allowance() {
        let now = Fixtures.time("2026-03-10T20:00:00Z")
        var plan = Self.plan()
        plan.note(RequestAllowance(limit: 3500, remaining: 700), at: now)
        #expect(plan.next(at: now) == .request(Self.day("2026-03-09")))
        plan.record(.received, of: Self.day("2026-03-09"), at: now)
        #expect(plan.next(at: now) == .wait(until: now + 900))
        #expect(plan.next(at: now + 900) == .request(Self.day("2026-03-08")))
        plan.note(RequestAllowance(limit: 3500, remaining: 701), at: now)
        #expect(plan.next(at: now) == .request(Self.day("2026-03-08")))
    }

    @Test("without a request left, the plan waits for an hour")
    func noAllowance() {
        let now = Fixtures.time("2026-03-10T20:00:00Z")
        var plan = Self.plan()
        plan.note(RequestAllowance(limit: 3500, remaining: 0), at: now)
        #expect(plan.next(at: now) == .wait(until: now + 3600))
        #expect(plan.next(at: now + 3600) == .request(Self.day("2026-03-09")))
    }

    @Test("a plan with a stored history doesn't request again what it has")
    func restart() {
        var plan = Self.plan()
        let now = Fixtures.time("2026-03-10T20:00:00Z")
        for distance in 1...120 {
            let answer: SalesReportState.Answer = distance % 7 == 0 ? .noSales : .received
            plan.record(answer, of: .day(Fixtures.day("2026-03-10").advanced(by: -distance)), at: now)
        }
        var restarted = SalesReportPlan(zone: Self.pacific, history: SalesReportHistory(text: plan.history.text))
        #expect(restarted == plan)
        let requests = Self.run(&restarted, at: "2026-03-10T20:30:00Z").requests
        #expect(requests.count == 365 - 120 && requests.first == "DAILY 2025-11-09")
    }

    @Test("the history keeps a bounded number of states over years")
    func bounded() {
        var plan = Self.plan()
        for number in 0..<1500 {
            let day = Fixtures.day("2023-01-01").advanced(by: number)
            plan.record(.received, of: .day(day), at: day.lastSecond)
        }
        #expect(plan.history.states.count <= 401)
    }
}
