import Canvas
import History
import Market

/// The milestones reached, and the charts next to a single counter.
extension MilestonesPage {
    /// The minimum width of a single counter next to charts. It has room for the source of a recorded rank.
    private static let singleWidth = 66

    func drawReached(_ report: MilestonesReport, in region: Region, on frame: inout Frame) {
        guard region.height > 1 else { return }
        let reached = state.reachedMilestones
        let rows = max(1, reached.count) + Panel.borderRows
        let inner: Region
        if isFramed {
            let panel = region.height >= Panel.borderRows + 1 ? region.splitTop(min(rows, region.height)).top : region
            let hidden = reached.count - panel.height + Panel.borderRows
            inner = Panel(title: "Milestones reached", summary: hidden > 0 ? "\(hidden) more" : "")
                .draw(in: panel, theme: theme, on: &frame)
        } else {
            frame.write("milestones reached", in: region.row(0), style: theme.heading)
            inner = region.inset(top: 1)
        }
        guard !reached.isEmpty else {
            frame.write("none yet", in: inner.row(0), style: theme.faint)
            return
        }
        let shown = Array(reached.prefix(inner.height))
        let hasApps = Set(report.rows.map(\.app)).count > 1
        let content = MilestonesReport.content(of: shown, hasApps: hasApps, theme: theme)
        let layout = TableLayout(columns: content.columns, width: inner.width)
        for (row, pieces) in content.rows.enumerated() {
            let line = inner.row(row)
            for (column, piece) in pieces.enumerated() {
                let cell = layout.cell(column, in: line)
                // The last column is the source, which is shortened to whole publishers.
                let forms = column == pieces.count - 1 ? SourceText.forms(of: piece.text) : [piece.text]
                let text = forms.first { displayWidth($0) <= cell.width } ?? forms[forms.count - 1]
                frame.write(text, in: cell, style: piece.style)
            }
        }
    }

    /// Draws the downloads and ranks over time of a single app on the right of a large page, if there are any.
    ///
    /// - Returns: The region that is left for the counter and the milestones.
    func drawCharts(_ report: MilestonesReport, in region: Region, on frame: inout Frame) -> Region {
        guard isFramed, report.rows.count == 1, let counter = report.rows.first,
            let app = state.report(of: counter.app, launch: counter.launch?.id)
        else { return region }
        let charts = MilestoneCharts(counter: counter, report: app, state: state, theme: theme)
        guard charts.hasDownloads || charts.hasRanks else { return region }
        let (left, right) = region.splitLeft(max(Self.singleWidth, min(92, region.width * 48 / 100)))
        charts.draw(in: right, on: &frame)
        return left
    }
}
