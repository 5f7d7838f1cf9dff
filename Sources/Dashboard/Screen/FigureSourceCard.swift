import Canvas

/// A box that shows the details of one of several figures.
struct FigureSourceCard {
    let cards: [FigureCard]
    let position: Int
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        guard !cards.isEmpty else { return }
        let card = cards[min(position, cards.count - 1)]
        let width = min(body.width - 2, 90)
        let lines = lines(of: card, width: width - 4)
        let box = Box(title: "figure \(position + 1) of \(cards.count)", width: width, height: lines.count + 2)
        let inner = box.draw(in: body, theme: theme, on: &frame)
        for (row, line) in lines.prefix(inner.height).enumerated() { frame.write(line, in: inner.row(row)) }
        frame.cursor = Point(x: inner.x, y: inner.y)
    }

    private func lines(of card: FigureCard, width: Int) -> [[StyledText]] {
        let longest = card.lines.map { displayWidth($0.label) }.max() ?? 0
        let gutter = longest == 0 ? 0 : max(11, longest + 2)
        var lines: [[StyledText]] = TextWrapping.lines(card.title, width: width).map { [StyledText($0, theme.text)] }
        lines.append([StyledText(card.value, theme.heading)])
        lines += [[StyledText(card.kind.explanation, theme.faint)], []]
        for line in card.lines {
            for (index, part) in TextWrapping.lines(line.text, width: width - gutter).enumerated() {
                let label = index == 0 ? line.label : ""
                let pad = String(repeating: " ", count: max(0, gutter - displayWidth(label)))
                lines.append([
                    StyledText(label + pad, theme.faint),
                    StyledText(part, line.label == Symbol.conflict ? theme.stale : theme.text),
                ])
            }
        }
        return lines
    }
}
