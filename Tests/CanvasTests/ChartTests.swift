import Canvas
import TestSupport
import Testing

@Suite("Charts in cells")
struct ChartTests {
    private let faint = Style(.palette(244))
    private let blue = Style(.palette(33))
    private let orange = Style(.palette(172))

    @Test("ranks: steps, a gap, the lane of being off, lone sightings, names at the ends")
    func steps() {
        var frame = Frame(size: Size(columns: 60, rows: 12))
        func point(_ time: Int64, _ value: Int?, isolated: Bool = false) -> StepChart.Point {
            .init(time: time, until: time, value: value, isIsolated: isolated)
        }
        StepChart(
            axis: TimeAxis(start: 0, end: 100),
            scale: InverseLogScale(worst: 100),
            lines: [
                .init(
                    label: "CA",
                    points: [point(5, 40), point(15, 60), point(25, nil), point(35, 30)],
                    longestHold: 20,
                    style: orange
                ),
                .init(
                    label: "US",
                    points: [point(0, 100), point(10, 20), point(20, 3), point(30, 1), point(80, 2)],
                    longestHold: 20,
                    style: blue
                ),
                .init(label: "JP", points: [point(50, 7, isolated: true)], longestHold: 20, style: faint),
            ],
            now: 90,
            gridStyle: faint
        )
        .draw(in: frame.region, gutter: 6, endGutter: 10, on: &frame)
        #expect(Golden.difference(of: frame, named: "step-chart") == nil)
    }

    @Test("days: bars, a sum over days that are no neighbours, days of which nothing is known")
    func days() {
        var frame = Frame(size: Size(columns: 70, rows: 8))
        func day(_ index: Int64) -> ClosedRange<Int64> { index * 86_400...index * 86_400 + 86_399 }
        func bar(_ index: Int64, _ value: Double) -> DayBars.Bar {
            .init(start: day(index).lowerBound, end: day(index).upperBound, value: value, label: "\(Int(value))k")
        }
        DayBars(
            axis: TimeAxis(start: 0, end: 8 * 86_400),
            bars: [bar(0, 56), bar(1, 108), bar(4, 98), bar(6, 84)],
            sums: [.init(runs: [day(2).lowerBound...day(3).upperBound, day(5)], label: "Σ 280k")],
            unknown: [day(7)],
            barStyle: blue,
            sumStyle: orange,
            gridStyle: faint,
            format: { "\(Int($0))k" }
        )
        .draw(in: frame.region, gutter: 6, endGutter: 4, on: &frame)
        #expect(Golden.difference(of: frame, named: "day-bars") == nil)
    }

    @Test("the timeline: markers share columns and push no label over another")
    func timeline() {
        var frame = Frame(size: Size(columns: 60, rows: 1))
        func marker(_ time: Int64, _ label: String) -> Timeline.Marker {
            .init(time: time, label: label, symbol: "◆", style: orange)
        }
        Timeline(
            axis: TimeAxis(start: 0, end: 100),
            cursor: 50,
            markers: [marker(10, "10k"), marker(10, "#3"), marker(40, "#1"), marker(43, "500k"), marker(90, "1M")],
            startLabel: "30 Sep",
            endLabel: "now",
            pastStyle: .plain,
            futureStyle: faint,
            cursorStyle: blue
        )
        .draw(in: frame.region, on: &frame)
        #expect(Golden.difference(of: frame, named: "timeline") == nil)
    }

    @Test("number one is a row of its own however deep the chart", arguments: [10, 50, 100, 200, 1000])
    func scale(worst: Int) {
        let scale = InverseLogScale(worst: worst)
        #expect(scale.position(of: 1) == 0)
        #expect(abs(scale.position(of: worst) - 1) < 1e-9)
        for value in 1..<worst { #expect(scale.position(of: value) < scale.position(of: value + 1)) }
    }

    @Test("absent is drawn as absent, and not as low")
    func sparkline() { #expect(Sparkline.text([0, 0.5, 1, nil, 0]) == "▁▅█·▁") }

    @Test(
        "round tops for axes",
        arguments: [
            (0.0, 1.0), (0.7, 0.8), (1, 1), (107_800, 120_000), (98_500, 100_000), (2.1, 4), (600_000, 600_000),
        ]
    )
    func ceilings(value: Double, top: Double) { #expect(abs(NiceScale.ceiling(of: value) - top) < top * 1e-9) }

    @Test("progress fills by eighths and always has its length", arguments: [0.0, 0.01, 0.5, 0.627, 1, 7])
    func progress(share: Double) {
        let (done, open) = ProgressBar.parts(share: share, columns: 10)
        #expect(displayWidth(done) + displayWidth(open) == 10)
    }

    @Test("columns go by priority, and what is left shares the room")
    func layout() {
        let columns: [TableLayout.Column] = [
            .init("#", least: 3), .init("app", least: 10, most: 30), .init("maker", least: 8, most: 20, priority: 2),
            .init("best", least: 4, priority: 5),
        ]
        for width in 0...80 {
            let places = TableLayout(columns: columns, width: width).places
            #expect(places[0] != nil && places[1] != nil)
            #expect((places[3] != nil) == (width >= 28))
            #expect((places[2] != nil) == (width >= 23))
            let used = places.compactMap { $0 }.map { $0.offset + $0.width }.max() ?? 0
            if width >= 14 { #expect(used <= width) }
        }
    }

    @Test(
        "a line being typed",
        arguments: [
            ([Key.character("a"), .character("b"), .left, .character("x")], "axb"),
            ([.character("a"), .character(" "), .character("b"), .control("w")], "a "),
            ([.character("a"), .character("b"), .home, .delete], "b"),
            ([.character("a"), .control("u"), .character("c"), .backspace, .backspace], ""),
        ]
    )
    func typing(keys: [Key], text: String) {
        var field = TextField()
        for key in keys { field.apply(key) }
        #expect(field.text == text)
    }
}
