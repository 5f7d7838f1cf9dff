import Canvas
import History
import Market
import Simulation
import TestSupport
import Testing

@testable import Dashboard

@Suite("Gaps between a chart's snapshots")
struct SnapshotGapTests {
    /// Returns times that start at 0 and are the given distances apart.
    private static func times(_ distances: [Int64]) -> [Int64] {
        distances.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    }

    private static func repeated(_ distance: Int64, _ count: Int) -> [Int64] {
        Array(repeating: distance, count: count)
    }

    @Test(
        "an interval between snapshots that is much longer than its neighbors is a gap",
        arguments: [
            ("20 s, with an outage of 10 min", repeated(20, 9) + [600] + repeated(20, 9), 0, [600]),
            ("15 min, with one failed poll", repeated(900, 9) + [1800] + repeated(900, 9), 0, []),
            ("15 min, with an outage of 1 h", repeated(900, 9) + [3600] + repeated(900, 9), 0, [3600]),
            ("hourly", repeated(3600, 30), 3600, []),
            ("hourly with a missing hour", repeated(3600, 9) + [7200] + repeated(3600, 9), 0, []),
            ("daily", repeated(86_400, 10), 86_000, []),
            ("daily with a missing week", repeated(86_400, 5) + [604_800] + repeated(86_400, 5), 0, [604_800]),
            ("daily, then every minute", repeated(86_400, 9) + repeated(60, 20), 0, []),
            ("every minute, then hourly", repeated(60, 20) + repeated(3600, 9), 0, []),
            ("two snapshots per hour", (0..<20).map { $0 % 2 == 0 ? 60 : 3540 }, 0, []),
            ("no snapshot since", repeated(60, 20), 1200, [1200]),
            ("less than 2.5 minutes", repeated(20, 20), 140, []),
            ("too few snapshots to decide", [60], 7200, []),
            ("too few snapshots, and a long time", [60], 10_000, [10_000]),
            ("none", [], 0, []),
        ] as [(String, [Int64], Int64, [Int64])]
    )
    func table(_ title: String, distances: [Int64], age: Int64, gaps: [Int64]) {
        let times = Self.times(distances)
        let found = SnapshotGaps(between: times, until: (times.last ?? 0) + age, longestHold: RankHistory.minimumHold)
        #expect(found.periods.map { $0.upperBound - $0.lowerBound } == gaps, "\(title)")
    }

    @Test("the gaps between random snapshots are those of the definition", arguments: 1...200)
    func random(seed: Int) {
        var chance = SeededGenerator(seed: UInt64(seed))
        let usual: Int64 = [60, 149, 150, 151, 900, 3600].randomElement(using: &chance) ?? 60
        let distances = (0..<Int.random(in: 0...40, using: &chance)).map { _ -> Int64 in
            let factor = Int64.random(in: 0...9, using: &chance)
            return usual + Int64.random(in: 0...3, using: &chance) + (factor > 7 ? usual * factor / 2 : 0)
        }
        let times = Self.times(distances)
        let end = (times.last ?? 0) + Int64.random(in: 0...4 * usual, using: &chance)
        let hold = 2 * usual
        let periods = zip(times, times.dropFirst() + [end]).map { $1 - $0 }
        /// Returns whether a period is more than 2.5 times the median of others; `nil` if there are fewer than two.
        func isLong(_ period: Int64, _ others: ArraySlice<Int64>) -> Bool? {
            guard others.count >= 2 else { return nil }
            return 2 * others.count { $0 * 5 / 2 < period } > others.count
        }
        let expected = periods.indices.filter { index in
            // The last period isn't between two snapshots.
            let (before, after) = (periods[..<index].suffix(8), periods.dropLast().dropFirst(index + 1).prefix(8))
            let known = [isLong(periods[index], before), isLong(periods[index], after)].compactMap(\.self)
            let isGap = known.isEmpty ? periods[index] > hold : !known.contains(false)
            return periods[index] > 150 && isGap
        }
        let found = SnapshotGaps(between: times, until: end, longestHold: hold).periods
        #expect(found.map(\.lowerBound) == expected.map { times[$0] })
    }

    @Test("a rank line ends at an outage, even if the chart is unchanged afterward", arguments: [1, 7])
    func outage(rankAfter: Int) {
        let chart = LaunchStory.chart("us")
        let start = LaunchStory.now - 7200
        var ledger = Ledger()
        // Polls every 20 seconds for 10 minutes, no polls for half an hour, then polls again until now.
        for seconds in Array(stride(from: Int64(0), to: 600, by: 20)) + Array(stride(from: 2400, through: 7200, by: 20))
        {
            let rank = seconds < 600 ? 1 : rankAfter
            ledger.append(Self.snapshot(rank, in: chart, at: start + seconds))
        }
        let history = RankHistory(
            of: LaunchStory.app,
            in: chart,
            ledger: ledger.snapshot,
            asOf: LaunchStory.now,
            from: start
        )
        let points = history.chartPoints(in: ledger.snapshot)
        let ends = points.filter(\.endsLine)
        #expect(ends.count == 1 && (ends.first.map { $0.until <= start.seconds + 600 } ?? false))
        #expect(points.contains { $0.time == start.seconds + 2400 })
        #expect(points.last?.until == LaunchStory.now.seconds)
    }

    /// Returns a snapshot of ten apps with the app at the given rank.
    private static func snapshot(_ rank: Int, in chart: Chart, at time: Timestamp) -> ChartSnapshot {
        let entries = (1...10).map { place in
            RankEntry(
                rank: Fixtures.rank(place),
                app: place == rank ? LaunchStory.app : Fixtures.app("\(place < rank ? place : place + 100)"),
                name: "App \(place)",
                developer: nil
            )
        }
        return ChartSnapshot(chart: chart, observedAt: time, entries: entries)
    }
}
