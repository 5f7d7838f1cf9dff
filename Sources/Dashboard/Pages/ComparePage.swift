import Canvas
import Growth
import History
import Market

/// Launches laid upon each other at their day 0: curves, a table of ages, and what may be said of them in sentences.
struct ComparePage {
    let state: DashboardState
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        guard let report = state.compareReport else { return drawEmpty(in: body, on: &frame) }
        let focus = state.comparedFocus(in: report)
        let area = body.inset(left: 1, right: 1)
        var curves = state.compareCurves(of: report, theme: theme)
        curves.band = curves.measure.map { report.band(in: $0, days: LaunchComparison.ages.max() ?? 1) }
        let (head, rest) = area.splitTop(1)
        drawHead(report, curves, in: head, on: &frame)
        let content = report.content(theme: theme, focus: focus)
        switch state.place.maximised {
        case 0: draw(curves, in: rest, on: &frame)
        case 1: drawTable(content, sentences(of: report, curves), focus: focus, in: rest, on: &frame)
        default:
            let words = sentences(of: report, curves)
            let lines = words.flatMap { Wrapping.lines($0.text, width: rest.width) }.count
            let least = content.rows.count + 1
            let wanted = least + lines + 1
            let below = min(wanted, max(least + 3, rest.height * (rest.height < 24 ? 50 : 40) / 100))
            let (top, bottom) = rest.splitBottom(min(below, max(0, rest.height - 6)))
            draw(curves, in: top, on: &frame)
            drawTable(content, words, focus: focus, in: bottom, on: &frame)
        }
    }

    private func drawEmpty(in body: Region, on frame: inout Frame) {
        let mark = state.commands.label(.mark)
        let isNamed = !state.place.compared.isEmpty
        let names = state.place.compared.map { state.name(of: $0) }.joined(separator: ", ")
        DashboardState.drawEmpty(
            isNamed
                ? ["Nothing is known here of \(names)", "try  :compare sora chatgpt"]
                : ["Nothing is compared yet", "\(mark) on a launch marks it; or type  :compare sora chatgpt"],
            in: body,
            theme: theme,
            on: &frame
        )
    }

    /// What is drawn, how, and since when.
    private func drawHead(_ report: CompareReport, _ curves: CompareCurves, in head: Region, on frame: inout Frame) {
        let what: String =
            switch curves.view {
            case .rank: report.chart.map { "ranks in \($0.shortTitle)" } ?? "ranks: none were seen"
            case .daily: curves.measure.map { "\(CompareReport.words($0)), by day" } ?? "no totals"
            default: curves.measure.map { "\(CompareReport.words($0)), in total" } ?? "no totals"
            }
        let axis = curves.isLogarithmic ? "log" : "linear"
        let views = PageView.views(of: .compare).flatMap { view in
            [Piece(view.label, view == curves.view ? theme.accent : theme.faint), Piece("  ")]
        }
        let start = [Piece(what, theme.heading), Piece("  since day 0, \(axis)   ", theme.faint)]
        frame.write(start + [Piece("\(state.commands.label(.view)) ", theme.faint)] + views, in: head)
    }

    private func draw(_ curves: CompareCurves, in region: Region, on frame: inout Frame) {
        let (plot, labels) = region.splitBottom(1)
        let endGutter = Self.endGutter(width: region.width)
        var chart = curves.lineChart(columns: plot.width - RankPanel.gutter - endGutter)
        chart.crosshair = state.crosshair
        chart.draw(in: plot, gutter: RankPanel.gutter, endGutter: endGutter, on: &frame)
        let axis = labels.inset(left: RankPanel.gutter, right: endGutter)
        chart.axis.draw(
            ticks: Self.ticks(span: curves.span, width: axis.width),
            in: axis,
            on: &frame,
            style: theme.faint
        )
        guard let crosshair = state.crosshair else { return }
        let line = plot.row(0).inset(left: RankPanel.gutter)
        frame.clear(line)
        let used = frame.write([Piece("\(CompareReport.words(age: crosshair))  ", theme.accent)], in: line)
        if curves.view == .total {
            frame.write(curves.readings(at: crosshair), in: line.splitLeft(used).rest)
        } else {
            chart.drawReadings(in: line.splitLeft(used).rest, on: &frame)
        }
    }

    /// Room for names of launches, which are longer than those of countries.
    private static func endGutter(width: Int) -> Int { width >= 100 ? 24 : width >= 60 ? 17 : 9 }

    /// D1 is the end of day 0, a day after the origin.
    private static func ticks(span: Int64, width: Int) -> [TimeAxis.Tick] {
        let days = Int(span / Day.secondsPerDay)
        let step = [1, 2, 7, 14, 30, 90].first { days / $0 * 5 <= width } ?? 90
        return [TimeAxis.Tick(time: 0, label: "0")]
            + stride(from: step, through: days, by: step).map {
                .init(time: Int64($0) * Day.secondsPerDay, label: "D\($0)")
            }
    }

    private func drawTable(
        _ content: TableContent,
        _ words: [(text: String, style: Style)],
        focus: Int,
        in region: Region,
        on frame: inout Frame
    ) {
        let (table, rest) = region.splitTop(min(region.height, content.rows.count + 1))
        content.draw(in: table, selection: focus, theme: theme, on: &frame)
        let lines = words.map { (parts: Wrapping.lines($0.text, width: rest.width), style: $0.style) }
        var row = rest.height > lines.reduce(0, { $0 + $1.parts.count }) ? 1 : 0
        // A sentence that does not fit is left out as a whole: half of one may say the opposite.
        for (parts, style) in lines where row + parts.count <= rest.height {
            for part in parts {
                frame.write(part, in: rest.row(row), style: style)
                row += 1
            }
        }
    }

    /// The ghosts first, then what must be known to read the figures, then what else is known.
    private func sentences(of report: CompareReport, _ curves: CompareCurves) -> [(text: String, style: Style)] {
        // Of many only the focused one's: the table has the others, and j and k are near.
        let focus = max(1, curves.focus)
        let ghosts = report.entrants.count > 3 ? report.ghostSentences(against: focus) : report.ghostSentences
        var words = ghosts.map { (text: $0, style: theme.heading) }
        words += report.remarks.map { ("≠ \($0)", theme.sum) }
        let absent = curves.absent.map { report.curves[$0].name }
        if !absent.isEmpty, absent.count < report.entrants.count {
            words.append(("not on this axis: \(absent.joined(separator: ", "))", theme.faint))
        }
        words += report.claimSentences.map { ($0, theme.claim) }
        words += curves.legend.map { ($0, theme.faint) }
        if let cohort = curves.band.flatMap(CompareReport.words) {
            words.append((cohort, theme.faint))
        }
        return words
    }
}
