import Simulation
import TimeSeries

/// A fuzzer that feeds random and mutated bytes to the ranking decoders, and checks that what they accept is valid.
public struct RankingFuzz {
    public private(set) var cases = 0
    /// The number of cases that a decoder accepted.
    public private(set) var understood = 0
    /// Descriptions of the first invalid rankings that a decoder returned, at most five.
    public private(set) var errors: [String] = []
    private var generator: SeededGenerator
    private let seed: UInt64
    private let chains: [[[UInt8]]]
    private let blocks: [[UInt8]]

    public init(seed: UInt64) {
        self.seed = seed
        var generator = SeededGenerator(seed: seed)
        var blocks: [[UInt8]] = []
        var chains: [[[UInt8]]] = []
        for depth in [1, 3, 20, 60] {
            var series = RankingSeries()
            var encoder = RankingChainEncoder()
            var ids = (0..<UInt32(depth + 5)).map { $0 &* 77_777 }
            var chain: [[UInt8]] = []
            for tick in 0..<30 {
                ids.swapAt(
                    Int.random(in: 0..<ids.count, using: &generator),
                    Int.random(in: 0..<ids.count, using: &generator)
                )
                let list = ids.prefix(depth).enumerated().map {
                    RankingSeries.Entry(rank: UInt16($0 + 1), id: $1)
                }
                let isPartial = tick % 7 == 3
                let time = Int64(tick) * 3600
                series.append(list, at: time, isPartial: isPartial)
                let record = encoder.record(RankingFrame(seenTimes: [time], isPartial: isPartial, entries: list))
                // Leave out the checksum; otherwise, nearly every mutation would be rejected before decoding.
                chain.append(Array(record.dropFirst(5)))
            }
            blocks += series.blocks.map { $0.encoded() }
            chains.append(chain)
        }
        (self.blocks, self.chains, self.generator) = (blocks, chains, generator)
    }

    /// Runs the next case: a mutated block, a mutated chain of records, or random bytes.
    public mutating func step() {
        cases += 1
        switch cases % 4 {
        case 0: tryBlock(mutated(blocks.randomElement(using: &generator) ?? []))
        case 1: tryBlock(noise())
        case 2: tryChain([noise(), noise()])
        default:
            var chain = chains.randomElement(using: &generator) ?? []
            let place = Int.random(in: 0..<chain.count, using: &generator)
            chain[place] = mutated(chain[place])
            tryChain(chain)
        }
    }

    private mutating func noise() -> [UInt8] {
        let count = Int.random(in: 0...80, using: &generator)
        let mask = UInt8.random(in: 0...255, using: &generator) | 1
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) & mask }
    }

    private mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 0...3, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 2: bytes.removeSubrange(place...)
            case 3: bytes.remove(at: place)
            default: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
            }
        }
        return bytes
    }

    private mutating func tryBlock(_ bytes: [UInt8]) {
        guard let reading = try? RankingBlock.decode(bytes) else { return }
        var series = RankingSeries()
        series.merge(reading.block)
        for tick in series.ticks { check(series.entries(at: tick.position), bytes) }
        understood += reading.damage == nil ? 1 : 0
    }

    private mutating func tryChain(_ chain: [[UInt8]]) {
        var decoder = RankingChainDecoder()
        for bytes in chain {
            guard let frame = try? decoder.frame(body: bytes) else { return }
            check(frame.entries, bytes)
            if zip(frame.seenTimes, frame.seenTimes.dropFirst()).contains(where: { $0 >= $1 }) {
                report("times out of order", bytes)
            }
        }
        understood += 1
    }

    private mutating func check(_ entries: [RankingSeries.Entry], _ bytes: [UInt8]) {
        let isOrdered = zip(entries, entries.dropFirst()).allSatisfy { $0.rank < $1.rank }
        if !isOrdered || entries.first?.rank == 0 { report("ranks out of order", bytes) }
        if Set(entries.map(\.id)).count != entries.count { report("duplicate id", bytes) }
    }

    private mutating func report(_ what: String, _ bytes: [UInt8]) {
        if errors.count < 5 { errors.append("seed \(seed), case \(cases), \(what): \(bytes)") }
    }
}
