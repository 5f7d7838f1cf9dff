import Canvas

/// What the line that is being typed may become, right above it.
struct CompletionList {
    let completions: [Completion]
    /// Which one stands in the line.
    let chosen: Int?
    let theme: Theme

    func draw(above line: Region, on frame: inout Frame) {
        guard !completions.isEmpty else { return }
        let width = line.width
        let height = completions.count + 1
        let box = Region(x: line.x, y: line.y - height, width: width, height: height)
        guard box.y >= 2 else { return }
        frame.clear(box)
        frame.clickTargets.removeAll()
        frame.rule(in: box.row(0), style: theme.faint)
        let column = min(width / 3, (completions.map { displayWidth($0.word) }.max() ?? 0) + 4)
        for (index, completion) in completions.enumerated() {
            let row = box.row(index + 1)
            let isChosen = index == chosen
            let (left, right) = row.splitLeft(column, gap: 1)
            frame.write(
                "\(isChosen ? "▸" : " ") \(completion.word)",
                in: left,
                style: isChosen ? theme.heading : theme.accent
            )
            frame.write(completion.title, in: right, style: theme.faint)
        }
    }
}
