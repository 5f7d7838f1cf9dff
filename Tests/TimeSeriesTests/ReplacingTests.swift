import TestSupport
import Testing
import TimeSeries

@Suite("Replacing blocks of a ranking series")
struct ReplacingTests {
    @Test("a series that is loaded in parts equals the whole series", arguments: UInt64(1)...6)
    func parts(seed: UInt64) throws {
        let model = RankingModel(seed: seed, ticks: 500)
        var chance = SeededGenerator(seed: seed)
        var loaded = RankingSeries()
        let split = try #require(model.times.randomElement(using: &chance))
        // The newer part comes first, and parts that are loaded again change nothing.
        for times in [split...Int64.max, Int64.min...(split - 1), split...(split + 10_000)] {
            let whole = loaded.evictedTimes(touching: times) ?? times
            let part = part(of: model, whole)
            if loaded.count > 0, times.upperBound < .max, times.lowerBound > .min {
                for block in part.blocks { loaded.append(block) }
            } else {
                loaded.replaceBlocks(seenIn: whole, with: part.blocks)
            }
        }
        #expect(loaded.story { "\($0)" } == model.series.story { "\($0)" }, "seed \(seed), \(split)")
    }

    private func part(of model: RankingModel, _ times: ClosedRange<Int64>) -> RankingSeries {
        var series = RankingSeries()
        for (time, list) in zip(model.times, model.lists) where times.contains(time) {
            series.append(entries(list), at: time)
        }
        return series
    }

    @Test(
        "equal rankings at the ends of the new blocks become one tick with their neighbors",
        arguments: [
            ([(20, 1)], ["[10, 20] [\"1:1\"]", "[30] [\"1:2\"]"]),
            ([(20, 2)], ["[10] [\"1:1\"]", "[20, 30] [\"1:2\"]"]),
            ([(20, 3)], ["[10] [\"1:1\"]", "[20] [\"1:3\"]", "[30] [\"1:2\"]"]),
            ([(15, 1), (20, 2)], ["[10, 15] [\"1:1\"]", "[20, 30] [\"1:2\"]"]),
        ] as [([(Int64, UInt32)], [String])]
    )
    func neighbors(ticks: [(Int64, UInt32)], expected: [String]) {
        var series = series([(10, 1), (30, 2)])
        series.replaceBlocks(seenIn: 12...25, with: self.series(ticks).blocks)
        // The blocks of both ticks are one, which is replaced as a whole.
        #expect(series.story { "\($0)" } == self.series(ticks).story { "\($0)" })
        var parts = self.series([(10, 1)])
        parts.replaceBlocks(seenIn: 30...40, with: self.series([(30, 2)]).blocks)
        parts.replaceBlocks(seenIn: 12...25, with: self.series(ticks).blocks)
        #expect(parts.story { "\($0)" } == expected)
    }

    @Test("evicted blocks in a range, or before it, extend it")
    func evicted() {
        var series = series([(10, 1)])
        series.replaceBlocks(seenIn: 20...30, with: self.series([(20, 2), (30, 3)]).blocks)
        series.replaceBlocks(seenIn: 40...50, with: self.series([(40, 4), (50, 5)]).blocks)
        #expect(series.evictedTimes(touching: 25...60) == nil)
        var key: Int64 = 0
        series.forEachBlock { block in
            key += 1
            block.stored(as: key)
            if key == 2 { block.evict(on: NoBlocks()) }
        }
        #expect(series.evictedTimes(touching: 5...15) == nil)
        #expect(series.evictedTimes(touching: 25...26) == 20...30)
        #expect(series.evictedTimes(touching: 35...36) == 20...36)
        #expect(series.evictedTimes(touching: 35...45) == 20...50)
        #expect(series.evictedTimes(touching: 60...70) == nil)
        #expect(series.replaceBlocks(seenIn: 20...36, with: self.series([(22, 7)]).blocks) == [2])
        #expect(series.blocks.map(\.key) == [1, nil, 3])
    }

    private struct NoBlocks: ColdBlockStore {
        func block(_ key: Int64) -> RankingBlock? { nil }
    }

    private func series(_ ticks: [(Int64, UInt32)]) -> RankingSeries {
        var series = RankingSeries()
        for (time, id) in ticks { series.append(entries([id]), at: time) }
        return series
    }
}
