import Canvas
import Testing

@Suite("Labels and boxes of line charts")
struct LineChartTests {
    private static let size = Size(columns: 40, rows: 10)

    private func chart(_ values: [Double], boxes: [LineChart.Box] = [], end: Int64 = 20) -> Frame {
        var frame = Frame(size: Self.size)
        var chart = LineChart(
            axis: TimeAxis(start: 0, end: end),
            scale: .linear(to: 100),
            lines: values.enumerated().map { index, value in
                LineChart.Line(
                    label: "line\(index)",
                    points: [.init(time: 0, value: value), .init(time: end, value: value)],
                    longestHold: end,
                    shape: .straight,
                    style: .plain
                )
            },
            now: end,
            gridStyle: .plain,
            format: { "\(Int($0))" }
        )
        chart.boxes = boxes
        chart.draw(in: frame.region, gutter: 5, endGutter: 10, on: &frame)
        return frame
    }

    @Test(
        "up to as many lines as rows have labels on different rows, wherever the lines end",
        arguments: [
            [0, 0, 0, 0], [100, 100, 100, 100], [50, 50, 50], [0, 10, 5, 100, 90], [10, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ]
    )
    func labels(values: [Double]) {
        let lines = chart(values).lines
        let rows = values.indices.map { index in lines.indices.filter { lines[$0].contains("line\(index) ") } }
        #expect(rows.allSatisfy { $0.count == 1 }, "\(lines)")
        #expect(Set(rows.joined()).count == values.count)
        // Labels are in the order of the values.
        let order = rows.indices.sorted { rows[$0].lexicographicallyPrecedes(rows[$1]) }.map { values[$0] }
        #expect(order == order.sorted(by: >))
    }

    @Test("the last line's label is on the row of its value if the others fit")
    func focus() {
        let lines = chart([50, 51, 49, 50]).lines
        #expect(lines[chart([50]).lines.firstIndex { $0.contains("line0") } ?? 0].contains("line3"))
    }

    @Test("lines that end with the same value share a label if it fits, the last line first")
    func shared() {
        func lines(_ endGutter: Int) -> [String] {
            var frame = Frame(size: Self.size)
            LineChart(
                axis: TimeAxis(start: 0, end: 20),
                scale: .linear(to: 100),
                lines: [("US", 50), ("FR", 80), ("GB", 80), ("JP", 80)].map { label, value in
                    LineChart.Line(
                        label: label,
                        points: [.init(time: 0, value: value), .init(time: 20, value: value)],
                        longestHold: 20,
                        style: .plain
                    )
                },
                now: 20,
                gridStyle: .plain,
                format: { "\(Int($0))" }
            )
            .draw(in: frame.region, gutter: 5, endGutter: endGutter, on: &frame)
            return frame.lines
        }
        let wide = lines(13)
        #expect(wide.filter { $0.contains("JP GB FR 80") }.count == 1 && wide.filter { $0.contains(" 80") }.count == 1)
        #expect(wide.contains { $0.contains("US 50") })
        let narrow = lines(10)
        #expect(narrow.contains { $0.contains("JP GB 80") } && narrow.contains { $0.contains("FR 80") })
        #expect(lines(7).filter { $0.contains(" 80") }.count == 3)
    }

    @Test("the middle of a box is a circle, or a stroke if the boxes are adjacent")
    func middle() {
        func box(_ time: Int64) -> LineChart.Box { .init(time: time, range: 20...80, style: .plain) }
        let apart = chart([], boxes: [box(3), box(9), box(15)]).lines.joined()
        #expect(apart.filter { $0 == "○" }.count == 3 && !apart.contains("─"))
        let adjacent = chart([], boxes: (0..<20).map { box($0) }).lines.joined()
        #expect(!adjacent.contains("○") && adjacent.contains(String(repeating: "─", count: 20)))
        #expect(chart([], boxes: [box(3)]).lines.joined().contains("○"))
    }
}
