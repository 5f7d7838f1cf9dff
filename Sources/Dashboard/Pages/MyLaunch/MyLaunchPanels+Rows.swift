import Canvas
import Market

/// The panels of My launch that are lists of rows.
extension MyLaunchPanels {
    func drawRatings(_ lines: [[StyledText]], in region: Region, on frame: inout Frame) {
        let inner = Panel(title: "Ratings", summary: details.ratings.summary)
            .draw(in: region, theme: theme, on: &frame)
        for (index, line) in lines.enumerated() { frame.write(line, in: inner.row(index)) }
    }

    func drawReviews(_ lines: [[StyledText]], in region: Region, on frame: inout Frame) {
        let inner = Panel(
            title: "Reviews",
            key: page.commands.label(.reviews),
            summary: "observed, \(ReviewSummary.publisher)"
        )
        .draw(in: region, theme: theme, on: &frame)
        for (index, line) in lines.enumerated() { frame.write(line, in: inner.row(index)) }
    }

    func drawNeighbors(
        _ neighbors: [ChartNeighbor],
        of chart: Chart?,
        in region: Region,
        on frame: inout Frame
    ) {
        let title = chart.map { details.neighborTitle(of: $0) } ?? "Neighbors"
        NeighborsPanel(title: title, neighbors: neighbors, theme: theme).draw(in: region, on: &frame)
    }
}
