extension LineChart {
    /// The text at the end of one line or, if several lines end with the same value, of these lines: "US #3",
    /// "FR GB #1".
    private struct EndLabel {
        /// The lines' indices, the top line first.
        var lines: [Int]
        /// The position of the value on the axis, from 0 (top).
        let position: Double
        let value: String
        var row: Int

        /// The top line.
        var top: Int { lines[0] }
    }

    /// Draws the names and last values of the lines at their ends. The labels are ordered by value and don't overlap.
    /// Lines that end with the same value share a label if there is enough room for their names. The label of the last
    /// line keeps its position if the others then fit into the plot. If there are more labels than rows, some aren't
    /// drawn.
    func drawLabels(plot: Region, bottom lane: Region, endGutter: Int, on frame: inout Frame) {
        guard endGutter > 2 else { return }
        let bottom = plot.y + plot.height - 1 + lane.height
        var labels = endLabels(plot: plot, bottom: bottom, width: endGutter - 1)
        guard let focus = labels.indices.max(by: { labels[$0].top < labels[$1].top }) else { return }
        for index in labels.indices.dropFirst(focus + 1) {
            labels[index].row = max(labels[index].row, labels[index - 1].row + 1)
        }
        for index in labels.indices.prefix(focus).reversed() {
            labels[index].row = min(labels[index].row, labels[index + 1].row - 1)
        }
        var (lowest, highest) = (bottom, plot.y)
        for index in labels.indices.reversed() {
            labels[index].row = min(labels[index].row, lowest)
            lowest = labels[index].row - 1
        }
        for index in labels.indices {
            labels[index].row = max(labels[index].row, highest)
            highest = labels[index].row + 1
        }
        for label in labels where (plot.y...bottom).contains(label.row) {
            let room = Region(x: plot.x + plot.width + 1, y: label.row, width: endGutter - 1, height: 1)
            // The names are shortened, not the value.
            let names = label.lines.enumerated().map { index, line in
                StyledText((index > 0 ? " " : "") + lines[line].label, lines[line].style)
            }
            let used = frame.write(names, in: room.inset(right: displayWidth(label.value) + 1))
            frame.write(
                label.value,
                in: room.splitLeft(used, gap: used > 0 ? 1 : 0).rest,
                style: lines[label.top].style
            )
        }
    }

    /// Returns the labels at the ends of the lines, sorted by value. Among lines with the same value, the top line comes
    /// first.
    private func endLabels(plot: Region, bottom: Int, width: Int) -> [EndLabel] {
        let single = lines.indices.compactMap { index -> EndLabel? in
            let line = lines[index]
            guard line.isLabeled, let point = visible(line).last else { return nil }
            let row = point.value.map { plot.y + self.row(of: $0, in: plot) } ?? bottom
            // A last known value that isn't assumed to be current any more is in parentheses.
            let isAccepted = !point.isIsolated && end(of: point, next: nil, in: line) >= min(now, axis.end)
            let value = point.value.map(format) ?? self.lane ?? "–"
            return EndLabel(
                lines: [index],
                position: point.value.map(scale.position) ?? 2,
                value: isAccepted ? value : "(\(value))",
                row: row
            )
        }
        var labels: [EndLabel] = []
        for label in single.sorted(by: { ($0.position, -$0.top) < ($1.position, -$1.top) }) {
            if let last = labels.last, last.row == label.row, last.value == label.value,
                nameWidth(of: last.lines + label.lines) + displayWidth(label.value) < width
            {
                labels[labels.count - 1].lines += label.lines
            } else {
                labels.append(label)
            }
        }
        return labels
    }

    /// Returns the width of the names of several lines, including the spaces between them.
    private func nameWidth(of indices: [Int]) -> Int {
        indices.reduce(indices.count - 1) { $0 + displayWidth(lines[$1].label) }
    }
}
