import Canvas
import TestSupport
import Testing

@Suite("Drawing charts")
struct ChartTests {
    private let faint = Style(.palette(244))
    private let blue = Style(.palette(33))
    private let orange = Style(.palette(172))

    @Test("a rank chart with steps, a gap, an unranked lane and an isolated point matches its golden file")
    func steps() {
        var frame = Frame(size: Size(columns: 60, rows: 12))
        let canada: [LineChart.Point] = [
            .init(time: 5, value: 40), .init(time: 15, value: 60), .init(time: 25, value: nil),
            .init(time: 35, value: 30),
        ]
        let states: [LineChart.Point] = [
            .init(time: 0, value: 100), .init(time: 10, value: 20), .init(time: 20, value: 3),
            .init(time: 30, value: 1), .init(time: 80, value: 2),
        ]
        let japan = [LineChart.Point(time: 50, value: 7, isIsolated: true)]
        var chart = LineChart(
            axis: TimeAxis(start: 0, end: 100),
            scale: .ranks(worst: 100),
            lines: [
                .init(label: "CA", points: canada, longestHold: 20, style: orange),
                .init(label: "US", points: states, longestHold: 20, style: blue),
                .init(label: "JP", points: japan, longestHold: 20, style: faint),
            ],
            now: 90,
            gridStyle: faint,
            format: { "#\(Int($0))" }
        )
        chart.lane = "off"
        chart.draw(in: frame.region, gutter: 6, endGutter: 10, on: &frame)
        #expect(Golden.difference(of: frame, named: "step-chart") == nil)
    }

    @Test("a bar chart with a sum over separate days and a day without data matches its golden file")
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

    @Test(
        "bars have a gap between them if days are at least three columns wide, also if the widths differ",
        arguments: 31...40
    )
    func gaps(width: Int) {
        var frame = Frame(size: Size(columns: width, rows: 6))
        DayBars(
            axis: TimeAxis(start: 0, end: 10 * 86_400),
            bars: (0..<10).map { .init(start: $0 * 86_400, end: $0 * 86_400 + 86_399, value: 100, label: "99k") },
            sums: [],
            unknown: [],
            barStyle: blue,
            sumStyle: orange,
            gridStyle: faint,
            format: { "\(Int($0))" }
        )
        .draw(in: frame.region, gutter: 0, endGutter: 0, on: &frame)
        let bars = frame.lines[4].split(separator: " ")
        #expect(bars.count == 10 && bars.allSatisfy { (2...3).contains($0.count) })
        #expect(frame.lines[0].ranges(of: "99k").count == 10)
    }

    @Test("a timeline with markers that share a column or are adjacent matches its golden file")
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

    @Test(
        "on a rank axis of any depth, #1 is at the top and each rank is below the previous rank",
        arguments: [10, 50, 100, 200, 1000]
    )
    func scale(worst: Int) {
        let scale = ValueScale.ranks(worst: worst)
        #expect(scale.position(of: 1) == 0)
        #expect(abs(scale.position(of: Double(worst)) - 1) < 1e-9)
        for value in 1..<worst {
            #expect(scale.position(of: Double(value)) < scale.position(of: Double(value + 1)))
        }
    }

    @Test(
        "a taller rank axis has more labels",
        arguments: [
            (6, [1, 10, 200]), (8, [1, 10, 50, 200]), (10, [1, 3, 10, 50, 200]), (14, [1, 2, 5, 10, 20, 50, 200]),
            (30, [1, 2, 3, 5, 10, 20, 30, 50, 100, 200]), (1, [1]), (0, []),
        ]
    )
    func rankTicks(rows: Int, values: [Int]) {
        #expect(ValueScale.ranks(worst: 200).ticks(rows: rows).map { Int($0.value) } == values)
    }

    @Test("the labels of a count axis are in descending order and at least two rows apart", arguments: 1...40)
    func countTicks(rows: Int) {
        for scale in [ValueScale.linear(to: 107_800), .logarithmic(to: 3_000_000), .linear(to: 0)] {
            let ticks = scale.ticks(rows: rows)
            #expect(!ticks.isEmpty)
            #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $1.row - $0.row >= 2 && $1.value < $0.value })
        }
    }

    @Test("a sparkline uses taller blocks for higher values and clamps values outside 0 to 1")
    func sparkline() { #expect([0, 0.5, 1, -3, 7].map(Sparkline.level) == ["▁", "▅", "█", "▁", "█"]) }

    @Test(
        "the maximum of an axis is rounded up to a round number",
        arguments: [
            (0.0, 1.0), (0.7, 0.8), (1, 1), (107_800, 120_000), (98_500, 100_000), (2.1, 2.4), (2.5, 3),
            (3.1, 4), (600_000, 600_000),
        ]
    )
    func ceilings(value: Double, top: Double) { #expect(abs(ValueScale.roundedUp(value) - top) < top * 1e-9) }

    @Test("a progress bar always has the requested width", arguments: [0.0, 0.01, 0.5, 0.627, 1, 7])
    func progress(share: Double) {
        for columns in 0...20 {
            #expect(ProgressBar(share: share...share).pieces(columns: columns).width == columns)
            #expect(ProgressBar(share: share...(share + 0.3)).pieces(columns: columns).width == columns)
        }
    }

    @Test("a snapped time axis moves only by whole columns as time passes", arguments: [7, 60, 153])
    func snapping(columns: Int) {
        let week: Int64 = 7 * 86_400
        let first = TimeAxis(start: 1_759_276_800, end: 1_759_276_800 + week).snapped(to: columns)
        var moves: Set<Int64> = []
        for minute in 0..<Int64(3000) {
            let start = 1_759_276_800 + minute * 60
            let axis = TimeAxis(start: start, end: start + week).snapped(to: columns)
            #expect(axis.start <= start && axis.end >= start + week)
            #expect(axis.end - axis.start == first.end - first.start)
            moves.insert((axis.start - first.start) % ((first.end - first.start) / Int64(columns)))
        }
        #expect(moves == [0])
    }

    @Test("a line chart of 100,000 points shows both a single high value and a single low value")
    func spikes() {
        var frame = Frame(size: Size(columns: 10, rows: 5))
        let points = (0..<Int64(100_000)).map {
            LineChart.Point(time: $0, value: $0 == 43_210 ? 100 : $0 == 78_900 ? 0 : 50)
        }
        LineChart(
            axis: TimeAxis(start: 0, end: 100_000),
            scale: .linear(to: 100),
            lines: [.init(label: "", points: points, longestHold: 1, shape: .straight, style: .plain)],
            now: 100_000,
            gridStyle: faint,
            format: { "\(Int($0))" }
        )
        .draw(in: frame.region, gutter: 0, endGutter: 0, on: &frame)
        let full: ClosedRange<UInt32> = 0x2800...0x28FF
        #expect(full.contains(frame[4, 0].glyph?.base.value ?? 0))
        #expect(full.contains(frame[7, 4].glyph?.base.value ?? 0))
    }

    @Test("the crosshair reads a line's latest value, the lane's label at unranked times, or nil without data")
    func readings() {
        let points: [LineChart.Point] = [
            .init(time: 0, value: 5), .init(time: 10, value: 3), .init(time: 50, value: nil), .init(time: 60, value: 9),
        ]
        var chart = LineChart(
            axis: TimeAxis(start: 0, end: 100),
            scale: .ranks(worst: 10),
            lines: [.init(label: "US", points: points, longestHold: 15, style: blue)],
            now: 80,
            gridStyle: faint,
            format: { "#\(Int($0))" }
        )
        chart.lane = "off"
        let read = { (time: Int64) in chart.readings(at: time).first?.value }
        #expect([-1, 0, 5, 10, 26, 50, 61, 75].map(read) == [nil, "#5", "#5", "#3", nil, "off", nil, nil])
    }

    @Test("a line continues to a point beyond the right edge of the chart, but not to a future point")
    func rightEdge() {
        func reaches(now: Int64) -> Bool {
            var frame = Frame(size: Size(columns: 10, rows: 3))
            LineChart(
                axis: TimeAxis(start: 0, end: 100),
                scale: .linear(to: 1),
                lines: [
                    .init(
                        label: "",
                        points: [.init(time: 10, value: 0.5), .init(time: 190, value: 0.5)],
                        longestHold: 500,
                        shape: .straight,
                        style: blue
                    )
                ],
                now: now,
                gridStyle: faint,
                format: { "\($0)" }
            )
            .draw(in: frame.region, gutter: 0, endGutter: 0, on: &frame)
            return frame[9, 1].style == blue
        }
        #expect(reaches(now: 200))
        #expect(!reaches(now: 100))
    }

    @Test("in the lane for unranked times, a stroke covers only the time for which absence is assumed")
    func lane() {
        func drawn(_ points: [LineChart.Point], now: Int64 = 100) -> String {
            var frame = Frame(size: Size(columns: 10, rows: 4))
            var chart = LineChart(
                axis: TimeAxis(start: 0, end: 100),
                scale: .ranks(worst: 10),
                lines: [.init(label: "", points: points, longestHold: 15, style: .plain)],
                now: now,
                gridStyle: faint,
                format: { "\($0)" }
            )
            chart.lane = "off"
            chart.draw(in: frame.region, gutter: 0, endGutter: 0, on: &frame)
            return frame.lines[3]
        }
        #expect(drawn([.init(time: 20, value: nil), .init(time: 30, value: nil)]) == "┈┈╌╌┈┈┈┈┈┈")
        #expect(drawn([.init(time: 20, until: 55, value: nil)]) == "┈┈╌╌╌╌┈┈┈┈")
        #expect(drawn([.init(time: 20, value: nil), .init(time: 30, value: 3)]) == "┈┈╌┈┈┈┈┈┈┈")
        #expect(drawn([.init(time: -50, value: nil), .init(time: -40, value: 3)]) == "┈┈┈┈┈┈┈┈┈┈")
        #expect(drawn([.init(time: 20, value: nil)], now: 10) == "┈┈┈┈┈┈┈┈┈┈")
    }

    @Test("the progress bar for an exact share has no uncertain part", arguments: 0...200)
    func exactShares(thousandths: Int) {
        let share = Double(thousandths) / 200
        let pieces = ProgressBar(share: share...share).pieces(columns: 30)
        #expect(!pieces.contains { $0.text.contains("▒") })
        #expect(ProgressBar(share: 0.2...0.9).pieces(columns: 30).contains { $0.text.contains("▒") })
    }

    @Test("if several days share a column of a bar chart, the bar shows the highest of their values")
    func manyDays() {
        var frame = Frame(size: Size(columns: 10, rows: 4))
        let bars = (0..<Int64(100)).map {
            DayBars.Bar(start: $0 * 86_400, end: $0 * 86_400 + 86_399, value: $0 % 10 == 0 ? 100 : 40, label: "9")
        }
        DayBars(
            axis: TimeAxis(start: 0, end: 100 * 86_400),
            bars: bars,
            sums: [],
            unknown: [],
            barStyle: blue,
            sumStyle: orange,
            gridStyle: faint,
            format: { "\(Int($0))" }
        )
        .draw(in: frame.region, gutter: 0, endGutter: 0, on: &frame)
        #expect(frame.lines.prefix(3) == ["██████████", "██████████", "██████████"])
    }
}
