import Canvas
import Testing

@Suite("Steep lines in charts")
struct SteepLineTests {
    @Test("a steep line in a chart has no gaps", arguments: [3, 17, 60, 160])
    func steepLines(rise: Int) {
        var grid = DotGridProbe(columns: 4, rows: rise)
        grid.line(from: Point(x: 0, y: 0), to: Point(x: 3, y: rise))
        for y in 0...rise where y < rise * 4 { #expect(grid.isLit(row: y), "\(y) of \(rise)") }
    }
}

/// A probe that draws a straight line in a chart and reads its dots.
private struct DotGridProbe {
    private let size: Size
    private var frame: Frame

    init(columns: Int, rows: Int) {
        size = Size(columns: columns, rows: rows)
        frame = Frame(size: size)
    }

    /// Draws a line between two dots in a chart whose axes are scaled to dots.
    mutating func line(from start: Point, to end: Point) {
        let dots = Double(size.rows * 4 - 1)
        LineChart(
            axis: TimeAxis(start: 0, end: Int64(size.columns * 2)),
            scale: .linear(to: 1),
            lines: [
                .init(
                    label: "",
                    points: [
                        .init(time: Int64(start.x), value: 1 - Double(start.y) / dots),
                        .init(time: Int64(end.x), value: 1 - Double(end.y) / dots),
                    ],
                    longestHold: 100,
                    shape: .straight,
                    style: .plain
                )
            ],
            now: Int64(end.x),
            gridStyle: Style(.palette(1)),
            format: { "\($0)" }
        )
        .draw(in: frame.region, gutter: 0, endGutter: 0, on: &frame)
    }

    /// Returns whether any dot in a row of dots is set.
    func isLit(row: Int) -> Bool {
        let masks: [UInt32] = [0x09, 0x12, 0x24, 0xC0]
        return (0..<size.columns).contains { x in
            let value = frame[x, row / 4].glyph?.base.value ?? 0
            return (0x2800...0x28FF).contains(value) && (value - 0x2800) & masks[row % 4] != 0
        }
    }
}
