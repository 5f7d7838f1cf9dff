import Canvas
import History
import Market

/// A panel with an app and the apps around it in a chart, one per row: rank, change over 24 hours, name.
struct NeighborsPanel {
    let title: String
    let neighbors: [ChartNeighbor]
    let theme: Theme

    /// The minimum number of rows, including the border.
    static let minimumHeight = 5
    /// The minimum number of columns of each of two panels side by side, including the border.
    static let minimumWidth = 44

    func draw(in region: Region, on frame: inout Frame) {
        let inner = Panel(title: title).draw(in: region, theme: theme, on: &frame)
        guard !neighbors.isEmpty else {
            frame.write("no chart data yet", in: inner.row(0), style: theme.faint)
            return
        }
        let changes = neighbors.map { neighbor in
            MyLaunchTable.change(neighbor.day, isRanked: true, window: ChartStanding.dayWindow, theme: theme)
        }
        let width = changes.reduce(7) { max($0, displayWidth($1.text)) }
        for (index, (neighbor, text)) in zip(neighbors, changes).enumerated() {
            let line = inner.row(index)
            let (left, rest) = line.splitLeft(6, gap: 1)
            let (change, name) = rest.splitLeft(width, gap: 2)
            let style = neighbor.isOwn ? theme.heading : theme.text
            frame.write("#\(neighbor.rank.value)", in: left, style: style, align: .right)
            frame.write(text.text, in: change, style: text.style, align: .right)
            frame.write(neighbor.name, in: name, style: style)
        }
    }
}
