import Collector
import Market
import Testing

@Suite("Snapshot timestamps")
struct SnapshotClockTests {
    private static let year: Int64 = 31_557_600

    @Test(
        "snapshot timestamps follow clock steps forward, and step back only if the clock was briefly ahead",
        arguments: [
            // Steady; forward; back for a while; back twice; stopped.
            ([100, 160, 220], [0, 60, 120], [100, 160, 220]),
            ([100, 5000, 5060], [0, 60, 120], [100, 5000, 5060]),
            ([1000, 400, 460, 1100, 1200], [0, 60, 120, 180, 280], [1000, 1060, 1120, 1180, 1200]),
            ([1000, 900, 100, 2000], [0, 60, 120, 180], [1000, 1060, 1120, 2000]),
            ([1000, 999, 999], [0, 0, 1], [1000, 1000, 1001]),
            // Two hours ahead for a minute: timestamps step back once the clock agrees with its start again.
            ([1000, 8260, 1120, 1180], [0, 60, 120, 180], [1000, 8260, 1120, 1180]),
            // Two hours ahead for more than ten minutes: timestamps don't step back.
            ([1000, 8260, 8860, 8920, 1720], [0, 60, 660, 720, 780], [1000, 8260, 8860, 8920, 8980]),
        ] as [([Int64], [Int64], [Int64])]
    )
    func steps(wall: [Int64], uptime: [Int64], expected: [Int64]) {
        #expect(Self.timestamps(wall, uptime).map(\.time) == expected)
    }

    @Test(
        "a brief clock jump of ten years is reported and doesn't affect snapshot timestamps",
        arguments: [10, -10]
    )
    func jump(years: Int64) {
        let jump = years * Self.year
        let start: Int64 = 1_900_000_000
        let wall = [start, start + 10 + jump, start + 13 + jump, start + 20, start + 3600]
        let timestamps = Self.timestamps(wall, [0, 10, 13, 20, 3600])
        #expect(timestamps.map(\.time) == [start, start + 10, start + 13, start + 20, start + 3600])
        #expect(timestamps.map(\.jump) == [nil, jump, jump, nil, nil])
    }

    @Test(
        "a system clock that jumped is trusted again once it has kept the new time for ten minutes",
        arguments: [56, -3]
    )
    func correction(years: Int64) {
        let jump = years * Self.year
        let start: Int64 = 1_900_000_000
        let uptime: [Int64] = [0, 60, 300, 659, 660, 720]
        let wall = uptime.map { start + $0 + ($0 == 0 ? 0 : jump) }
        let timestamps = Self.timestamps(wall, uptime)
        #expect(timestamps.map(\.jump) == [nil, jump, jump, jump, nil, nil])
        #expect(timestamps.map(\.time) == uptime.map { start + $0 + ($0 < 660 ? 0 : jump) })
    }

    @Test("snapshot timestamps ignore a system clock that keeps jumping")
    func unsteady() {
        let start: Int64 = 1_900_000_000
        let uptime = (0..<40).map { Int64($0) * 60 }
        let wall = uptime.map { start + $0 + ($0 == 0 ? 0 : Self.year + $0 * 30) }
        #expect(Self.timestamps(wall, uptime).map(\.time) == uptime.map { start + $0 })
    }

    private static func timestamps(_ wall: [Int64], _ uptime: [Int64]) -> [(time: Int64, jump: Int64?)] {
        var clock = SnapshotClock()
        return zip(wall, uptime).map { wall, uptime in
            let time = clock.time(wall: Timestamp(seconds: wall), uptime: uptime).seconds
            return (time, clock.jump)
        }
    }
}
