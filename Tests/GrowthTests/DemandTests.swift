import Foundation
import Growth
import Market
import TestSupport
import Testing

@Suite("Demand estimated from ranks")
struct DemandTests {
    private let chart = Fixtures.chart()
    private let rank = Fixtures.rank

    private func anchors(_ points: [(Int, Double)], in chart: Chart? = nil) -> [DemandAnchor] {
        points.map {
            DemandAnchor(
                chart: chart ?? self.chart,
                rank: rank($0.0),
                downloads: $0.1,
                days: Fixtures.day("2022-01-01")...Fixtures.day("2022-12-31"),
                kind: .estimate,
                source: Citation(name: "x", address: nil, published: "2022")
            )
        }
    }

    @Test("a move from #180 to #45 in a day means 3.5 times the demand")
    func growth() throws {
        let exponent = try #require(DemandExponent.typical(of: chart.kind, in: chart.store))
        let growth = try #require(DemandGrowth(from: rank(180), to: rank(45), seconds: 86_400, exponent: exponent))
        #expect((growth.factor * 10).rounded() == 35)
        // 4 to the power of 0.9 and 0.985.
        #expect(abs(growth.range.lowerBound - 3.482_202) < 1e-5 && abs(growth.range.upperBound - 3.917_681) < 1e-5)
        #expect(abs(growth.rate - 1.247_664_925) < 1e-9)
    }

    @Test("five ranks gained at #8 mean more demand growth than five at #180; a loss has a negative rate")
    func order() throws {
        let exponent = try #require(DemandExponent.typical(of: chart.kind, in: chart.store))
        func rate(_ from: Int, _ to: Int, hours: Int64 = 24) throws -> Double {
            try #require(DemandGrowth(from: rank(from), to: rank(to), seconds: hours * 3600, exponent: exponent)).rate
        }
        #expect(try rate(8, 3) > 30 * rate(180, 175))
        #expect(try rate(3, 8) == -rate(8, 3))
        #expect(try rate(5, 5) == 0)
        #expect(try abs(rate(10, 5, hours: 12) - 2 * rate(10, 5)) < 1e-12)
    }

    @Test("demand growth is nil for zero seconds, and demand is nil for a chart without an exponent")
    func noGrowth() throws {
        #expect(DemandGrowth(from: rank(2), to: rank(1), seconds: 0, exponent: 1) == nil)
        let odd = Fixtures.chart(kind: try #require(ChartKind("new-apps")))
        #expect(RankDemand(of: odd, anchors: []) == nil)
    }

    @Test(
        "each kind of chart in each store has its own typical demand exponent",
        arguments: [
            (ChartKind.topFree, Store.appStore, 0.90), (.topPaid, .appStore, 0.944), (.topGrossing, .appStore, 0.92),
            (.topFree, .googlePlay, 0.95), (.topPaid, .googlePlay, 0.985), (.topGrossing, .googlePlay, 0.96),
        ]
    )
    func exponents(kind: ChartKind, store: Store, exponent: Double) {
        #expect(DemandExponent.typical(of: kind, in: store) == exponent)
    }

    @Test("one demand anchor gives estimates with a range of ÷3 to ×3")
    func oneAnchor() throws {
        let demand = try #require(RankDemand(of: chart, anchors: anchors([(10, 10_000)])))
        let first = try #require(demand.downloads(at: .first))
        #expect(abs(first.point - 79_432.823_472) < 1e-5)
        #expect(abs(first.range.lowerBound - first.point / 3) < 1e-9)
        #expect(abs(first.range.upperBound - first.point * 3) < 1e-9)
        #expect(abs(try #require(demand.downloads(at: rank(10))).point - 10_000) < 1e-8)
        #expect(!demand.isFitted)
    }

    @Test("demand from six anchors at #1 is their geometric mean, with a range of ÷1.8 to ×1.8")
    func geometricMean() throws {
        // Sensor Tower's medians for #1 in the US iPhone Top Free chart, 2016 to 2022, with both values for 2019.
        let medians = [136_000.0, 90_000, 94_000, 114_000, 185_000, 156_000]
        let demand = try #require(RankDemand(of: chart, anchors: anchors(medians.map { (1, $0) })))
        let first = try #require(demand.downloads(at: .first))
        #expect(abs(first.point - 124_839) < 1)
        #expect(demand.bandFactor == 1.8)
        #expect(!demand.isFitted, "all at one rank: no slope")
        #expect(abs(first.range.upperBound / first.range.lowerBound - 3.24) < 1e-12)
    }

    @Test("five demand anchors that span a factor of ten in rank set the exponent; fewer or closer ones don't")
    func fit() throws {
        func points(_ ranks: [Int]) -> [(Int, Double)] { ranks.map { ($0, 1000 * pow(Double($0), -0.8)) } }
        let fitted = try #require(RankDemand(of: chart, anchors: anchors(points([2, 3, 5, 10, 20]))))
        #expect(fitted.isFitted)
        #expect(abs(fitted.exponent - 0.8) < 1e-12)
        #expect(abs(try #require(fitted.scale) - 1000) < 1e-8)
        for ranks in [[2, 3, 5, 20], [2, 3, 5, 10, 19]] {
            let usual = try #require(RankDemand(of: chart, anchors: anchors(points(ranks))))
            #expect(usual.exponent == 0.9 && !usual.isFitted)
        }
        let rising = [(1, 10.0), (2, 20.0), (5, 50.0), (10, 99.0), (20, 180.0)]
        #expect(try !#require(RankDemand(of: chart, anchors: anchors(rising))).isFitted)
    }

    @Test(
        "a demand anchor is valid for four years from the end of its last day",
        arguments: [
            ("2022-12-31T23:59:58Z", false), ("2022-12-31T23:59:59Z", true), ("2024-02-29T12:00:00Z", true),
            ("2026-12-31T23:59:59Z", true), ("2027-01-01T00:00:00Z", false),
        ]
    )
    func age(instant: String, counts: Bool) throws {
        let demand = RankDemand(of: chart, anchors: anchors([(1, 1000)]), asOf: Fixtures.time(instant))
        #expect(try #require(demand).anchors.count == (counts ? 1 : 0))
        #expect((demand?.downloads(at: .first) != nil) == counts)
    }

    @Test("a demand anchor for February 29, 2096 is valid through February 28, 2100, a non-leap year")
    func leapDay() throws {
        var anchor = try #require(anchors([(1, 1000)]).first)
        anchor.days = Fixtures.day("2096-02-29")...Fixtures.day("2096-02-29")
        #expect(anchor.date == "2096-02-29")
        #expect(anchor.counts(at: Fixtures.time("2100-02-28T23:59:59Z")))
        #expect(!anchor.counts(at: Fixtures.time("2100-03-01T00:00:00Z")))
    }

    @Test("without an anchor for the chart, a demand model gives ratios between ranks but no downloads")
    func relative() throws {
        let canada = anchors([(1, 5_000), (2, 0), (3, .nan)], in: Fixtures.chart("ca"))
        let demand = try #require(RankDemand(of: chart, anchors: canada))
        #expect(demand.anchors.isEmpty)
        #expect(demand.scale == nil)
        #expect(demand.downloads(at: .first) == nil)
        #expect(demand.index(at: .first) == 1)
        #expect(abs(demand.index(at: rank(10)) / demand.index(at: rank(100)) - 7.943_282_347) < 1e-8)
        let paid = try #require(RankDemand(of: Fixtures.chart(kind: .topPaid), anchors: []))
        #expect((1 / paid.index(at: rank(200))).rounded() == 149)
    }
}
