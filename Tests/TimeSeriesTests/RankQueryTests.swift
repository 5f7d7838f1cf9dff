import TestSupport
import Testing
import TimeSeries

@Suite("Movers, turnover and evicted blocks, compared with a reference model")
struct RankQueryTests {
    @Test(
        "risers, fallers, entries and exits between two random times match a reference model",
        arguments: [UInt64(4), 5]
    )
    func movers(seed: UInt64) throws {
        let model = RankingModel(seed: seed, ticks: 500)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let (a, b) = (
                Int.random(in: 0..<model.times.count, using: &generator),
                Int.random(in: 0..<model.times.count, using: &generator)
            )
            let movers = try #require(model.series.movers(from: model.times[a] + 10, to: model.times[b] + 10))
            let old = Dictionary(uniqueKeysWithValues: zip(model.lists[a], 1...))
            let new = Dictionary(uniqueKeysWithValues: zip(model.lists[b], 1...))
            let gains = new.compactMap { id, rank in old[id].map { (id: id, ranks: $0 - rank, rank: rank) } }
            let risers = gains.filter { $0.ranks > 0 }.sorted { ($1.ranks, $0.rank) < ($0.ranks, $1.rank) }
            let fallers = gains.filter { $0.ranks < 0 }.sorted { ($0.ranks, $0.rank) < ($1.ranks, $1.rank) }
            #expect(movers.risers.map(\.id) == risers.map(\.id), "seed \(seed), \(a) to \(b)")
            #expect(movers.risers.map(\.ranks) == risers.map(\.ranks), "seed \(seed), \(a) to \(b)")
            #expect(movers.fallers.map(\.id) == fallers.map(\.id), "seed \(seed), \(a) to \(b)")
            #expect(movers.entries.map(\.id) == model.lists[b].filter { old[$0] == nil }, "seed \(seed), \(a) to \(b)")
            #expect(movers.exits.map(\.id) == model.lists[a].filter { new[$0] == nil }, "seed \(seed), \(a) to \(b)")
        }
    }

    @Test("movers are unknown if one of the two rankings is unknown or partial")
    func noMovers() {
        var series = RankingSeries()
        series.append(entries([1]), at: 10)
        series.append([.init(rank: 9, id: 2)], at: 20, isPartial: true)
        #expect(series.movers(from: 9, to: 10) == nil)
        #expect(series.movers(from: 10, to: 20) == nil)
        #expect(series.movers(from: 10, to: 11)?.isEmpty == true)
    }

    @Test(
        "the turnover of each tick relative to the previous tick matches a reference model, across blocks",
        arguments: [UInt64(1), 2, 3]
    )
    func turnovers(seed: UInt64) {
        let model = RankingModel(seed: seed, ticks: 500)
        var generator = SeededGenerator(seed: seed)
        let last = model.lists.count - 1
        for _ in 0..<100 {
            let (a, b) = (Int.random(in: 0...last, using: &generator), Int.random(in: 0...last, using: &generator))
            let range = min(a, b)...max(a, b)
            let expected = range.dropFirst().map { tick in
                let known = Set(model.lists[tick - 1])
                let list = model.lists[tick]
                return RankTurnover(entries: list.count { !known.contains($0) }, depth: list.count)
            }
            #expect(model.series.turnovers(over: range) == expected, "seed \(seed), \(range)")
        }
    }

    @Test("the ids ranked in two ticks, and their ranks in both, match a reference model", arguments: [UInt64(1), 2])
    func common(seed: UInt64) {
        let model = RankingModel(seed: seed, ticks: 400)
        var generator = SeededGenerator(seed: seed)
        let last = model.lists.count - 1
        for _ in 0..<100 {
            let (a, b) = (Int.random(in: 0...last, using: &generator), Int.random(in: 0...last, using: &generator))
            let ranks = Dictionary(uniqueKeysWithValues: zip(model.lists[b], 1...))
            let expected = zip(model.lists[a], 1...).compactMap { id, place in ranks[id].map { [place, $0] } }
            let found = model.series.common(a, b).map { [Int($0.one), Int($0.other)] }
            #expect(found == expected, "seed \(seed), \(a) and \(b)")
        }
    }

    @Test("chart turnover omits steps from or to a partial tick, and includes ranks beyond 255")
    func partialTurnovers() {
        var series = RankingSeries()
        series.append(entries([1, 2]), at: 10)
        series.append(entries([1, 3]), at: 20)
        series.append([.init(rank: 7, id: 2)], at: 30, isPartial: true)
        series.append([.init(rank: 1, id: 4), .init(rank: 300, id: 5)], at: 40)
        series.append([.init(rank: 1, id: 4), .init(rank: 400, id: 6)], at: 50)
        #expect(series.turnovers(over: 0...0) == [])
        let found = series.turnovers(over: 0...4)
        #expect(found == [RankTurnover(entries: 1, depth: 2), RankTurnover(entries: 1, depth: 2)])
    }

    @Test("finding the next or previous tick with information about an id skips partial ticks without the id")
    func nextSaying() {
        var series = RankingSeries()
        series.append(entries([1, 2]), at: 10)
        series.append([.init(rank: 7, id: 2)], at: 20, isPartial: true)
        series.append([.init(rank: 3, id: 1)], at: 30, isPartial: true)
        series.append(entries([2]), at: 40)
        let after = [.min, 9, 10, 20, 30, 40].map { series.start(after: $0, mentioning: 1) }
        #expect(after == [10, 10, 30, 30, 40, nil])
        let before = [.min, 10, 11, 30, 40, .max].map { series.start(before: $0, mentioning: 1) }
        #expect(before == [nil, nil, 10, 10, 30, 40])
        #expect(series.start(after: 0, mentioning: 9) == nil)
        #expect([0, 10, 39, 40].map { series.start(after: $0) } == [10, 20, 40, nil])
    }

    @Test("the record of an id contains its first time, its best rank, and its number of rankings")
    func record() {
        var series = RankingSeries()
        for (time, ids) in [(10, [1, 2]), (20, [2, 1]), (30, [1]), (40, [2, 1])] as [(Int64, [UInt32])] {
            series.append(entries(ids), at: time)
        }
        let record = series.record(of: 2, upTo: 99)
        #expect(record.map { [$0.firstSeen, Int64($0.best), $0.bestAt, Int64($0.ticks)] } == [10, 1, 20, 3])
        #expect(series.record(of: 2, upTo: 9) == nil)
    }

    private struct MemoryBlockStore: ColdBlockStore {
        var blocks: [Int64: RankingBlock] = [:]
        func block(_ key: Int64) -> RankingBlock? { blocks[key] }
    }

    @Test(
        "evicted ranking blocks use under an eighth of the memory, return equal results and accept late ticks",
        arguments: [UInt64(6)]
    )
    func blockStore(seed: UInt64) throws {
        let model = RankingModel(seed: seed, ticks: 700, depth: 200)
        var blockStore = MemoryBlockStore()
        var evicted = model.series
        for (key, block) in evicted.blocks.enumerated() {
            blockStore.blocks[Int64(key)] = try RankingBlock.decode(block.encoded()).block
        }
        var key: Int64 = 0
        evicted.forEachBlock { block in
            block.stored(as: key)
            block.evict(on: blockStore)
            key += 1
        }
        let bytes = [model.series, evicted].map { $0.blocks.reduce(0) { $0 + $1.byteCount } }
        #expect(bytes[1] * 8 < bytes[0], "\(bytes)")
        for id in model.lists[0].prefix(20) {
            #expect(evicted.points(of: id, in: .min ... .max) == model.series.points(of: id, in: .min ... .max))
            #expect(evicted.record(of: id, upTo: .max) == model.series.record(of: id, upTo: .max))
        }
        for position in stride(from: 0, to: evicted.count, by: 50) {
            #expect(evicted.entries(at: position) == model.series.entries(at: position))
        }
        #expect(evicted.append(entries([1]), at: model.times[100] + 1) == .appended)
        #expect(evicted.blocks.map(\.isEvicted).filter { !$0 }.count == 2, "the full block was halved")
        #expect(evicted.points(of: model.lists[0][0], in: .min ... .max).count == model.lists.count + 1)
    }

    @Test("appending rankings to an evicted block, in order or late, has the same result as in memory")
    func changesInEvictedBlocks() {
        for late in [[UInt32(1), 2], [9]] {
            var (plain, blockStore) = (RankingSeries(), MemoryBlockStore())
            for hour in 0..<50 { plain.append(entries([UInt32(hour), 1, 2]), at: Int64(hour) * 7200) }
            plain.append(entries([1, 2]), at: 1_000_000)
            plain.append(entries([1, 2]), at: 1_100_000)
            blockStore.blocks[0] = plain.blocks[0]
            var evicted = plain
            evicted.forEachBlock { block in
                block.stored(as: 0)
                block.evict(on: blockStore)
            }
            for time in [1_200_000, 1_050_000, 70] as [Int64] {
                plain.append(entries(late), at: time)
                evicted.append(entries(late), at: time)
            }
            #expect(evicted.story { "\($0)" } == plain.story { "\($0)" })
        }
    }

    @Test("short random histories with empty and late rankings match a reference model")
    func emptyLists() {
        var generator = SeededGenerator(seed: 11)
        for round in 0..<300 {
            var (series, model): (RankingSeries, [Int64: [UInt32]]) = (RankingSeries(), [:])
            for _ in 0..<Int.random(in: 1...30, using: &generator) {
                let time = Int64.random(in: 0..<40, using: &generator) * 100
                let ids = (0..<6).map { UInt32($0) }.shuffled(using: &generator)
                    .prefix(Int.random(in: 0...4, using: &generator))
                if model[time]?.starts(with: ids) != true { model[time] = Array(ids) }
                series.append(entries(Array(ids)), at: time)
            }
            for (time, ids) in model {
                let found = series.index(asOf: time).map { series.entries(at: $0).map(\.id) }
                #expect(found == ids, "round \(round), time \(time)")
            }
        }
    }

    @Test("rankings with up to 60,000 ids can be appended out of order")
    func deepAndLate() {
        var series = RankingSeries()
        let lists = [(0, 0, 30_000), (100, 100_000, 30_000), (50, 200_000, 40_000), (75, 300_000, 60_000), (10, 0, 9)]
        for (time, first, count) in lists {
            series.append(entries((0..<count).map { UInt32(first + $0) }), at: Int64(time))
        }
        for (time, first, count) in lists {
            let found = series.index(asOf: Int64(time)).map { series.entries(at: $0).map(\.id) }
            #expect(found == (0..<count).map { UInt32(first + $0) }, "time \(time)")
        }
    }

    @Test("an unreadable evicted block adds no points to an id's history")
    func lostBlock() {
        let model = RankingModel(seed: 7, ticks: 300)
        var series = model.series
        var key: Int64 = 0
        series.forEachBlock { block in
            block.stored(as: key)
            if key == 0 { block.evict(on: MemoryBlockStore()) }
            key += 1
        }
        let points = series.points(of: model.lists[0][0], in: .min ... .max)
        #expect(points.first.map { $0.time } == model.times[168])
        #expect(!series.isReadable(at: 0))
        #expect(series.isReadable(at: series.count - 1))
        #expect(series.entries(at: 0) == [])
    }

    @Test(
        "the contiguous period around a time ends at gaps that are longer than the limit",
        arguments: [
            (0, 10...30), (10, 10...30), (35, 10...30), (999, 10...30), (1000, 1000...1020), (1010, 1000...1020),
            (4000, 1000...1020), (5000, 5000...5000), (9999, 5000...5000),
        ] as [(Int64, ClosedRange<Int64>)]
    )
    func contiguousPeriod(time: Int64, period: ClosedRange<Int64>) {
        var series = RankingSeries()
        for (number, time) in [10, 20, 30, 1000, 1010, 1020, 5000].enumerated() {
            series.append(entries([UInt32(number), 99]), at: Int64(time))
        }
        #expect(series.contiguousPeriod(around: time, longestGap: 100) == period)
        #expect(series.contiguousPeriod(around: time, longestGap: 10_000) == 10...5000)
        #expect(RankingSeries().contiguousPeriod(around: time, longestGap: 100) == nil)
    }
}
