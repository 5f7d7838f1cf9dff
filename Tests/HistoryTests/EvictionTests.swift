import History
import Market
import TestSupport
import Testing
import TimeSeries

@Suite("Memory limit for the ledger")
struct EvictionTests {
    private struct BlockStore: ColdBlockStore {
        var blocks: [Int64: RankingBlock] = [:]
        func block(_ key: Int64) -> RankingBlock? { blocks[key] }
    }

    /// Returns a ledger with two charts whose blocks all have keys, as if they were stored, and a store with the blocks.
    private func stored() -> (ledger: Ledger, blockStore: BlockStore) {
        var source = Ledger()
        for hour in 0..<700 {
            let ids = (0..<100).map { "\(1000 + ($0 * 7 + hour / 3) % 120)" }
            for storefront in ["us", "de"] {
                var snapshot = Fixtures.snapshot(ids, at: "2026-03-01", chart: Fixtures.chart(storefront))
                snapshot.observedAt = snapshot.observedAt + Int64(hour) * 3600
                source.append(snapshot)
            }
        }
        var (ledger, blockStore, key) = (source, BlockStore(), Int64(0))
        ledger.forgetRankings()
        for (chart, series) in source.snapshot.rankings {
            var series = series
            series.forEachBlock { block in
                key += 1
                block.stored(as: key)
                blockStore.blocks[key] = block
            }
            ledger.merge(series.blocks, of: chart)
        }
        return (ledger, blockStore)
    }

    @Test("the oldest blocks before each chart's last one are evicted, and only as many as needed")
    func older() {
        var (ledger, blockStore) = stored()
        func evicted() -> [[Bool]] { ledger.snapshot.rankings.values.map { $0.blocks.map(\.isEvicted) } }
        let older = ledger.snapshot.rankings.values.flatMap { $0.blocks.dropLast() }.reduce(0) { $0 + $1.byteCount }
        let isUnchanged = !ledger.evictOlder(toFit: older, on: blockStore)
        #expect(isUnchanged && !evicted().joined().contains(true))
        let hasChanged = ledger.evictOlder(toFit: older - 1, on: blockStore)
        #expect(hasChanged)
        #expect(evicted().joined().count(where: \.self) == 1, "\(evicted())")
        #expect(evicted().contains { $0.first == true })
        ledger.evictOlder(toFit: 0, on: blockStore)
        #expect(evicted().allSatisfy { $0.dropLast().allSatisfy(\.self) && $0.last == false })
    }

    @Test("the ledger evicts the oldest blocks first, and queries still return the same results")
    func bound() throws {
        var (ledger, blockStore) = stored()
        let whole = ledger.snapshot
        let bytes = whole.rankingBytes
        let fitsAlready = ledger.evict(toFit: bytes, on: blockStore)
        #expect(fitsAlready)
        #expect(ledger.snapshot.rankingBytes == bytes, "nothing is evicted while everything fits")
        let fitsNow = ledger.evict(toFit: bytes / 4 * 3, on: blockStore)
        #expect(fitsNow)
        #expect(ledger.snapshot.rankingBytes <= bytes / 4 * 3)
        for (chart, series) in ledger.snapshot.rankings {
            let isEvicted = series.blocks.map(\.isEvicted)
            #expect(isEvicted.first == true && isEvicted.last == false, "the oldest blocks are evicted first")
            #expect(isEvicted == isEvicted.sorted { $0 && !$1 })
            for hour in stride(from: 0, to: 700, by: 50) {
                let instant = Fixtures.time("2026-03-01") + Int64(hour) * 3600
                #expect(
                    ledger.snapshot.ranking(of: chart, asOf: instant)?.entries
                        == whole.ranking(of: chart, asOf: instant)?.entries
                )
            }
            let app = Fixtures.app("1003")
            #expect(
                ledger.snapshot.rankRecord(of: app, in: chart, asOf: Fixtures.time("2027-01-01"))
                    == whole.rankRecord(of: app, in: chart, asOf: Fixtures.time("2027-01-01"))
            )
        }
    }

    @Test("a ranking series drops only blocks that are stored and end before the cutoff")
    func forgetting() throws {
        var series = RankingSeries()
        for hour in 0..<400 { series.append([.init(rank: 1, id: UInt32(hour))], at: Int64(hour) * 3600) }
        var stored = series
        var key: Int64 = 0
        stored.forEachBlock { block in
            key += 1
            if key != 3 { block.stored(as: key) }
        }
        stored.forgetStoredBlocks(before: 167 * 3600)
        #expect(stored.count == 400)
        stored.forgetStoredBlocks(before: 168 * 3600)
        #expect(stored.count == 232)
        #expect(stored.entries(at: 0).map(\.id) == [168])
        stored.forgetStoredBlocks(before: .max)
        #expect(stored.ticks.map(\.time) == series.ticks.suffix(64).map(\.time), "blocks that aren't stored stay")
    }

    @Test("a daily count refines the count for a longer period and replaces only a count for the same day")
    func counters() throws {
        let scope = Scope(stores: [.appStore], storefronts: [])
        let counter = Counter(
            app: Fixtures.app("1"),
            metric: .downloads,
            scope: scope,
            kind: .exact,
            source: "report"
        )
        let days = ["2026-03-01", "2026-03-02", "2026-03-04"].map(Fixtures.day)
        let counts = [
            Count(days: [days[0]], value: 0), Count(days: [days[1], days[2]], value: 90),
            Count(days: [days[2]], value: 40),
        ]
        for order in permutations(counts) {
            var ledger = Ledger()
            for count in order { ledger.append(count, of: counter) }
            ledger.append(Count(days: [days[0]], value: 3), of: counter)
            let series = try #require(ledger.snapshot.counters[counter])
            #expect(days.map { series.value(on: $0.number) } == [3, 50, 40])
            #expect(series.total?.value == 93...93)
        }
    }
}
