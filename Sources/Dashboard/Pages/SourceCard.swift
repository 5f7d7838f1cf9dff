import Canvas

/// A box with everything that is known of one figure.
struct SourceCard {
    let cards: [FigureCard]
    let position: Int
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        guard !cards.isEmpty else { return }
        let card = cards[min(position, cards.count - 1)]
        let width = min(body.width - 2, 90)
        let lines = words(of: card, width: width - 4)
        let box = Box(title: "figure \(position + 1) of \(cards.count)", width: width, height: lines.count + 2)
        let inner = box.draw(in: body, theme: theme, on: &frame)
        for (row, line) in lines.prefix(inner.height).enumerated() { frame.write(line, in: inner.row(row)) }
        frame.cursor = Point(x: inner.x, y: inner.y)
    }

    private func words(of card: FigureCard, width: Int) -> [[Piece]] {
        let gutter = card.lines.contains { !$0.label.isEmpty } ? 11 : 0
        var lines: [[Piece]] = Wrapping.lines(card.title, width: width).map { [Piece($0, theme.text)] }
        lines.append([Piece(card.value, theme.heading)])
        lines += [[Piece(card.kind.explanation, theme.faint)], []]
        for line in card.lines {
            for (index, part) in Wrapping.lines(line.text, width: width - gutter).enumerated() {
                let label = index == 0 ? line.label : ""
                let pad = String(repeating: " ", count: max(0, gutter - displayWidth(label)))
                lines.append([Piece(label + pad, theme.faint), Piece(part, line.label == "≠" ? theme.sum : theme.text)])
            }
        }
        return lines
    }
}
