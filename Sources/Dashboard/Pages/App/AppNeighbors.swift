import Canvas
import History
import Market

/// The apps ranked around an app in its charts, one panel per chart, in the space below the facts.
struct AppNeighbors {
    let report: AppReport
    /// The chart whose neighbors are always shown; `nil` if there is none.
    let selected: Chart?
    let theme: Theme

    /// The number of rows of a panel if there are more charts to show, including the border.
    private static let usualHeight = 11
    /// The maximum number of ranks shown above and below the app.
    private static let maximumReach = 12

    /// Draws panels for as many charts as fit, in one or two columns. The panels stay in place when another chart is
    /// selected, unless it isn't among them: then it replaces the last one.
    func draw(in region: Region, on frame: inout Frame) {
        guard region.height >= NeighborsPanel.minimumHeight else { return }
        // A published rank of the app alone has no neighbors.
        var shown = report.charts.filter { report.ledger.entryCount(of: $0, asOf: report.instant) > 1 }
        guard !shown.isEmpty else { return }
        let across = max(1, min(2, shown.count, region.width / NeighborsPanel.minimumWidth))
        // Rows are full, so that no space is left next to the last panel.
        let down = max(1, min(shown.count / across, region.height / Self.usualHeight))
        if let selected, let index = shown.firstIndex(of: selected), index >= across * down {
            shown[across * down - 1] = selected
        }
        var rest = region
        for row in 0..<down {
            let line: Region
            (line, rest) = rest.splitTop(rest.height / (down - row))
            let pair = shown.dropFirst(row * across).prefix(across)
            var room = line
            for (index, chart) in pair.enumerated() {
                let panel: Region
                (panel, room) = room.splitLeft(room.width / (pair.count - index))
                draw(chart, in: panel, on: &frame)
            }
        }
    }

    private func draw(_ chart: Chart, in region: Region, on frame: inout Frame) {
        let reach = max(0, min(Self.maximumReach, (region.height - Panel.borderRows - 1) / 2))
        let neighbors = ChartNeighbor.around(
            report.app,
            named: report.name,
            in: chart,
            reach: reach,
            of: report.ledger,
            asOf: report.instant
        )
        let title = ChartNeighbor.title(of: chart, isRanked: neighbors.contains(where: \.isOwn))
        let height = min(region.height, max(1, neighbors.count) + Panel.borderRows)
        NeighborsPanel(title: title, neighbors: neighbors, theme: theme)
            .draw(in: region.splitTop(height).top, on: &frame)
    }
}
