import Ingest
import Market
import Testing

@Suite("A clock that never goes back")
struct SteadyClockTests {
    @Test(
        "the wall, the time that passed, and what is told",
        arguments: [
            // Steady; forward; back for a while; back twice; standing still while time passes.
            ([100, 160, 220], [0, 60, 120], [100, 160, 220]),
            ([100, 5000, 5060], [0, 60, 120], [100, 5000, 5060]),
            ([1000, 400, 460, 1100, 1200], [0, 60, 120, 180, 280], [1000, 1060, 1120, 1180, 1200]),
            ([1000, 900, 100, 2000], [0, 60, 120, 180], [1000, 1060, 1120, 2000]),
            ([1000, 999, 999], [0, 0, 1], [1000, 1000, 1001]),
        ] as [([Int64], [Int64], [Int64])]
    )
    func story(wall: [Int64], uptime: [Int64], told: [Int64]) {
        var clock = SteadyClock()
        let times = zip(wall, uptime).map { clock.time(wall: Timestamp(seconds: $0), uptime: $1).seconds }
        #expect(times == told)
    }
}
