import Growth
import Market
import TestSupport
import Testing
import TimeSeries

@Suite("Curves from figures of every shape")
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
            source: Source(name: "x", address: nil, published: "2026")
        )
    }

    private func day(_ offset: Int) -> Day { day0.advanced(by: offset) }

    private func curve(_ figures: [Observation]) -> DownloadCurve {
        DownloadCurve(observations: figures, scope: scope, series: nil, day0: day0)
    }

    @Test("a sum and a day within it add to what is known, in whichever order they come")
    func nested() {
        let week = figure(700, .days((0..<7).map(day)))
        let first = figure(100, .day(day(0)))
        for figures in [[week, first], [first, week]] {
            let curve = curve(figures)
            #expect(curve.total(atEndOf: 0) == 100...100)
            #expect(curve.total(atEndOf: 6) == 700...700)
            #expect(curve.counter.segments.map(\.value) == [100, 600])
        }
    }

    @Test("what is certain to have been passed is passed, also where nothing bounds the total above")
    func unbounded() {
        let curve = curve([figure(600_000, .day(day(1)))])
        #expect(curve.total(atEndOf: 1) == nil)
        #expect(curve.days(passing: 500_000) == day(0)...day(1))
        #expect(curve.days(passing: 700_000) == nil)
    }

    @Test("figures that contradict each other widen the bounds")
    func contradiction() {
        let curve = curve([figure(100, .day(day(0))), figure(50, .day(day(1))), figure(120, .through(day(2)))])
        let total = curve.total(atEndOf: 1)
        #expect(total == 120...150)
    }

    @Test(
        "a curve is as certain as its least certain figure",
        arguments: [
            ([FigureKind.exact], FigureKind.exact), ([.exact, .derived], .derived), ([.derived, .estimate], .estimate),
            ([.exact, .claim], .exact),
        ]
    )
    func kinds(kinds: [FigureKind], kind: FigureKind) {
        let figures = kinds.enumerated().map { figure(10, .day(day($0)), kind: $1) }
        #expect(curve(figures).kind == kind)
    }
}
