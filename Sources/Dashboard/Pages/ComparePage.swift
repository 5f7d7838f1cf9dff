import Canvas
import Growth
import History
import Market

/// Launches laid upon each other at their day 0 or another instant: curves, a table of ages, and what may be said of them
/// in sentences.
struct ComparePage {
    let state: DashboardState
    let theme: Theme

    /// Rows that the curves keep whatever else there is, their axis among them.
    private static let leastPlot = 7
    /// Likewise before more is said than the ghost.
    private static let usualPlot = 9

    func draw(in body: Region, on frame: inout Frame) {
        guard let report = state.compareReport else { return drawEmpty(in: body, on: &frame) }
        let focus = state.comparedFocus(in: report)
        let area = body.inset(left: 1, right: 1)
        let curves = state.compareCurves(of: report, theme: theme)
        let (head, rest) = area.splitTop(1)
        drawHead(report, curves, in: head, on: &frame)
        let table = report.table(theme: theme, focus: focus, view: curves.view)
        let words = CompareSummary(report, curves, theme: theme)
        switch state.route.maximised {
        case 0: draw(curves, in: rest, on: &frame)
        case 1: draw(table, words, focus: focus, in: rest, on: &frame)
        default:
            let rows = table.owners.count + 1
            let wanted = rows + 1 + words.height(width: rest.width)
            // The ghost is what the page is for: it has its place before the last rows of a long table.
            let least = rows + words.leastHeight(width: rest.width)
            let usual = min(rows + words.usualHeight(width: rest.width), rest.height - Self.usualPlot)
            let share = rest.height * (rest.height < 24 ? 50 : 40) / 100
            let below = min(wanted, max(least, usual, share))
            let (top, bottom) = rest.splitBottom(min(below, max(0, rest.height - Self.leastPlot)))
            draw(curves, in: top, on: &frame)
            draw(table, words, focus: focus, in: bottom, on: &frame)
        }
    }

    private func drawEmpty(in body: Region, on frame: inout Frame) {
        let mark = state.commands.label(.mark)
        let isNamed = !state.route.compared.isEmpty
        let names = state.route.compared.map { state.name(of: $0) }.joined(separator: ", ")
        DashboardState.drawEmpty(
            isNamed
                ? ["Nothing is known here of \(names)", "try  :compare sora chatgpt"]
                : ["Nothing is compared yet", "\(mark) on a launch marks it; or type  :compare sora chatgpt"],
            in: body,
            theme: theme,
            on: &frame
        )
    }

    /// What is drawn, how, since when, and which ages of it.
    private func drawHead(_ report: CompareReport, _ curves: CompareCurves, in head: Region, on frame: inout Frame) {
        let what: String =
            switch curves.view {
            case .rank: report.chart.map { "ranks in \($0.shortTitle)" } ?? "ranks: none were seen"
            case .daily: curves.measure.map { "\(CompareReport.words($0)), by day" } ?? "no totals"
            default: curves.measure.map { "\(CompareReport.words($0)), in total" } ?? "no totals"
            }
        let axis = curves.isLogarithmic ? "log" : "linear"
        var pieces = [
            StyledText(what, theme.heading), StyledText("  since \(report.alignment.label), \(axis)   ", theme.faint),
        ]
        if state.route.ages != nil {
            pieces.append(StyledText("\(CompareReport.words(curves.window.shown))   ", theme.accent))
        }
        let key = state.commands.label(.view)
        let views = PageView.views(of: .compare).flatMap { view in
            [StyledText(view.label, view == curves.view ? theme.accent : theme.faint), StyledText("  ")]
        }
        let used = (pieces + views).reduce(displayWidth(key) + 1) { $0 + displayWidth($1.text) }
        // Which view it is says the first word; the others are one key away.
        let isRoom = used - 2 <= head.width
        frame.write(pieces + (isRoom ? [StyledText("\(key) ", theme.faint)] + views : []), in: head)
    }

    private func draw(_ curves: CompareCurves, in region: Region, on frame: inout Frame) {
        if let nothing = curves.nothing {
            return DashboardState.drawEmpty(nothing, in: region, theme: theme, on: &frame)
        }
        let (plot, labels) = region.splitBottom(1)
        let endGutter = Self.endGutter(width: region.width)
        var chart = curves.lineChart(columns: plot.width - RankPanel.gutter - endGutter, room: endGutter - 8)
        chart.crosshair = state.crosshair
        chart.draw(in: plot, gutter: RankPanel.gutter, endGutter: endGutter, on: &frame)
        let axis = labels.inset(left: RankPanel.gutter, right: endGutter)
        let ticks = AgeTicks.ticks(over: curves.window.shown, width: axis.width)
        chart.axis.draw(ticks: ticks, in: axis, on: &frame, style: theme.faint)
        guard let crosshair = state.crosshair else { return }
        let line = plot.row(0).inset(left: RankPanel.gutter)
        frame.clear(line)
        let used = frame.write([StyledText("\(CompareReport.words(age: crosshair))  ", theme.accent)], in: line)
        if curves.view == .total {
            frame.write(curves.readings(at: crosshair), in: line.splitLeft(used).rest)
        } else {
            chart.drawReadings(in: line.splitLeft(used).rest, on: &frame)
        }
    }

    /// Room for names of launches, which are longer than those of countries.
    private static func endGutter(width: Int) -> Int { width >= 100 ? 24 : width >= 60 ? 17 : 9 }

    private func draw(
        _ table: CompareReport.Table,
        _ words: CompareSummary,
        focus: Int,
        in region: Region,
        on frame: inout Frame
    ) {
        // Of a long table the rows around the focus are in sight, so that the ghost is too; and each sentence in its turn
        // where the curves leave the room.
        let isAlone = state.route.maximised == 1
        let kept = isAlone ? words.fullHeight(width: region.width) : words.leastHeight(width: region.width)
        let height = min(table.owners.count + 1, max(2, region.height - kept))
        let (top, rest) = region.splitTop(min(region.height, height))
        let before = frame.clickTargets.count
        let row = table.owners.firstIndex(of: focus) ?? 0
        table.content.draw(in: top, selection: row, theme: theme, on: &frame)
        for index in before..<frame.clickTargets.count {
            guard case .row(let row) = frame.clickTargets[index].kind else { continue }
            frame.clickTargets[index].kind = .row(table.owners[row])
        }
        words.draw(from: state.route.firstRow, in: rest, commands: state.commands, on: &frame)
    }
}
