import TestSupport
import Testing
import TimeSeries

@Suite("Encoding and decoding rankings")
struct RankingCodingTests {
    private func frames(_ block: RankingBlock) -> [RankingFrame] {
        var series = RankingSeries()
        series.merge(block)
        return series.frames
    }

    @Test("any two rankings of up to four ids, encoded one after the other, are decoded unchanged")
    func exhaustive() throws {
        let ids: [UInt32] = [0, 7, 4_294_967_295, 3]
        let lists = (0...4).flatMap { permutations(Array(ids.prefix($0))) + permutations(Array(ids.suffix($0))) }
        for first in lists {
            for second in lists {
                var encoder = RankingChainEncoder()
                var decoder = RankingChainDecoder()
                for (index, list) in [first, second, first].enumerated() {
                    let frame = RankingFrame(
                        seenTimes: [Int64(index) * 60],
                        isPartial: false,
                        entries: entries(list)
                    )
                    #expect(try decoder.frame(encoder.record(frame)) == frame)
                }
            }
        }
    }

    @Test("a ranking with any combination of gaps in its ranks is decoded unchanged")
    func holes() throws {
        for set in 0..<256 {
            let ranks = (1...8).filter { set >> ($0 - 1) & 1 == 1 }
            for isPartial in [false, true] {
                let frame = RankingFrame(
                    seenTimes: [5],
                    isPartial: isPartial,
                    entries: ranks.map { .init(rank: UInt16($0), id: UInt32($0)) }
                )
                var encoder = RankingChainEncoder()
                var decoder = RankingChainDecoder()
                #expect(try decoder.frame(encoder.record(frame)) == frame, "ranks \(ranks)")
            }
        }
    }

    @Test("a ranking of maximum depth with times and ids at their limits is decoded unchanged")
    func extremes() throws {
        let ends = RankingFrame.times
        let frames = [
            RankingFrame(
                seenTimes: [ends.lowerBound, ends.lowerBound + 1, -1, 0, 1, ends.upperBound - 1],
                isPartial: false,
                entries: entries((0..<65_535).map { UInt32.max - $0 })
            ),
            RankingFrame(seenTimes: [ends.upperBound], isPartial: true, entries: [.init(rank: .max, id: .max)]),
        ]
        var encoder = RankingChainEncoder()
        var decoder = RankingChainDecoder()
        for frame in frames { #expect(try decoder.frame(encoder.record(frame)) == frame) }
        #expect(!encoder.hasRoom(for: 1))
    }

    @Test("the blocks of a simulated chart are unchanged after encoding and decoding", arguments: [UInt64(1), 2, 3])
    func blocks(seed: UInt64) throws {
        var model = RankingModel(seed: seed, ticks: 700)
        model.series.append([.init(rank: 3, id: 42)], at: 5, isPartial: true)
        model.series.append(entries(model.lists[9]), at: model.times[9] + 70)
        for block in model.series.blocks {
            let reading = try RankingBlock.decode(block.encoded())
            #expect(reading.lostTicks == 0)
            #expect(frames(reading.block) == frames(block), "seed \(seed)")
            #expect(reading.block.encoded() == block.encoded(), "seed \(seed)")
        }
    }

    @Test("a flipped bit in a ranking block loses one of its two chains or is detected in the header")
    func damagedByte() throws {
        let series = RankingModel(seed: 4, ticks: 180).series
        let block = try #require(series.blocks.first)
        let bytes = block.encoded()
        let whole = frames(block)
        for position in stride(from: 0, to: bytes.count, by: 7) {
            var damaged = bytes
            damaged[position] ^= 1 << UInt8(position % 8)
            do {
                let reading = try RankingBlock.decode(damaged)
                #expect(reading.damage == .checksum, "byte \(position)")
                #expect(reading.lostTicks == 84, "byte \(position)")
                let rest = frames(reading.block)
                #expect(rest == Array(whole.prefix(84)) || rest == Array(whole.suffix(84)), "byte \(position)")
            } catch {
                #expect(position < 2 + 2 * 9 + 4, "byte \(position): \(error)")
            }
        }
    }

    @Test("decoding a ranking block that is truncated at any length fails or reports damage")
    func cutShort() throws {
        let bytes = RankingModel(seed: 5, ticks: 168).series.blocks[0].encoded()
        for length in 0..<bytes.count {
            let reading = try? RankingBlock.decode(Array(bytes.prefix(length)))
            #expect(reading == nil || reading?.damage != nil, "length \(length)")
        }
    }

    @Test(
        "decoding 10,000 random and mutated frames fails or returns a valid ranking, without trapping",
        arguments: [UInt64(6)]
    )
    func fuzz(seed: UInt64) {
        var fuzz = RankingFuzz(seed: seed)
        for _ in 0..<10_000 { fuzz.step() }
        #expect(fuzz.cases == 10_000)
        #expect(fuzz.understood > 100, "most mutations were refused, which tests little")
        #expect(fuzz.errors == [], "seed \(seed)")
    }
}
