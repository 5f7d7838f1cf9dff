import TestSupport
import Testing
import TimeSeries

@Suite("Removing times from a ranking series")
struct RemovingTests {
    @Test(
        "removing a time range from a ranking series gives the series built without those times",
        arguments: UInt64(1)...4
    )
    func span(seed: UInt64) {
        let model = RankingModel(seed: seed, ticks: 400)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<4 {
            let ends = [model.times.randomElement(using: &generator)!, model.times.randomElement(using: &generator)!]
            let span = ends.min()!...ends.max()!
            var series = model.series
            let removed = series.removeSeenTimes(in: span)
            var expected = RankingSeries()
            for (time, list) in zip(model.times, model.lists) where !span.contains(time) {
                expected.append(entries(list), at: time)
            }
            #expect(removed == model.times.count { span.contains($0) }, "seed \(seed), \(span)")
            #expect(series.story { "\($0)" } == expected.story { "\($0)" }, "seed \(seed), \(span)")
        }
    }

    @Test(
        "removing times keeps a ranking's other times and merges adjacent ticks that become equal",
        arguments: [
            (20...20, ["[10, 30] [\"1:1\"]", "[40] [\"1:2\"]"]),
            (10...10, ["[20] [\"1:2\"]", "[30] [\"1:1\"]", "[40] [\"1:2\"]"]),
            (20...30, ["[10] [\"1:1\"]", "[40] [\"1:2\"]"]),
            (11...19, ["[10] [\"1:1\"]", "[20] [\"1:2\"]", "[30] [\"1:1\"]", "[40] [\"1:2\"]"]),
            (0...99, []),
        ] as [(ClosedRange<Int64>, [String])]
    )
    func neighbors(span: ClosedRange<Int64>, left: [String]) {
        var series = RankingSeries()
        for (time, id) in [(10, 1), (20, 2), (30, 1), (40, 2)] as [(Int64, UInt32)] {
            series.append(entries([id]), at: time)
        }
        series.removeSeenTimes(in: span)
        #expect(series.story { "\($0)" } == left)
    }
}
