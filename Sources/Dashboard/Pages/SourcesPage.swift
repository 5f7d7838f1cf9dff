import Canvas
import History
import Market

/// Every source a row; below it everything that is to be said of the selected one.
struct SourcesPage {
    let state: DashboardState
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        let report = state.sourceReport
        guard !state.data.sources.isEmpty else {
            return DashboardState.drawEmpty(
                ["No source is followed", "launchtop watch SOURCE follows one; appstore:us/top-free is Apple's"],
                in: body,
                theme: theme,
                on: &frame
            )
        }
        let selection = state.selection(of: report.sources.count)
        let area = body.inset(left: 1, right: 1)
        let (main, store) = area.splitBottom(1)
        frame.write(report.storeSentence, in: store.row(0), style: theme.faint)
        let details =
            report.sources.indices.contains(selection)
            ? report.details(of: report.sources[selection], theme: theme) : []
        let lines = details.flatMap { line in
            TextWrapping.lines(line.text, width: area.width).map { StyledText($0, line.style) }
        }
        // As many rows as there is room for beside what is to be said of one.
        let (table, rest) = main.splitTop(
            min(report.sources.count + 1, max(main.height / 2, main.height - lines.count - 1))
        )
        report.content(theme: theme)
            .draw(in: table, selection: selection, first: state.route.firstRow, theme: theme, on: &frame)
        if lines.isEmpty {
            frame.write("no feed matches “\(state.route.filter)”", in: rest.row(0), style: theme.faint)
        }
        for (row, line) in lines.enumerated() { frame.write(line.text, in: rest.row(row + 1), style: line.style) }
    }
}
