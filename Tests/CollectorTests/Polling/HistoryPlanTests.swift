import Market
import TestSupport
import Testing

@testable import Collector

@Suite("Which days of a history to request")
struct HistoryPlanTests {
    private static func plan(days: Int = 30, chunk: Int = 7, restated: Int = 0, state: String? = nil) -> HistoryPlan {
        HistoryPlan(
            .init(days: days, daysPerRequest: chunk, restatedDays: restated, interval: 3600),
            fingerprint: 7,
            progress: state.flatMap { HistoryProgress(text: $0) }
        )
    }

    /// Performs all requests until the plan waits, and returns them as text.
    private static func requests(_ plan: inout HistoryPlan, at time: String) -> [String] {
        var requests: [String] = []
        while requests.count < 100, case .request(let days) = plan.next(at: Fixtures.time(time)) {
            requests.append("\(days.lowerBound.iso8601.dropFirst(5))…\(days.upperBound.iso8601.dropFirst(5))")
            plan.record(days, at: Fixtures.time(time))
        }
        return requests
    }

    @Test("the newest days come first, then the days before, and then only what is new")
    func order() {
        var plan = Self.plan()
        #expect(
            Self.requests(&plan, at: "2026-03-10T14:30:00Z")
                == ["03-04…03-10", "02-25…03-03", "02-18…02-24", "02-11…02-17", "02-09…02-10"]
        )
        let wait = HistoryPlan.Action.wait(until: Fixtures.time("2026-03-10T15:30:00Z"))
        #expect(plan.next(at: Fixtures.time("2026-03-10T15:29:59Z")) == wait)
        #expect(Self.requests(&plan, at: "2026-03-10T15:30:00Z") == ["03-10…03-10"])
        // The last day wasn't over when it was requested.
        #expect(Self.requests(&plan, at: "2026-03-11T00:10:00Z") == ["03-10…03-11"])
        #expect(Self.requests(&plan, at: "2026-03-11T01:10:00Z") == ["03-11…03-11"])
        #expect(plan.requestsLeft(at: Fixtures.time("2026-03-11T01:10:00Z")) == 0)
    }

    @Test("older days that fail are requested again later and later, and the newest days when they are due")
    func olderDays() {
        var plan = Self.plan()
        var now = Fixtures.time("2026-03-10T14:30:00Z")
        guard case .request(let newest) = plan.next(at: now) else { return #expect(Bool(false), "nothing to request") }
        #expect(!plan.isOlder(newest))
        plan.record(newest, at: now)
        var waits: [Int64] = []
        for _ in 0..<7 {
            // The newest days are requested in between, and don't change the wait.
            var steps = 0
            let start = now
            while steps < 100 {
                steps += 1
                switch plan.next(at: now) {
                case .wait(let until): now = until
                case .request(let days) where plan.isOlder(days):
                    #expect(days.upperBound == Fixtures.day("2026-03-03"))
                    steps = 100
                case .request(let days): plan.record(days, at: now)
                }
            }
            waits.append((now - start) / 3600)
            plan.recordFailureOfOlderDays(at: now)
        }
        #expect(waits == [0, 1, 2, 4, 8, 16, 24])
        // Days that were received end the wait.
        plan.record(Fixtures.day("2026-02-25")...Fixtures.day("2026-03-03"), at: now)
        #expect(plan.olderDaysRetry == nil)
    }

    @Test("a new plan with the stored progress requests nothing again")
    func restart() throws {
        var plan = Self.plan()
        for _ in 0..<2 {
            guard case .request(let days) = plan.next(at: Fixtures.time("2026-03-10T14:30:00Z")) else { break }
            plan.record(days, at: Fixtures.time("2026-03-10T14:30:00Z"))
        }
        var next = Self.plan(state: try #require(plan.progress).text)
        #expect(next == plan && next.requestsLeft(at: Fixtures.time("2026-03-10T14:31:00Z")) == 3)
        #expect(
            Self.requests(&next, at: "2026-03-10T14:31:00Z") == ["02-18…02-24", "02-11…02-17", "02-09…02-10"]
        )
    }

    @Test("a new plan with the stored progress waits as long for older days that failed, and then longer")
    func restartAfterFailure() throws {
        let now = Fixtures.time("2026-03-10T14:30:00Z")
        var plan = Self.plan()
        plan.record(Fixtures.day("2026-03-04")...Fixtures.day("2026-03-10"), at: now)
        plan.recordFailureOfOlderDays(at: now)
        plan.recordFailureOfOlderDays(at: now + 3600)
        let text = try #require(plan.progress).text
        #expect(text == "history-1 7 2026-03-04 2026-03-10 2026-03-10T14:30:00Z 2 2026-03-10T17:30:00Z")
        var next = Self.plan(state: text)
        #expect(next == plan && next.olderDaysRetry == now + 3 * 3600)
        next.recordFailureOfOlderDays(at: now + 3 * 3600)
        #expect(next.olderDaysRetry == now + 7 * 3600)
        next.record(Fixtures.day("2026-02-25")...Fixtures.day("2026-03-03"), at: now + 7 * 3600)
        #expect(next.progress?.text == "history-1 7 2026-02-25 2026-03-10 2026-03-10T14:30:00Z")
        for end in ["2", "0 2026-03-10T17:30:00Z", "2 soon"] {
            #expect(Self.plan(state: "history-1 7 2026-03-04 2026-03-10 2026-03-10T14:30:00Z \(end)").progress == nil)
        }
    }

    @Test("after a pause, all days since then are requested, at most the wanted history")
    func pause() {
        var plan = Self.plan(days: 20, restated: 2)
        _ = Self.requests(&plan, at: "2026-03-10T14:30:00Z")
        #expect(Self.requests(&plan, at: "2026-03-22T00:00:00Z") == ["03-08…03-14", "03-12…03-18", "03-16…03-22"])
        #expect(Self.requests(&plan, at: "2026-06-01T00:00:00Z") == ["05-26…06-01", "05-19…05-25", "05-13…05-18"])
    }

    @Test("a longer history is requested when the setting changes; other requests and damaged text start again")
    func changes() {
        let state = "history-1 7 2026-03-01 2026-03-10 2026-03-10T14:30:00Z"
        var longer = Self.plan(days: 20, chunk: 90, state: state)
        #expect(Self.requests(&longer, at: "2026-03-10T14:40:00Z") == ["02-19…02-28"])
        for text in [
            "history-1 8 2026-03-01 2026-03-10 2026-03-10T14:30:00Z", "history-1 7 x", "", "history-0 7 a b c",
        ] {
            #expect(Self.plan(state: text).progress == nil)
        }
        #expect(HistoryProgress(text: state)?.text == state)
    }

    @Test("a clock that was wrong doesn't stop requests")
    func clock() {
        var ahead = Self.plan(state: "history-1 7 2026-03-01 2026-03-10 2026-03-10T14:30:00Z")
        #expect(Self.requests(&ahead, at: "2026-03-10T12:00:00Z").first == "03-10…03-10")
        var future = Self.plan(state: "history-1 7 2030-03-01 2030-03-10 2030-03-10T14:30:00Z")
        #expect(Self.requests(&future, at: "2026-03-10T12:00:00Z").first == "03-04…03-10")
    }
}
