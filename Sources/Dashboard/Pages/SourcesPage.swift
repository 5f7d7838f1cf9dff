import Canvas
import History
import Market

/// All sources, one per row, with the details of the selected source below.
struct SourcesPage {
    let state: DashboardState
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        let report = state.sourceReport
        guard !state.data.sources.isEmpty else {
            return DashboardState.drawEmpty(
                ["No sources", "Poll one with launchtop watch appstore:us/top-free"],
                in: body,
                theme: theme,
                on: &frame
            )
        }
        let selection = state.selection(of: report.sources.count)
        let area = body.inset(left: 1, right: 1)
        let (main, store) = area.splitBottom(1)
        frame.write(report.storeText, in: store.row(0), style: theme.faint)
        let details =
            report.sources.indices.contains(selection)
            ? report.details(of: report.sources[selection], theme: theme) : []
        let lines = details.flatMap { line in
            TextWrapping.lines(line.text, width: area.width).map { StyledText($0, line.style) }
        }
        // As many rows as the details leave room for.
        let (table, rest) = main.splitTop(
            min(report.sources.count + 1, max(main.height / 2, main.height - lines.count - 1))
        )
        report.content(theme: theme)
            .draw(in: table, selection: selection, first: state.route.firstRow, theme: theme, on: &frame)
        if lines.isEmpty {
            frame.write("no source matches \"\(state.route.filter)\"", in: rest.row(0), style: theme.faint)
        }
        for (row, line) in lines.enumerated() { frame.write(line.text, in: rest.row(row + 1), style: line.style) }
    }
}
