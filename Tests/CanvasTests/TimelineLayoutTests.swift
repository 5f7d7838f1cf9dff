import Testing

@testable import Canvas

@Suite("Labels on the timeline")
struct TimelineLayoutTests {
    private func timeline(
        _ markers: [(time: Int64, label: String, weight: Int)],
        cursor: Int64 = 50,
        ends: (String, String) = ("a", "b")
    ) -> Timeline {
        Timeline(
            axis: TimeAxis(start: 0, end: 100),
            cursor: cursor,
            markers: markers.map {
                .init(time: $0.time, label: $0.label, symbol: "◆", style: .plain, weight: $0.weight)
            },
            startLabel: ends.0,
            endLabel: ends.1,
            pastStyle: .plain,
            futureStyle: .plain,
            cursorStyle: .plain
        )
    }

    private func labels(_ timeline: Timeline) -> [String] {
        timeline.layout(columns: 100).markers.map(\.label)
    }

    @Test("of labels that are too close, the one with the highest weight is drawn, then the earliest")
    func weights() {
        let close: [(time: Int64, label: String, weight: Int)] = [
            (10, "50k", 2), (12, "#1", 3), (13, "", 0), (40, "1M", 2),
        ]
        #expect(labels(timeline(close)) == ["", "", "", "1M"])
        #expect(labels(timeline([(10, "top 10", 2), (20, "#1", 3), (25, "top 3", 2)])) == ["top 10", "#1", "top 3"])
        #expect(labels(timeline([(10, "top 100", 2), (15, "#1", 3)])) == ["", "#1"])
    }

    @Test("if several markers share a column, the last one is drawn, and markers outside the axis aren't")
    func sharedColumn() {
        let layout = timeline([(10, "a", 4), (10, "b", 0), (200, "c", 4), (-1, "d", 4)]).layout(columns: 100)
        #expect(layout.markers.map(\.index) == [1] && layout.markers.map(\.label) == ["b"])
    }

    @Test("labels keep their positions while the cursor moves over them, and the cursor is always visible")
    func cursor() {
        func frame(_ cursor: Int64) -> Frame {
            var timeline = timeline([(30, "100k", 2), (60, "#1", 3)], cursor: cursor)
            timeline.cursorStyle = Style(.palette(33))
            timeline.ticks = [.init(time: 45, label: "Oct 3")]
            var frame = Frame(size: Size(columns: 80, rows: 1))
            timeline.draw(in: frame.region, on: &frame)
            return frame
        }
        func column(of label: String, in line: String) -> Int? {
            line.firstRange(of: label).map { line.distance(from: line.startIndex, to: $0.lowerBound) }
        }
        let base = frame(99).lines[0]
        for cursor in Int64(0)..<99 {
            let moved = frame(cursor)
            let line = moved.lines[0]
            for label in ["100k", "#1"] { #expect(column(of: label, in: line) == column(of: label, in: base)) }
            let isReversed = (0..<80).contains { moved[$0, 0].style == Style(.palette(33)).with(.reverse) }
            #expect(line.contains("◉") != isReversed)
            // Dates are low in priority: a date is hidden while the cursor is on it.
            #expect(line.contains("Oct 3") || line.contains("◉"))
        }
    }

    @Test(
        "a date that an end of the timeline shows isn't repeated",
        arguments: [
            ("Oct 8", "Oct 8", 0), ("Oct 8", "Oct 8, 14:00", 0), ("Oct 8", "now", 1), ("Oct 1", "Oct 10, 2025", 1),
        ]
    )
    func repeated(date: String, end: String, count: Int) {
        var timeline = timeline([], ends: ("a", end))
        timeline.ticks = [.init(time: 80, label: date)]
        #expect(timeline.layout(columns: 60).ticks.count == count)
    }
}
