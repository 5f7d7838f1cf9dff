public import Canvas

/// A screen with every kind of chart and made-up figures, for goldens, images and benchmarks.
public struct ChartGallery: Sendable {
    public var size: Size
    /// The styles of the lines. The first one is for the focused line.
    public var lines: [Style]
    public var faint: Style
    public var ramp: HeatRamp
    public var marks: DotMarks

    private static let hour: Int64 = 3600
    private static let day: Int64 = 86_400
    /// Wednesday, October 1, 2025, 00:00 UTC.
    private static let start: Int64 = 1_759_276_800

    public init(size: Size, isColored: Bool = true, marks: DotMarks = .braille) {
        self.size = size
        self.marks = marks
        lines =
            isColored
            ? [33, 172, 37, 134, 64, 168, 245].map { Style(.palette($0)) }
            : [Style.plain.with(.bold), .plain, Style.plain.with(.dim)]
        faint = isColored ? Style(.palette(244)) : Style.plain.with(.dim)
        ramp = isColored ? .blueToYellow : .shades
    }

    private func line(_ index: Int) -> Style { lines[index % lines.count] }

    /// The whole screen, redrawn at each access.
    public var frame: Frame {
        var frame = Frame(size: size)
        let (body, timeline) = frame.region.splitBottom(1)
        let (left, right) = body.splitLeft(body.width * 55 / 100, gap: 2)
        let third = body.height / 3
        drawRanks(in: left.splitTop(third).top, on: &frame)
        let (growth, bars) = left.splitTop(third).rest.splitTop(third)
        drawGrowth(in: growth, on: &frame)
        drawBars(in: bars, on: &frame)
        let (heat, rest) = right.splitTop(third)
        drawHeat(in: heat, on: &frame)
        drawCounter(in: rest, on: &frame)
        drawTimeline(in: timeline, on: &frame)
        return frame
    }

    private func titled(_ title: String, _ region: Region, on frame: inout Frame) -> Region {
        let (heading, rest) = region.splitTop(1)
        frame.write(title, in: heading, style: .plain.with(.bold))
        return rest.inset(bottom: 1)
    }

    private func axis(_ days: Int64, columns: Int) -> TimeAxis {
        TimeAxis(start: Self.start, end: Self.start + days * Self.day).snapped(to: columns)
    }

    private func dates(_ days: Int64, in region: Region, on frame: inout Frame) {
        let step = max(1, days * 8 / Int64(max(8, region.width)))
        let ticks = stride(from: Int64(0), to: days, by: Int64.Stride(step)).map {
            TimeAxis.Tick(time: Self.start + $0 * Self.day, label: "\($0 + 1) Oct")
        }
        axis(days, columns: region.width).draw(ticks: ticks, in: region, on: &frame, style: faint)
    }

    private func drawRanks(in region: Region, on frame: inout Frame) {
        let body = titled("rank, 7 days", region, on: &frame)
        let (plot, labels) = body.splitBottom(1)
        var chance = SeededGenerator(seed: 5)
        func walk(from first: Int, to last: Int, off: ClosedRange<Int64>?) -> [LineChart.Point] {
            (0..<Int64(150)).map { hour in
                if let off, off.contains(hour) { return .init(time: Self.start + hour * Self.hour, value: nil) }
                let trend = Double(first) + Double(last - first) * Double(hour) / 150
                let noise = 1 + Double(Int.random(in: -20...20, using: &chance)) / 100
                return .init(time: Self.start + hour * Self.hour, value: max(1, (trend * noise).rounded()))
            }
        }
        let climb = (0..<Int64(150)).map { hour in
            LineChart.Point(time: Self.start + hour * Self.hour, value: max(1, (180 / Double(hour / 3 + 1)).rounded()))
        }
        var chart = LineChart(
            axis: axis(7, columns: plot.width - 18),
            scale: .ranks(worst: 200),
            lines: [
                .init(label: "KR", points: walk(from: 60, to: 40, off: 50...70), longestHold: 7200, style: line(3)),
                .init(label: "DE", points: walk(from: 8, to: 30, off: nil), longestHold: 7200, style: line(2)),
                .init(label: "US", points: climb, longestHold: 7200, style: line(0).with(.bold)),
            ],
            now: Self.start + 150 * Self.hour,
            gridStyle: faint,
            format: { "#\(Int($0))" }
        )
        chart.lane = "off"
        chart.marks = marks
        chart.crosshair = Self.start + 100 * Self.hour
        chart.draw(in: plot, gutter: 7, endGutter: 11, on: &frame)
        chart.drawReadings(in: region.row(0).inset(left: 16), on: &frame)
        dates(7, in: labels.inset(left: 7, right: 11), on: &frame)
    }

    private func drawGrowth(in region: Region, on frame: inout Frame) {
        let body = titled("total downloads", region, on: &frame)
        let (plot, labels) = body.splitBottom(1)
        func curve(_ total: Double, until days: Int64, gap: Range<Int64>?) -> [LineChart.Point] {
            (0...days).filter { !(gap?.contains($0) ?? false) }.map { day in
                let share = Double(day) / Double(day + 4)
                return .init(time: Self.start + day * Self.day, value: (total * share).rounded())
            }
        }
        var chart = LineChart(
            axis: axis(30, columns: plot.width - 22),
            scale: .linear(to: 1_000_000),
            lines: [
                .init(
                    label: "Beta",
                    points: curve(800_000, until: 30, gap: 9..<14),
                    longestHold: 2 * Self.day,
                    shape: .straight,
                    style: line(1)
                ),
                .init(
                    label: "Alpha",
                    points: curve(1_100_000, until: 22, gap: nil),
                    longestHold: 2 * Self.day,
                    shape: .straight,
                    style: line(0).with(.bold)
                ),
            ],
            now: Self.start + 30 * Self.day,
            gridStyle: faint,
            format: { $0 >= 1e6 ? "\(Int($0 / 1e5) / 10)M" : "\(Int($0 / 1000))k" }
        )
        chart.marks = marks
        chart.draw(in: plot, gutter: 7, endGutter: 15, on: &frame)
        dates(30, in: labels.inset(left: 7, right: 15), on: &frame)
    }

    private func drawBars(in region: Region, on frame: inout Frame) {
        let body = titled("downloads per day", region, on: &frame)
        let (plot, labels) = body.splitBottom(1)
        func day(_ index: Int64) -> ClosedRange<Int64> {
            Self.start + index * Self.day...Self.start + (index + 1) * Self.day - 1
        }
        func bar(_ index: Int64, _ value: Double, partial: Bool = false) -> DayBars.Bar {
            .init(
                start: day(index).lowerBound,
                end: day(index).upperBound,
                value: value,
                label: "\(Int(value))k",
                isPartial: partial
            )
        }
        DayBars(
            axis: axis(8, columns: plot.width - 18),
            bars: [bar(0, 56), bar(1, 108), bar(4, 98), bar(6, 84), bar(7, 31, partial: true)],
            sums: [.init(runs: [day(2).lowerBound...day(3).upperBound], label: "Σ 190k")],
            unknown: [day(5)],
            barStyle: line(0),
            sumStyle: line(1),
            gridStyle: faint,
            format: { "\(Int($0))k" }
        )
        .draw(in: plot, gutter: 7, endGutter: 11, on: &frame)
        dates(8, in: labels.inset(left: 7, right: 11), on: &frame)
    }

    private func drawHeat(in region: Region, on frame: inout Frame) {
        let body = titled("rank by country", region, on: &frame)
        let ranks: [(String, [Int?])] = [
            ("US United States", [40, 12, 3, 1, 1, 1, 2]), ("JP 日本", [nil, 90, 44, 20, 9, 6, 4]),
            ("DE Germany", [nil, nil, 150, 80, 61, 40, 33]), ("KR 대한민국", [nil, 70, 31, 18, 12, nil, 7]),
            ("BR Brazil", [nil, nil, nil, 199, 160, 120, 101]), ("FR France", [200, 140, 66, 30, 22, 14, 11]),
        ]
        let scale = ValueScale.ranks(worst: 200)
        HeatTable(
            titles: ["1", "2", "3", "4", "5", "6", "7"],
            rows: ranks.map { label, values in
                .init(
                    label: label,
                    cells: values.map { value in
                        .init(value.map { "\($0)" } ?? "", heat: value.map { 1 - scale.position(of: Double($0)) })
                    }
                )
            },
            cellWidth: 5,
            ramp: ramp,
            faintStyle: faint
        )
        .draw(in: body, gutter: 17, on: &frame)
    }

    private func drawCounter(in region: Region, on frame: inout Frame) {
        let body = titled("counter", region, on: &frame)
        let (digits, rest) = body.splitTop(BigDigits.height)
        BigDigits.draw("~627,000", in: digits, style: line(0), usesBlocks: marks != .ascii, on: &frame)
        let progress = "63–71% of 1M, in 4 to 9 d"
        let columns = rest.width - displayWidth(progress) - 1
        let bar = ProgressBar(share: 0.627...0.71, doneStyle: line(0), openStyle: faint)
        let room = columns < 4 ? [] : bar.pieces(columns: columns) + [StyledText(" ")]
        frame.write(room + [StyledText(progress, room.isEmpty ? line(0) : .plain)], in: rest.row(1))
        let levels: [Double?] = [0, 0.1, 0.3, nil, nil, 0.5, 0.8, 1, 0.9, 0.6, 0.4, nil, 0.2, 0]
        let sparkline = String(String.UnicodeScalarView(levels.map { $0.map(Sparkline.level) ?? Sparkline.unknown }))
        frame.write("spark  \(sparkline)", in: rest.row(3), style: line(2))
        Table(
            columns: [
                .init("#", minimum: 6, isRightAligned: true), .init("app", minimum: 8, maximum: 30),
                .init("Δ", minimum: 4),
            ],
            count: 100_000,
            titleStyle: faint,
            selectionStyle: .plain.with(.reverse)
        )
        .draw(in: rest.inset(top: 5), selection: 54_321, on: &frame) { row in
            [
                StyledText("\(row + 1)"), StyledText("App \(row + 1) 앱"),
                StyledText(row % 2 == 0 ? "▲2" : "▼1", line(row % 2)),
            ]
        }
    }

    private func drawTimeline(in region: Region, on frame: inout Frame) {
        func marker(_ hours: Int64, _ label: String) -> Timeline.Marker {
            .init(time: Self.start + hours * Self.hour, label: label, symbol: "◆", style: line(1))
        }
        Timeline(
            axis: TimeAxis(start: Self.start, end: Self.start + 7 * Self.day),
            cursor: Self.start + 100 * Self.hour,
            markers: [marker(6, "launch"), marker(60, "#3"), marker(63, "#1"), marker(150, "500k")],
            startLabel: "Oct 1",
            endLabel: "now",
            pastStyle: .plain,
            futureStyle: faint,
            cursorStyle: line(0)
        )
        .draw(in: region, on: &frame)
    }
}
