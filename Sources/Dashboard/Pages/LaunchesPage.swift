import Canvas
import Growth
import History
import Market

/// The library, one launch per row, with the details of the selected launch below, or next to it on wide screens.
struct LaunchesPage {
    let state: DashboardState
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        let report = state.launchListReport
        guard !state.ledger.launches.isEmpty else {
            return DashboardState.drawEmpty(
                [
                    "No launches found",
                    "searched --data DIR, $LAUNCHTOP_DATA and next to the program",
                ],
                in: body,
                theme: theme,
                on: &frame
            )
        }
        let selection = state.selection(of: report.rows.count)
        let (table, detail) = regions(of: body.inset(left: 1, right: 1), rows: report.rows.count)
        report.content(theme: theme)
            .draw(in: table, selection: selection, first: state.route.firstRow, theme: theme, on: &frame)
        guard report.rows.indices.contains(selection) else {
            frame.write("no launch matches \"\(state.route.filter)\"", in: table.row(1), style: theme.faint)
            return
        }
        drawDetail(of: report.rows[selection].launch, in: detail, on: &frame)
    }

    /// Returns the regions of the list and the details.
    private func regions(of area: Region, rows: Int) -> (list: Region, detail: Region) {
        if state.size.columns >= 120 {
            let (list, detail) = area.splitLeft(max(78, area.width * 58 / 100), gap: 2)
            return (list, detail)
        }
        let (list, rest) = area.splitTop(min(rows + 1, max(4, area.height / 2)))
        return (list, rest.inset(top: 1))
    }

    private func drawDetail(of launch: Launch, in region: Region, on frame: inout Frame) {
        guard let report = state.report(of: launch.app, launch: launch.id) else { return }
        let width = min(110, region.width)
        let lines = LaunchDetail(launch: launch, report: report, theme: theme).lines
            .flatMap { line -> [LaunchDetail.Line] in
                line.text.isEmpty ? [line] : TextWrapping.lines(line.text, width: width).map { ($0, line.style) }
            }
        let isCut = lines.count > region.height
        for (row, line) in lines.prefix(isCut ? max(0, region.height - 1) : region.height).enumerated() {
            frame.write(line.text, in: region.row(row), style: line.style)
        }
        guard isCut, region.height > 0 else { return }
        let hint = "… \(state.commands.label(.info)): figures with their sources"
        frame.write(hint, in: region.row(region.height - 1), style: theme.faint)
    }
}
