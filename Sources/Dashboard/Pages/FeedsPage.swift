import Canvas
import History
import Market

/// Every source a row; below it everything that is to be said of the selected one.
struct FeedsPage {
    let state: DashboardState
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        let report = FeedReport(state.data, now: state.now, filter: state.place.filter)
        guard !state.data.feeds.isEmpty else {
            return DashboardState.drawEmpty(
                ["No source is followed", "launchtop watch SOURCE follows one; appstore:us/top-free is Apple's"],
                in: body,
                theme: theme,
                on: &frame
            )
        }
        let selection = state.selection(of: report.feeds.count)
        let area = body.inset(left: 1, right: 1)
        let (main, store) = area.splitBottom(1)
        frame.write(report.storeSentence, in: store.row(0), style: theme.faint)
        let (table, rest) = main.splitTop(min(report.feeds.count + 1, max(4, main.height / 2)))
        report.content(theme: theme).draw(in: table, selection: selection, theme: theme, on: &frame)
        guard report.feeds.indices.contains(selection) else {
            frame.write("no feed matches “\(state.place.filter)”", in: rest.row(0), style: theme.faint)
            return
        }
        var row = 1
        for line in report.details(of: report.feeds[selection], theme: theme) {
            for part in Wrapping.lines(line.text, width: rest.width) {
                frame.write(part, in: rest.row(row), style: line.style)
                row += 1
            }
        }
    }
}
