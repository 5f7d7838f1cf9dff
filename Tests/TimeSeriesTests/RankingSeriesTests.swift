import TestSupport
import Testing
import TimeSeries

@Suite("Rankings over time")
struct RankingSeriesTests {
    /// Returns a description of each tick of a series, to compare.
    private func story(_ series: RankingSeries) -> [String] {
        series.ticks.map { "\($0.time)–\($0.seenUntil) \(series.entries(at: $0.position).map(\.id))" }
    }

    @Test("appending an unchanged ranking confirms the last tick instead of adding one")
    func confirmation() {
        var series = RankingSeries()
        #expect(series.append(entries([1, 2]), at: 10) == .appended)
        #expect(series.append(entries([1, 2]), at: 20) == .confirmed)
        #expect(series.append(entries([2, 1]), at: 20) == .replaced)
        #expect(series.append(entries([1, 2]), at: 20) == .replaced)
        #expect(series.append(entries([1, 2]), at: 20) == .known)
        #expect(series.append(entries([1, 2]), at: 10) == .known)
        #expect(series.append(entries([2, 1]), at: 30) == .appended)
        #expect(series.append(entries([2, 1, 3]), at: 30) == .replaced)
        #expect(story(series) == ["10–20 [1, 2]", "30–30 [2, 1, 3]"])
    }

    @Test(
        "if one of two rankings at the same time is a prefix of the other, the longer one is kept",
        arguments: [true, false]
    )
    func deeperStands(isDeeperFirst: Bool) {
        var series = RankingSeries()
        let lists = [entries([1, 2, 3]), entries([1, 2])]
        let changes = (isDeeperFirst ? lists : lists.reversed()).map { series.append($0, at: 10) }
        #expect(changes == [.appended, isDeeperFirst ? .ignored : .replaced])
        #expect(story(series) == ["10–10 [1, 2, 3]"])
    }

    @Test("at most 1,024 times of an unchanged ranking are kept")
    func seenTimesAreBounded() {
        var series = RankingSeries()
        for minute in 0..<5000 { series.append(entries([1]), at: Int64(minute) * 60) }
        let seenTimes = series.seenTimes(of: 1, in: .min ... .max)
        #expect(seenTimes.count <= 1024)
        #expect(seenTimes.first?.time == 0)
        #expect(series.ticks.map(\.seenUntil) == [4999 * 60])
    }

    @Test("four rankings appended in any order result in the same series")
    func anyOrder() {
        let seen: [(Int64, [UInt32])] = [(10, [1, 2]), (20, [1, 2]), (30, [2, 1]), (40, [2, 1])]
        for order in permutations(Array(0..<4)) {
            var series = RankingSeries()
            for index in order { series.append(entries(seen[index].1), at: seen[index].0) }
            #expect(story(series) == ["10–20 [1, 2]", "30–40 [2, 1]"], "order \(order)")
        }
    }

    @Test("a late ranking splits the tick that contains its time")
    func lateSplit() {
        var series = RankingSeries()
        series.append(entries([1]), at: 10)
        series.append(entries([1]), at: 30)
        series.append(entries([2]), at: 20)
        #expect(story(series) == ["10–10 [1]", "20–20 [2]", "30–30 [1]"])
        #expect(series.rank(of: 1, at: 2) == 1)
        #expect(series.rank(of: 1, at: 1) == nil)
    }

    @Test("looking up a time in a ranking series returns the last tick at or before that time")
    func asOf() {
        var series = RankingSeries()
        series.append(entries([1]), at: 10)
        series.append(entries([2]), at: 20)
        let answers = [9, 10, 15, 20, 99].map { series.index(asOf: $0).flatMap { series.entries(at: $0).first?.id } }
        #expect(answers == [nil, 1, 1, 2, 2])
    }

    @Test("a full tick without an id adds a point without a rank; a partial tick without the id adds none")
    func absence() {
        var series = RankingSeries()
        series.append(entries([1, 2]), at: 10)
        series.append(entries([2]), at: 20)
        series.append([.init(rank: 7, id: 2)], at: 30, isPartial: true)
        series.append([.init(rank: 3, id: 1)], at: 40, isPartial: true)
        #expect(series.points(of: 1, in: 0...99).map { $0.rank } == [1, nil, 3])
        #expect(series.points(of: 2, in: 0...99).map { $0.rank } == [2, 1, 7])
    }

    @Test("a partial ranking that is appended twice results in two ticks")
    func partialTwice() {
        var series = RankingSeries()
        series.append([.init(rank: 1, id: 1)], at: 10, isPartial: true)
        series.append([.init(rank: 1, id: 1)], at: 20, isPartial: true)
        #expect(story(series) == ["10–10 [1]", "20–20 [1]"])
    }

    @Test(
        "the reference for a rank change is the earlier tick nearest to the start of the window",
        arguments: [
            (target: Int64(100), expected: Int64(100)), (target: 103, expected: 100), (target: 195, expected: 200),
            (target: 5, expected: 100), (target: 999, expected: 200),
        ]
    )
    func reference(target: Int64, expected: Int64) {
        var series = RankingSeries()
        for (time, id) in [(100, 1), (200, 2), (300, 3)] { series.append(entries([UInt32(id)]), at: Int64(time)) }
        #expect(series.reference(for: target, before: 300)?.time == expected)
    }

    @Test("ranks aren't compared across a gap of more than 21 days, and a run doesn't continue across it")
    func gap() {
        let limit = RankingSeries.longestGap
        for (gap, isLong) in [(limit, false), (limit + 1, true)] {
            var series = RankingSeries()
            for (time, ids) in [(0, [2, 1]), (100, [1, 2]), (100 + gap, [1, 3]), (200 + gap, [1, 4])] {
                series.append(entries(ids.map(UInt32.init)), at: Int64(time))
            }
            let now = 200 + gap
            #expect(series.reference(for: now - 100, before: now)?.time == 100 + gap)
            #expect(series.reference(for: 100 + gap - 1, before: 100 + gap)?.time == (gap - 1 > limit ? nil : 100))
            let run = series.run(of: 1, at: 1, upTo: now)
            #expect(run?.since == (isLong ? 100 + gap : 100))
            #expect(run?.isBegun == !isLong)
        }
    }

    @Test(
        "a ranking series matches a reference model after 2,000 random appends over many blocks",
        arguments: [UInt64(1), 2, 3, 4]
    )
    func model(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var series = RankingSeries()
        var model: [Int64: [UInt32]] = [:]
        for _ in 0..<2000 {
            let time = 60 * Int64.random(in: 0..<900, using: &generator)
            let ids = Array([1, 2, 3, 4].shuffled(using: &generator).prefix(Int.random(in: 1...4, using: &generator)))
            // If one of two rankings is the start of the other, the longer one is kept.
            let isBeginning = model[time].map { $0.starts(with: ids.map { UInt32($0) }) } ?? false
            if !isBeginning { model[time] = ids.map { UInt32($0) } }
            series.append(entries(ids.map { UInt32($0) }), at: time)
        }
        for (time, ids) in model {
            #expect(
                series.index(asOf: time).map { series.entries(at: $0).map(\.id) } == ids,
                "seed \(seed), time \(time)"
            )
        }
        for (earlier, later) in zip(series.ticks, series.ticks.dropFirst()) {
            #expect(earlier.seenUntil < later.time, "seed \(seed)")
            #expect(series.entries(at: earlier.position) != series.entries(at: later.position), "seed \(seed)")
        }
    }

    @Test("an id's points, best rank and first time in the top 10 match a reference model", arguments: [UInt64(5), 6])
    func histories(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var series = RankingSeries()
        var lists: [[UInt32]] = []
        for tick in 0..<700 {
            let ids = (0..<300).map { UInt32($0) }.shuffled(using: &generator)
            lists.append(Array(ids.prefix(tick % 2 == 0 ? 290 : 20)))
            series.append(entries(lists[tick]), at: Int64(tick) * 3600)
        }
        #expect(series.count == 700)
        for id in [UInt32(0), 17, 299] {
            let model = lists.map { $0.firstIndex(of: id).map { UInt16($0 + 1) } }
            let points = series.points(of: id, in: 0...Int64.max)
            #expect(points.map(\.rank) == model, "seed \(seed), id \(id)")
            let some = series.points(of: id, in: 3600 * 100...3600 * 400 + 5)
            #expect(some.map(\.rank) == Array(model[100...400]), "seed \(seed), id \(id)")
            #expect(series.record(of: id, upTo: .max)?.best == model.compactMap { $0 }.min())
            let first = model.firstIndex { ($0 ?? .max) <= 10 }
            #expect(series.reach(of: id, atOrAbove: 10, upTo: .max)?.time == first.map { Int64($0) * 3600 })
        }
        for tick in [0, 167, 168, 169, 699] { #expect(series.entries(at: tick).map(\.id) == lists[tick]) }
    }

    @Test("if two rankings have the same time, the one appended last is kept, in every block")
    func twoAtEachInstant() {
        var series = RankingSeries()
        for tick in 0..<400 {
            let id = UInt32(tick)
            #expect(series.append(entries([id, 9000]), at: Int64(tick) * 100) == .appended)
            #expect(series.append(entries([id, 9001]), at: Int64(tick) * 100) == .replaced)
        }
        #expect(series.count == 400)
        for tick in 0..<400 { #expect(series.entries(at: tick).map(\.id) == [UInt32(tick), 9001]) }
    }

    @Test("a partial ranking doesn't replace a full one with the same time, in either order", arguments: [true, false])
    func partialBesideFull(isPartialFirst: Bool) {
        var series = RankingSeries()
        let some: [RankingSeries.Entry] = [.init(rank: 1, id: 5)]
        series.append(entries([1, 2]), at: 10)
        series.append(entries([1, 2]), at: 5000)
        if isPartialFirst { series.append(some, at: 9000, isPartial: true) }
        series.append(entries([1, 2]), at: 9000)
        if !isPartialFirst { series.append(some, at: 9000, isPartial: true) }
        #expect(series.append(some, at: 5000, isPartial: true) == .ignored)
        #expect(story(series) == ["10–9000 [1, 2]"])
    }

    @Test("two rankings with 65,535 different ids each are both kept")
    func deepest() {
        var series = RankingSeries()
        for turn in 0..<2 {
            let ids = (0..<65_535).map { UInt32($0 + turn * 100_000) }
            series.append(entries(ids), at: Int64(turn))
            #expect(series.entries(at: turn).map(\.id) == ids)
        }
    }

    @Test("a copy of a ranking series doesn't change when the original does")
    func snapshots() {
        var series = RankingSeries()
        series.append(entries([1]), at: 10)
        let copy = series
        series.append(entries([2]), at: 20)
        #expect(copy.count == 1)
        #expect(series.count == 2)
    }
}
