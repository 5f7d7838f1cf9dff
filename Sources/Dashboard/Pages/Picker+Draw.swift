import Canvas

extension Picker {
    /// A box in the middle of the page.
    func draw(in body: Region, theme: Theme, on frame: inout Frame) {
        let width = min(body.width, max(24, (labels.map { displayWidth($0) }.max() ?? 0) + 6))
        let height = min(body.height, labels.count + 2)
        let box = Region(
            x: body.x + (body.width - width) / 2,
            y: body.y + (body.height - height) / 2,
            width: width,
            height: height
        )
        frame.clear(box)
        // What lies under the box is not to be clicked, nor what lies beside it.
        frame.spots.removeAll()
        frame.rule(in: box.row(0), style: theme.faint)
        frame.write(" \(title) ", in: box.row(0).inset(left: 2), style: theme.heading)
        frame.rule(in: box.row(height - 1), style: theme.faint)
        let inner = box.inset(left: 2, right: 2, top: 1, bottom: 1)
        let window = RowWindow(selection: selection, count: labels.count, height: inner.height)
        for (offset, index) in window.rows.enumerated() {
            let isSelected = index == selection
            frame.write(
                (isSelected ? "▸ " : "  ") + labels[index],
                in: inner.row(offset),
                style: isSelected ? theme.heading : theme.text
            )
            frame.spots.append(Spot(inner.row(offset), .row(index)))
            if isSelected { frame.cursor = Point(x: inner.x, y: inner.y + offset) }
        }
    }
}
