import Canvas

extension Picker {
    func draw(in body: Region, theme: Theme, on frame: inout Frame) {
        let width = max(24, (labels.map { displayWidth($0) }.max() ?? 0) + 6)
        let inner = Box(title: title, width: width, height: labels.count + 2).draw(in: body, theme: theme, on: &frame)
        let window = RowWindow(selection: selection, count: labels.count, height: inner.height)
        for (offset, index) in window.rows.enumerated() {
            let isSelected = index == selection
            frame.write(
                (isSelected ? "▸ " : "  ") + labels[index],
                in: inner.row(offset),
                style: isSelected ? theme.heading : theme.text
            )
            frame.clickTargets.append(ClickTarget(inner.row(offset), .row(index)))
            if isSelected { frame.cursor = Point(x: inner.x, y: inner.y + offset) }
        }
    }
}
