import Testing

@testable import Canvas

@Suite("Density of markers on the timeline")
struct TimelineDensityTests {
    private let faint = Style(.palette(244))
    private let orange = Style(.palette(172))
    private let blue = Style(.palette(33))

    @Test("the row above a timeline is highest where markers are dense, and faint after the cursor")
    func density() {
        func timeline(_ times: [Int64]) -> Timeline {
            var timeline = Timeline(
                axis: TimeAxis(start: 0, end: 100),
                cursor: 50,
                markers: times.map { .init(time: $0, label: "", symbol: "◆", style: orange) },
                startLabel: "a",
                endLabel: "b",
                pastStyle: .plain,
                futureStyle: faint,
                cursorStyle: blue
            )
            timeline.densityStyle = orange
            return timeline
        }
        #expect(timeline([]).density(columns: 5) == [0, 0, 0, 0, 0])
        #expect(timeline([50]).density(columns: 5).map { Int($0 * 3) } == [1, 2, 3, 2, 1])
        // Markers outside the axis don't count.
        #expect(timeline([-10, 200]).density(columns: 5).allSatisfy { $0 == 0 })
        var frame = Frame(size: Size(columns: 50, rows: 2))
        timeline([20, 21, 22, 90]).draw(in: frame.region, on: &frame)
        let above = frame.lines[0]
        #expect(above.contains("█") && above.contains("▁▂▃▂▁"))
        let styles = (0..<50).filter { frame[$0, 0].glyph != .space }.map { frame[$0, 0].style }
        #expect(styles.first == orange && styles.last == faint)
        // Without a style, the row is blank.
        var plain = timeline([20])
        plain.densityStyle = nil
        var blank = Frame(size: Size(columns: 50, rows: 2))
        plain.draw(in: blank.region, on: &blank)
        #expect(blank.lines[0].isEmpty || blank.lines[0].allSatisfy { $0 == " " })
    }
}
