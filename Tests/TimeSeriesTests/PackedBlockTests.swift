import Synchronization
import TestSupport
import Testing
import TimeSeries

@Suite("Blocks whose ranks aren't in memory")
struct PackedBlockTests {
    /// A store of blocks as an archive encodes them, which counts the blocks that are read.
    private final class BlockStore: ColdBlockStore {
        private let bytes: [Int64: [UInt8]]
        private let state = Mutex((reads: 0, prepared: [UInt32: [Int64: RankRow]]()))

        init(_ blocks: [RankingBlock]) {
            bytes = Dictionary(uniqueKeysWithValues: zip(1..., blocks).map { (Int64($0), $1.encoded()) })
        }

        var reads: Int { state.withLock { $0.reads } }

        func block(_ key: Int64) -> RankingBlock? {
            state.withLock { $0.reads += 1 }
            return bytes[key].flatMap { try? RankingBlock.decode($0).block }
        }

        func prepareRanks(of id: UInt32, in keys: [Int64]) {
            for key in keys {
                guard let ranks = try? RankingBlock.ranks(of: id, in: bytes[key] ?? []) else { continue }
                state.withLock { $0.prepared[id, default: [:]][key] = ranks }
            }
        }

        func ranks(of id: UInt32, in key: Int64) -> RankRow? { state.withLock { $0.prepared[id]?[key] } }
    }

    /// Returns the series with all blocks evicted, and the store that has them.
    private func evicted(_ series: RankingSeries) -> (series: RankingSeries, store: BlockStore) {
        let store = BlockStore(series.blocks)
        var (evicted, key) = (series, Int64(0))
        evicted.forEachBlock { block in
            key += 1
            block.stored(as: key)
            block.evict(on: store)
        }
        return (evicted, store)
    }

    /// Returns a series with late, partial, repeated and empty rankings, gaps between ranks, and large ids.
    private func series(seed: UInt64) -> RankingSeries {
        var (chance, series) = (SeededGenerator(seed: seed), RankingSeries())
        var time: Int64 = seed.isMultiple(of: 2) ? -5_000_000_000 : 1_700_000_000
        var ids = (0..<60).map { _ in UInt32.random(in: 0...(.max), using: &chance) }
        let hasGaps = seed.isMultiple(of: 3)
        for _ in 0..<500 {
            time += [60, 3600, 3600, 3600, 90_000].randomElement(using: &chance) ?? 1
            if Bool.random(using: &chance) { ids.swapAt(Int.random(in: 0..<60, using: &chance), 7) }
            let late = Int.random(in: 0..<20, using: &chance) == 0 ? Int64.random(in: 0...9_000_000, using: &chance) : 0
            let isPartial = Int.random(in: 0..<9, using: &chance) == 0
            let depth = isPartial ? 3 : Int.random(in: 0..<30, using: &chance) == 0 ? 0 : 40
            let entries = ids.prefix(depth).enumerated().map {
                RankingSeries.Entry(rank: UInt16($0 + 1) * (hasGaps ? 9 : 1), id: $1)
            }
            series.append(entries, at: time - late, isPartial: isPartial)
        }
        return series
    }

    @Test("they answer like blocks in memory", arguments: UInt64(1)...6)
    func answers(seed: UInt64) throws {
        let series = series(seed: seed)
        let (evicted, store) = evicted(series)
        #expect(evicted.count == series.count && series.blocks.count > 2)
        #expect(evicted.blocks.map(\.count) == series.blocks.map(\.count))
        #expect(evicted.blocks.map { Set($0.ids) } == series.blocks.map { Set($0.ids) })
        #expect(evicted.blocks.map(\.allSeenTimes) == series.blocks.map(\.allSeenTimes))
        #expect(
            (0..<series.count).map { evicted.depth(at: $0).lastRank }
                == (0..<series.count).map { series.depth(at: $0).lastRank }
        )
        #expect(evicted.usualDistance(upTo: .max) == series.usualDistance(upTo: .max))
        let ids = Set(series.blocks.flatMap(\.ids)).sorted()
        let unknown = try #require(ids.last) - 1
        #expect(ids.allSatisfy { evicted.mentions($0) } && !evicted.mentions(unknown))
        for time in series.ticks.map(\.time) {
            #expect(evicted.index(asOf: time - 1) == series.index(asOf: time - 1))
        }
        #expect(store.reads == 0, "times, depths and ids are in memory")
        #expect(evicted.ticks == series.ticks)
        #expect(evicted.turnovers(over: 0...series.count - 1) == series.turnovers(over: 0...series.count - 1))
        #expect(
            evicted.contiguousPeriod(around: 1_700_000_000) == series.contiguousPeriod(around: 1_700_000_000)
        )
        for id in ids.prefix(20) {
            #expect(evicted.record(of: id, upTo: .max) == series.record(of: id, upTo: .max))
        }
        #expect(evicted.story { "\($0)" } == series.story { "\($0)" })
    }

    @Test("a block that isn't the evicted one isn't used", arguments: [1, 3])
    func otherIDs(added: UInt32) {
        let series = RankingModel(seed: 3, ticks: 100).series
        let other = BlockStore(series.blocks.map { $0.renamed { $0 &+ added } })
        var evicted = evicted(series).series
        evicted.forEachBlock { $0.evict(on: other) }
        #expect(evicted.entries(at: 0).isEmpty)
        #expect(evicted.tick(at: 0).isPartial, "its ranks can't be read")
        #expect(evicted.append(entries([1]), at: .max) == .appended)
        #expect(evicted.ticks.map(\.time).dropLast() == series.ticks.map(\.time)[...])
    }

    @Test("ranks of an id that were prepared are used instead of its blocks", arguments: UInt64(1)...3)
    func prepared(seed: UInt64) throws {
        let series = series(seed: seed)
        let (evicted, store) = evicted(series)
        let id = try #require(series.entries(at: series.count / 2).first).id
        evicted.prepareRanks(of: id, upTo: .max)
        let record = evicted.record(of: id, upTo: .max)
        #expect(record != nil && record == series.record(of: id, upTo: .max))
        #expect(evicted.listedDays(of: id, upTo: .max) == series.listedDays(of: id, upTo: .max))
        #expect(store.reads == 0)
    }

    @Test("they take less than a twentieth of the memory of blocks in memory")
    func memory() {
        var series = RankingSeries()
        let lists = RankingModel(seed: 1, ticks: 336, depth: 200).lists
        for (hour, list) in lists.enumerated() { series.append(entries(list), at: 1_700_000_000 + Int64(hour) * 3600) }
        let bytes = [series, evicted(series).series].map { $0.blocks.reduce(0) { $0 + $1.byteCount } }
        #expect(bytes[1] * 20 < bytes[0], "\(bytes)")
    }
}
