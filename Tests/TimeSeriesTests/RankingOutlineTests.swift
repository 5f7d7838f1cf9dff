import TestSupport
import Testing
import TimeSeries

@Suite("Reading the ranks of only some ids")
struct RankingOutlineTests {
    private struct BlockStore: ColdBlockStore {
        var blocks: [Int64: RankingBlock] = [:]
        func block(_ key: Int64) -> RankingBlock? { blocks[key] }
    }

    /// Rankings as an archive stores them: the first ones in blocks, the others as records of the log.
    private struct Stored {
        var blocks: [[UInt8]] = []
        var records: [[UInt8]] = []
        var series = RankingSeries()

        /// - Parameter logged: The number of rankings in the log.
        init(_ frames: [RankingFrame], logged: Int) {
            var encoder = RankingChainEncoder()
            for (number, frame) in frames.enumerated() {
                if number == frames.count - logged { blocks = series.blocks.map { $0.encoded() } }
                for time in frame.seenTimes { series.append(frame.entries, at: time, isPartial: frame.isPartial) }
                guard number >= frames.count - logged else { continue }
                if records.count.isMultiple(of: 24) { encoder = RankingChainEncoder() }
                records.append(encoder.record(frame))
            }
            if logged == 0 { blocks = series.blocks.map { $0.encoded() } }
        }

        /// Returns the outline, with a store that reads everything else from the bytes.
        func outline(ranksOf ids: [UInt32]) throws -> RankingSeries {
            var store = BlockStore()
            var outline = RankingOutline(ranksOf: ids)
            for (number, bytes) in blocks.enumerated() {
                store.blocks[Int64(number)] = try RankingBlock.decode(bytes).block
                try outline.add(bytes, key: Int64(number), on: store)
            }
            store.blocks[-1] = try outline.add(records: records, key: -1, on: store)?.block()
            var series = outline.series
            series.forEachBlock { $0.evict(on: store) }
            return series
        }
    }

    /// Returns the rankings of a simulated chart, some of them seen again or with gaps between ranks.
    private func frames(seed: UInt64, isPartial: Bool) -> [RankingFrame] {
        let model = RankingModel(seed: seed, ticks: 400)
        var chance = SeededGenerator(seed: seed)
        return zip(model.times, model.lists).flatMap { time, list in
            var entries = entries(list)
            if Int.random(in: 0..<9, using: &chance) == 0 { entries.remove(at: Int.random(in: 0..<30, using: &chance)) }
            let isPartial = isPartial && Int.random(in: 0..<9, using: &chance) == 0
            let frame = RankingFrame(seenTimes: [time], isPartial: isPartial, entries: entries)
            guard Bool.random(using: &chance) else { return [frame] }
            return [frame, RankingFrame(seenTimes: [time + 300], isPartial: isPartial, entries: entries)]
        }
    }

    @Test(
        "the outline of a chart answers like all of its ranks",
        arguments: [(UInt64(1), 0), (2, 1), (3, 60), (4, 120)]
    )
    func property(seed: UInt64, logged: Int) throws {
        // A log with partial rankings isn't read as an outline.
        var rankings = frames(seed: seed, isPartial: true)
        let log = rankings.suffix(logged).map {
            RankingFrame(seenTimes: $0.seenTimes, isPartial: false, entries: $0.entries)
        }
        rankings = rankings.dropLast(logged) + log
        let stored = Stored(rankings, logged: logged)
        let all = Set(stored.series.frames.flatMap { $0.entries.map(\.id) }).sorted()
        let some = Array(all.prefix(5)) + [4_000_000_000]
        let outline = try stored.outline(ranksOf: some)
        #expect(outline.frames == stored.series.frames)
        for id in all + some {
            for time in rankings.map({ $0.seenTimes[0] + 60 }).filter({ $0 % 7 == 0 }) {
                #expect(outline.record(of: id, upTo: time) == stored.series.record(of: id, upTo: time))
                #expect(outline.lastPoint(of: id, upTo: time) == stored.series.lastPoint(of: id, upTo: time))
            }
            #expect(outline.points(of: id, in: 0 ... .max) == stored.series.points(of: id, in: 0 ... .max))
        }
        for position in 0..<outline.count {
            #expect(outline.depth(at: position) == stored.series.depth(at: position))
            #expect(outline.depth(at: position).lastRank == Int(outline.entries(at: position).last?.rank ?? 0))
        }
    }

    @Test("the ranks of the wanted ids are known without the block store, and no others are")
    func store() throws {
        let stored = Stored(frames(seed: 5, isPartial: false), logged: 50)
        let ids = stored.series.entries(at: 0).map(\.id)
        var series = try stored.outline(ranksOf: [ids[3]])
        series.forEachBlock { $0.evict(on: BlockStore()) }
        #expect(series.record(of: ids[3], upTo: .max) == stored.series.record(of: ids[3], upTo: .max))
        #expect(series.record(of: ids[4], upTo: .max) == nil)
        #expect(series.entries(at: 0).isEmpty)
        #expect(series.byteCount < stored.series.byteCount / 3)
    }

    @Test("records that need all ranks are rejected: partial, late, repeated within a minute, or damaged")
    func irregular() throws {
        let list = entries([1, 2, 3])
        func outline(_ frames: [RankingFrame], _ damage: (inout [[UInt8]]) -> Void = { _ in }) throws {
            var stored = Stored([RankingFrame(seenTimes: [1000], isPartial: false, entries: list)] + frames, logged: 1)
            damage(&stored.records)
            _ = try stored.outline(ranksOf: [1])
        }
        try outline([RankingFrame(seenTimes: [1060], isPartial: false, entries: list)])
        for (time, isPartial) in [(Int64(1060), true), (999, false), (1000, false), (1059, false)] {
            #expect(throws: RankingDamage.self) {
                try outline([RankingFrame(seenTimes: [time], isPartial: isPartial, entries: entries([2, 1]))])
            }
        }
        let frame = RankingFrame(seenTimes: [1060], isPartial: false, entries: list)
        #expect(throws: RankingDamage.self) { try outline([frame]) { $0[0][7] ^= 1 } }
        #expect(throws: RankingDamage.self) { try outline([frame]) { $0[0] = [] } }
        #expect(throws: RankingDamage.self) { try outline([frame]) { $0[0][0] = 0 } }
    }
}

extension RankingSeries {
    fileprivate var byteCount: Int { blocks.reduce(0) { $0 + $1.byteCount } }
}
