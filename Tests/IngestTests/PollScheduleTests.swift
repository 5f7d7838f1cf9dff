import Ingest
import Market
import Testing

@Suite("When to poll next")
struct PollScheduleTests {
    /// Outcomes as a picture: `s` success, `f` failure; the answers are the waits in intervals.
    @Test(
        "a marble for each story",
        arguments: [
            ("ssss", [1, 1, 1, 1]), ("sfs", [1, 1, 1]), ("ffffff", [1, 2, 4, 8, 8, 8]), ("fffsf", [1, 2, 4, 1, 1]),
        ]
    )
    func marbles(outcomes: String, waits: [Int64]) {
        var now = Timestamp(seconds: 1_000)
        var schedule = PollSchedule(interval: 60, start: now)
        #expect(schedule.due == now)
        var seen: [Int64] = []
        for outcome in outcomes {
            schedule.note(outcome == "s" ? .success : .failure, at: now)
            seen.append((schedule.due - now) / 60)
            now = schedule.due
        }
        #expect(seen == waits)
    }

    @Test("never faster than once a second, and a thousand failures overflow nothing")
    func limits() {
        var schedule = PollSchedule(interval: 0, start: Timestamp(seconds: 0))
        #expect(schedule.interval == 1)
        for _ in 0..<1000 { schedule.note(.failure, at: Timestamp(seconds: 0)) }
        #expect(schedule.due.seconds == 8)
    }
}
