import Canvas
import Testing

@Suite("Step lines in box-drawing characters")
struct StepTraceTests {
    struct Story: CustomTestStringConvertible, Sendable {
        var name: String
        /// The values by time, with 1 at the top; `nil` if not ranked.
        var points: [(time: Int64, until: Int64, value: Double?)]
        var picture: [String]

        var testDescription: String { name }

        /// Creates a story from text.
        ///
        /// - Parameter values: One character per column: a digit for a rank, a space for no snapshot, or `x` for not
        ///   ranked.
        init(_ name: String, _ values: String, _ picture: String...) {
            self.name = name
            points = values.enumerated().compactMap { time, character in
                guard character != " " else { return nil }
                return (Int64(time), Int64(time), character.wholeNumberValue.map(Double.init))
            }
            self.picture = picture
        }
    }

    /// Returns the rows of a plot with one line. The plot has a row for each rank from 1 to 5.
    private func lines(_ story: Story, style: Style = .plain, columns: Int = 10) -> [String] {
        var frame = Frame(size: Size(columns: columns, rows: 5))
        let points = story.points.map { LineChart.Point(time: $0.time, until: $0.until, value: $0.value) }
        LineChart(
            axis: TimeAxis(start: 0, end: Int64(columns)),
            scale: .ranks(worst: 5, isEven: true),
            lines: [.init(label: "", points: points, longestHold: 2, style: style)],
            now: Int64(columns),
            gridStyle: .plain,
            format: { _ in "" }
        )
        .draw(in: frame.region, gutter: 0, endGutter: 0, on: &frame)
        return frame.lines.map { line in
            String(line.map { $0 == "┈" ? " " : $0 }.reversed().drop { $0 == " " }.reversed())
        }
    }

    @Test("a step line has a gap after a point that ends the line, even if values hold indefinitely")
    func endedLine() {
        var frame = Frame(size: Size(columns: 10, rows: 1))
        var points = [0, 3, 7].map { LineChart.Point(time: $0, value: 1) }
        points[1].endsLine = true
        LineChart(
            axis: TimeAxis(start: 0, end: 10),
            scale: .ranks(worst: 5, isEven: true),
            lines: [.init(label: "", points: points, longestHold: .max, style: .plain)],
            now: 10,
            gridStyle: .plain,
            format: { _ in "" }
        )
        .draw(in: frame.region, gutter: 0, endGutter: 0, on: &frame)
        #expect(frame.lines == ["────┈┈┈───"])
    }

    static let stories = [
        Story("a value that holds is a horizontal line", "2222222222", "", "──────────", "", "", ""),
        Story("a line rises to a better rank in one column", "4444422222", "", "     ╭────", "     │", "─────╯", ""),
        Story("a line falls to a worse rank in one column", "2222244444", "", "─────╮", "     │", "     ╰────", ""),
        Story("a change by one row has two corners", "3333222222", "", "    ╭─────", "────╯", "", ""),
        Story(
            "each rank change has its own corners",
            "5544433222",
            "",
            "       ╭──",
            "     ╭─╯",
            "  ╭──╯",
            "──╯"
        ),
        Story("a time without a rank is a gap", "22xxxx4444", "", "───", "", "      ────", ""),
        Story(
            "a time without snapshots is a gap once the value no longer holds",
            "2     4444",
            "",
            "─",
            "",
            "      ────",
            ""
        ),
    ]

    @Test("a step line uses box-drawing characters for runs, rises and falls, and is blank at gaps", arguments: stories)
    func shape(story: Story) { #expect(lines(story) == story.picture) }

    @Test("a chart column that covers several snapshots extends from their best to their worst rank")
    func spike() throws {
        var story = Story("", "")
        story.points = [(0, 3, 4), (4, 4, 1), (5, 5, 5), (6, 19, 4)]
        let picture = lines(Self.halved(story), columns: 10)
        #expect(picture[0] == "  │" && picture[1] == "  │" && picture[2] == "  │")
        #expect(picture[3].hasPrefix("──") && picture[4].isEmpty == false)
    }

    /// Returns a story with two snapshots in each column.
    private static func halved(_ story: Story) -> Story {
        var story = story
        story.points = story.points.map { ($0.time / 2, $0.until / 2, $0.value) }
        return story
    }

    @Test("a bold step line has heavy strokes")
    func heavy() {
        let bold = lines(Story("", "4444422222"), style: .plain.with(.bold))
        #expect(bold == ["", "     ┏━━━━", "     ┃", "━━━━━┛", ""])
    }

    @Test("the box-drawing characters in step lines have ASCII substitutes")
    func ascii() {
        var frame = Frame(size: Size(columns: 8, rows: 1))
        frame.write("━┃┏┓┗┛╭╯", in: frame.region)
        #expect(frame.inASCII().lines == ["=|++++.'"])
    }

    @Test("the area below a chart's last step line is filled to the bottom, with one color per row")
    func area() {
        var frame = Frame(size: Size(columns: 6, rows: 4))
        let points: [LineChart.Point] = [.init(time: 0, until: 2, value: 3), .init(time: 3, until: 5, value: 1)]
        var chart = LineChart(
            axis: TimeAxis(start: 0, end: 6),
            scale: .ranks(worst: 4, isEven: true),
            lines: [.init(label: "", points: points, longestHold: 2, style: .plain)],
            now: 6,
            gridStyle: .plain,
            format: { _ in "" }
        )
        chart.areaColors = [.palette(17), .palette(18), .palette(19), .palette(20)]
        chart.draw(in: frame.region, gutter: 0, endGutter: 0, on: &frame)
        func backgrounds(_ x: Int) -> [Color] { (0..<4).map { frame[x, $0].style.background } }
        #expect(backgrounds(1) == [.standard, .standard, .standard, .palette(20)])
        #expect(backgrounds(4) == [.standard, .palette(18), .palette(19), .palette(20)])
    }
}
