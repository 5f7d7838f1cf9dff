import Market
import Simulation
import TestSupport
import Testing

@testable import History

@Suite("Points of a listing in little memory")
struct PackedListingPointsTests {
    private static let start = Fixtures.time("2026-03-01")

    /// Returns a random point after `time`. Some values are ones that no store has.
    private static func point(after time: Timestamp, using chance: inout SeededGenerator) -> ListingPoint {
        var state = ListingState()
        switch Int.random(in: 0..<12, using: &chance) {
        case 0: break
        case 1: state.ratingCount = [Int64.max, .min, 0, -1].randomElement(using: &chance)
        default: state.ratingCount = Int64.random(in: 0..<90_000, using: &chance)
        }
        switch Int.random(in: 0..<12, using: &chance) {
        case 0: break
        case 1: state.averageRating = [0, -0.0, 1e300, -4.5, 1.0 / 3, 5].randomElement(using: &chance)
        default: state.averageRating = Double(Int.random(in: 100_000...500_000, using: &chance)) / 100_000
        }
        state.version = [nil, "1.0", "2.4.1-beta", "é"][Int.random(in: 0..<4, using: &chance)]
        state.price = Bool.random(using: &chance) ? nil : Price(thousandths: 990, currency: "USD")
        let since = time + Int64.random(in: 1...100_000, using: &chance)
        return ListingPoint(since: since, seen: since + Int64.random(in: 0...100_000, using: &chance), state)
    }

    @Test("it has the same points as an array, after random changes", arguments: 1...12)
    func property(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        var packed = PackedListingPoints()
        var plain: [ListingPoint] = []
        #expect(packed.count == 0 && packed.all.isEmpty && packed.index(asOf: Self.start) == nil)
        for step in 0..<400 {
            let comment: Comment = "seed \(seed), step \(step)"
            let point = Self.point(after: plain.last?.seen ?? Self.start, using: &chance)
            switch Int.random(in: 0..<10, using: &chance) {
            case 0 where !plain.isEmpty:
                var changed = point
                changed.since = plain[plain.count - 1].since
                packed.replaceLast(with: changed)
                plain[plain.count - 1] = changed
            case 1 where plain.count > 1:
                let number = Int.random(in: 1..<min(plain.count, seed % 3 == 0 ? 80 : 4), using: &chance)
                packed.removeFirst(number)
                plain.removeFirst(number)
            default:
                packed.append(point)
                plain.append(point)
            }
            #expect(packed.count == plain.count, comment)
            #expect(packed.last == plain.last, comment)
            guard step % 5 == 0, let first = plain.first, let last = plain.last else { continue }
            #expect(packed.all == plain, comment)
            let low = Int.random(in: 0...plain.count, using: &chance)
            let high = Int.random(in: low...plain.count, using: &chance)
            #expect(packed[low..<high] == Array(plain[low..<high]), comment)
            let instant = first.since - 10 + Int64.random(in: 0...(last.seen - first.since) + 20, using: &chance)
            #expect(packed.index(asOf: instant) == plain.lastIndex { $0.since <= instant }, comment)
            var rebuilt = PackedListingPoints()
            for point in plain { rebuilt.append(point) }
            #expect(rebuilt == packed && rebuilt.hashValue == packed.hashValue, comment)
        }
    }

    @Test("an hourly change takes less than ten bytes")
    func memory() {
        var packed = PackedListingPoints()
        for hour in 0..<1000 {
            let time = Self.start + Int64(hour) * 3600 + Int64(hour * 37 % 60)
            let average = Double(450_000 + hour * 7919 % 1000) / 100_000
            let state = ListingState(ratingCount: Int64(1000 + hour * 13), averageRating: average, version: "1.0")
            packed.append(ListingPoint(since: time, seen: time, state))
        }
        #expect(packed.byteCount < 10_000)
    }
}
