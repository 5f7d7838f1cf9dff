import Growth
import Market
import TestSupport
import Testing
import TimeSeries

@Suite("Download curves")
struct DownloadCurveTests {
    private let day0 = Fixtures.day("2026-03-01")
    private let scope = Scope(stores: [.appStore], storefronts: [])

    private func figure(_ value: Double, _ period: Period, kind: FigureKind = .estimate) -> Observation {
        Observation(
            metric: .downloads,
            value: value,
            period: period,
            scope: scope,
            kind: kind,
            source: Citation(name: "x", address: nil, published: "2026")
        )
    }

    private func day(_ offset: Int) -> Day { day0.advanced(by: offset) }

    private func curve(_ figures: [Observation]) -> DownloadCurve {
        DownloadCurve(observations: figures, scope: scope, series: nil, day0: day0)
    }

    @Test("a download curve combines a week's sum with a day within that week, in either order")
    func nested() {
        let week = figure(700, .days((0..<7).map(day)))
        let first = figure(100, .day(day(0)))
        for figures in [[week, first], [first, week]] {
            let curve = curve(figures)
            #expect(curve.total(atEndOf: 0) == 100...100)
            #expect(curve.total(atEndOf: 6) == 700...700)
            #expect(curve.segments.map(\.value) == [100, 600])
        }
    }

    @Test("a download curve has passed a threshold below its lower bound, even without an upper bound")
    func unbounded() {
        let curve = curve([figure(600_000, .day(day(1)))])
        #expect(curve.total(atEndOf: 1) == nil)
        #expect(curve.days(passing: 500_000) == day(0)...day(1))
        #expect(curve.days(passing: 700_000) == nil)
    }

    @Test("contradictory figures widen the bounds of a download curve")
    func contradiction() {
        let curve = curve([figure(100, .day(day(0))), figure(50, .day(day(1))), figure(120, .through(day(2)))])
        let total = curve.total(atEndOf: 1)
        #expect(total == 120...150)
    }

    @Test(
        "the kind of a download curve is that of its least certain figure; claims are ignored",
        arguments: [
            ([FigureKind.exact], FigureKind.exact), ([.exact, .derived], .derived), ([.derived, .estimate], .estimate),
            ([.exact, .claim], .exact),
        ]
    )
    func kinds(kinds: [FigureKind], kind: FigureKind) {
        let figures = kinds.enumerated().map { figure(10, .day(day($0)), kind: $1) }
        #expect(curve(figures).kind == kind)
    }

    @Test("downloads over several days are bounded by totals at both ends, and are nil beyond the data")
    func added() {
        let curve = curve([figure(100, .day(day(0))), figure(700, .through(day(6))), figure(80, .day(day(6)))])
        #expect(curve.added(during: 0...6) == 700...700)
        #expect(curve.added(during: 1...5) == 520...520)
        #expect(curve.added(during: 1...2) == 0...520)
        #expect(curve.total(atEndOf: 0) == 100...100)
        #expect(curve.total(atEndOf: -1) == nil)
        #expect(curve.added(during: 6...7) == nil && curve.added(during: -1...2) == nil)
    }

    @Test("a download curve ignores invalid values, empty periods, and days before day 0 or decades later")
    func nonsense() {
        let far = day(DownloadCurve.longest + 5)
        let figures = [
            figure(.nan, .day(day(0))), figure(.infinity, .through(day(1))), figure(-5, .day(day(1))),
            figure(1e300, .days([day(1), day(2)])), figure(5, .days([])), figure(5, .through(far)),
            figure(5, .day(far)), figure(5, .through(day(-3))), figure(5, .day(day(-3))),
        ]
        #expect(curve(figures).lastDay == nil)
        #expect(curve(figures + [figure(7, .day(day(0)))]).total(atEndOf: 0) == 7...7)
    }

    @Test("random download curves have no negative bounds, and their projected arrivals are in order")
    func chance() {
        let seed: UInt64 = 17
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<400 {
            let figures = (0..<Int.random(in: 0...8, using: &chance)).map { _ in
                let value = Double.random(in: 0...1e6, using: &chance).rounded()
                let first = Int.random(in: -2...12, using: &chance)
                let days = (0..<Int.random(in: 1...4, using: &chance)).map { self.day(first + $0 * 2) }
                let periods: [Period] = [.day(self.day(first)), .days(days), .through(self.day(first))]
                return figure(value, periods.randomElement(using: &chance) ?? periods[0])
            }
            let curve = curve(figures)
            guard let last = curve.lastDay else { continue }
            var sum = 0.0
            for offset in 0...last {
                let minimum = curve.minimum(atEndOf: offset) ?? .nan
                #expect(minimum >= 0, "seed \(seed)")
                for start in 0...offset {
                    let added = curve.added(during: start...offset)
                    #expect(added.map { $0.lowerBound >= 0 } ?? true, "seed \(seed)")
                }
                sum += curve.added(during: offset...offset)?.lowerBound ?? 0
            }
            #expect(sum.isFinite)
            guard let pace = DownloadPace(of: curve) else { continue }
            let outlook = MilestoneOutlook(pace, asOf: self.day(last + 1).start)
            if let arrival = outlook?.arrival {
                #expect(arrival.earliest <= arrival.expected.start, "seed \(seed)")
                #expect(arrival.latest.map { $0 >= arrival.expected.end } ?? true, "seed \(seed)")
            }
        }
    }

    @Test(
        "a download curve from random reports has bounds that contain the true total at the end of each day",
        arguments: 1...40
    )
    func reports(seed: Int) throws {
        var chance = SeededGenerator(seed: UInt64(seed))
        let story = ReportStory(using: &chance)
        let first = story.reports.flatMap(\.days).min() ?? 0
        let curve = DownloadCurve(
            counter: CounterSeries(story.reports.shuffled(using: &chance)),
            kind: .exact,
            day0: Day(number: first)
        )
        let covered = Set(story.reports.flatMap(\.days))
        var (truth, isWhole) = (0.0, true)
        for offset in 0...(try #require(curve.lastDay)) {
            truth += Double(story.days[first + offset])
            isWhole = isWhole && covered.contains(first + offset)
            #expect(curve.minimum(atEndOf: offset) ?? 0 <= truth, "seed \(seed), day \(offset)")
            if let total = curve.total(atEndOf: offset) {
                #expect(total.contains(truth), "seed \(seed), day \(offset)")
            }
            if let added = curve.added(during: offset...offset) {
                #expect(added.contains(Double(story.days[first + offset])), "seed \(seed), day \(offset)")
            }
        }
    }

    @Test("if days add up to more than their month, the month's total is used and later days add to it")
    func contradictedMonth() {
        let month = (0..<31).map { CounterSeries.Segment(days: [day(0).number + $0], value: 40) }
        let whole = CounterSeries.Segment(days: (0..<31).map { day(0).number + $0 }, value: 1000)
        let next = CounterSeries.Segment(days: [day(31).number], value: 7)
        let curve = DownloadCurve(counter: CounterSeries(month + [whole, next]), kind: .exact, day0: day0)
        #expect(curve.total(atEndOf: 9) == 400...400)
        #expect(curve.total(atEndOf: 29) == 1000...1200)
        #expect(curve.total(atEndOf: 30) == 1000...1000)
        #expect(curve.total(atEndOf: 31) == 1007...1007)
    }

    @Test("a week that crosses a month's end adds only its days after the month to the total")
    func crossingWeek() {
        func segment(_ days: Range<Int>, _ value: Int64) -> CounterSeries.Segment {
            .init(days: days.map { day(0).number + $0 }, value: value)
        }
        let reports = [segment(0..<31, 1000), segment(28..<35, 100), segment(28..<29, 20), segment(29..<31, 30)]
        let curve = DownloadCurve(counter: CounterSeries(reports), kind: .exact, day0: day0)
        #expect(curve.total(atEndOf: 30) == 1000...1000)
        #expect(curve.total(atEndOf: 34) == 1050...1050)
    }

    @Test("a day with more refunds than downloads has a negative count, and the total is net")
    func refunds() {
        let counts = [10, -1, 4].enumerated().map { CounterSeries.Segment(days: [day($0).number], value: $1) }
        let curve = DownloadCurve(counter: CounterSeries(counts), kind: .exact, day0: day0)
        #expect(curve.total(atEndOf: 1) == 9...9)
        #expect(curve.total(atEndOf: 2) == 13...13)
        #expect(curve.added(during: 1...1) == -1 ... -1)
        #expect(curve.added(during: 0...2) == 13...13)
        let lone = DownloadCurve(counter: CounterSeries([counts[1]]), kind: .exact, day0: day(1))
        #expect(lone.total(atEndOf: 0) == -1 ... -1)
    }
}
