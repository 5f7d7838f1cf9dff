import Market
import TestSupport
import Testing
import TimeSeries

@testable import Growth

@Suite("Volatility of charts and ranks")
struct ChartMeasureTests {
    private func between<ID: Hashable>(_ one: [ID], _ other: [ID], _ persistence: Double) throws -> Double? {
        let places = Dictionary(uniqueKeysWithValues: zip(other, 1...))
        let common = one.enumerated().compactMap { place, id in places[id].map { (one: place + 1, other: $0) } }
        return ChartVolatility(persistence: persistence)
            .between(common: common, lengths: (one.count, other.count))
    }

    @Test(
        "the weight of the top ranks matches the values published for rank-biased overlap",
        arguments: [(0.9, 10, 0.856), (0.98, 50, 0.852), (0.99, 100, 0.852)]
    )
    func weights(persistence: Double, depth: Int, weight: Double) throws {
        let volatility = ChartVolatility(persistence: persistence)
        let share = try #require(volatility.weight(ofTop: depth))
        #expect((share * 1000).rounded() / 1000 == weight)
        #expect(volatility.weight(ofTop: 0) == nil)
    }

    @Test(
        "chart volatility at p = 0.9 is 0 for equal, 0.1 for swapped and 1 for disjoint rankings",
        arguments: [([String], [String], Double)]([
            (["a", "b", "c"], ["a", "b", "c"], 0.0),
            (["a", "b"], ["b", "a"], 0.1),
            (["a", "b", "c"], ["a", "c", "b"], 0.045), (["a", "b"], ["c", "d"], 1.0),
            (["a"], ["a", "b"], 0.0), (["a", "b"], ["a"], 0.0),
        ])
    )
    func volatility(one: [String], other: [String], expected: Double) throws {
        #expect(abs(try #require(try between(one, other, 0.9)) - expected) < 1e-12)
    }

    @Test("the chart volatility of random rankings matches rank-biased overlap summed depth by depth")
    func definition() throws {
        let seed: UInt64 = 21
        var chance = SeededGenerator(seed: seed)
        let persistence = 0.95
        for _ in 0..<50 {
            let names = Array(0..<40)
            let one = Array(names.shuffled(using: &chance).prefix(30))
            let other = Array(names.shuffled(using: &chance).prefix(30))
            var similarity = 0.0
            var weight = 1.0
            for depth in 1...30 {
                let overlap = Double(Set(one.prefix(depth)).intersection(other.prefix(depth)).count) / Double(depth)
                weight *= persistence
                similarity += (1 - persistence) / persistence * overlap * weight
                if depth == 30 { similarity += overlap * weight }
            }
            #expect(abs(try #require(try between(one, other, persistence)) - (1 - similarity)) < 1e-12, "seed \(seed)")
        }
    }

    @Test("chart volatility is nil if a ranking is empty")
    func nothing() throws { #expect(try between([Int](), [1], 0.9) == nil) }

    @Test("chart churn is the mean of new entries divided by depth, or nil if no update has a depth above 0")
    func churn() {
        #expect(ChartVolatility.churn(of: [RankTurnover(entries: 1, depth: 4)]) == 0.25)
        let steps = [RankTurnover(entries: 1, depth: 2), RankTurnover(entries: 0, depth: 2)]
        #expect(ChartVolatility.churn(of: steps) == 0.25)
        #expect(ChartVolatility.churn(of: [RankTurnover(entries: 0, depth: 0)]) == nil)
        #expect(ChartVolatility.churn(of: []) == nil)
    }

    @Test(
        "chart volatility uses p = 0.9 for depths below 50, 0.98 from 50 and 0.99 from 100",
        arguments: [(1, 0.9), (10, 0.9), (49, 0.9), (50, 0.98), (99, 0.98), (100, 0.99), (200, 0.99)]
    )
    func persistence(depth: Int, expected: Double) {
        #expect(ChartVolatility(depth: depth).persistence == expected)
    }

    @Test("the rank volatility of #1, #2, #2 and #8 is 1.0277; with fewer than three steps, it's nil")
    func ranks() throws {
        let ranks = [1, 2, 2, 8].map(Fixtures.rank)
        #expect(abs(try #require(RankVolatility.of(ranks)) - 1.027_660_5) < 1e-6)
        #expect(RankVolatility.of(ranks[0..<3].map { $0 }) == nil)
        #expect(RankVolatility.of(ranks.flatMap { [$0, nil] }) == nil, "a step doesn't cross an absence")
    }
}
