import Canvas
import Growth
import History
import Market

/// The library: one launch a row; the selected one's words below or beside.
struct LaunchesPage {
    let state: DashboardState
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        let report = state.launchListReport
        guard !state.ledger.launches.isEmpty else {
            return DashboardState.drawEmpty(
                [
                    "No launch is loaded",
                    "the library is looked for in --data DIR, $LAUNCHTOP_DATA and beside the program",
                ],
                in: body,
                theme: theme,
                on: &frame
            )
        }
        let selection = state.selection(of: report.rows.count)
        let area = body.inset(left: 1, right: 1)
        let tableHeight = min(report.rows.count + 1, max(4, area.height / 2))
        let (table, rest) = area.splitTop(tableHeight)
        report.content(theme: theme).draw(in: table, selection: selection, theme: theme, on: &frame)
        guard report.rows.indices.contains(selection) else {
            frame.write("no launch matches “\(state.place.filter)”", in: rest.row(0), style: theme.faint)
            return
        }
        drawDetail(of: report.rows[selection].launch, in: rest.inset(top: 1), on: &frame)
    }

    private func drawDetail(of launch: Launch, in region: Region, on frame: inout Frame) {
        guard let report = state.report(of: launch.app, launch: launch.id) else { return }
        var lines: [(String, Style)] = [
            ("\(launch.title) · Enter replays it from \(Dates.full(launch.day0))", theme.heading)
        ]
        if let note = launch.day0Note { lines.append((note, theme.faint)) }
        lines += report.comparisons.map { ($0, theme.text) }
        lines += report.claims.map { ("\(report.words(of: $0)), \($0.source.name)", theme.claim) }
        lines += launch.conflicts.map { ("≠ \($0)", theme.sum) }
        lines += launch.missing.map { ("· not known: \($0)", theme.faint) }
        var row = 0
        for (text, style) in lines {
            for part in Wrapping.lines(text, width: min(110, region.width)) {
                frame.write(part, in: region.row(row), style: style)
                row += 1
            }
        }
    }
}
