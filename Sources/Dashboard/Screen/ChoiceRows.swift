import Canvas
import Market

/// The rows of a list of choices, each with a label, a description and a kind. The letters that match the typed pattern
/// are highlighted.
struct ChoiceRows {
    /// The width of the labels in columns; longer labels are truncated.
    let labelWidth: Int
    /// The width of the kinds at the right end in columns; 0 if there are none.
    var kindWidth = 0
    /// The typed pattern, if any.
    var pattern: FuzzyPattern?
    /// The style of the label in rows that aren't selected; `nil` for the theme's text style.
    var labelStyle: Style?
    let theme: Theme

    /// The number of columns between the label and the description.
    static let gap = 2

    func draw(_ item: Picker.Item, isSelected: Bool, in row: Region, on frame: inout Frame) {
        frame.write(isSelected ? "▸" : " ", in: row, style: theme.heading)
        let (main, kind) = row.inset(left: 2).splitLeft(row.width - 2 - kindWidth)
        let (label, detail) = main.splitLeft(labelWidth, gap: Self.gap)
        frame.write(item.label, in: label, style: isSelected ? theme.heading : labelStyle ?? theme.text)
        frame.write(item.detail, in: detail, style: theme.faint)
        frame.write(item.kind, in: kind, style: theme.faint, align: .right)
        guard let pattern else { return }
        if !highlight(pattern, in: label, on: &frame) { highlight(pattern, in: main, on: &frame) }
    }

    /// Highlights the letters in a region that match the pattern.
    ///
    /// - Returns: Whether the visible text matches the pattern.
    @discardableResult
    private func highlight(_ pattern: FuzzyPattern, in region: Region, on frame: inout Frame) -> Bool {
        let cells = (region.x..<region.x + region.width).compactMap { x in
            frame[x, region.y].glyph.map { (x: x, glyph: $0) }
        }
        let positions = pattern.positions(in: cells.map(\.glyph.base))
        for position in positions {
            let cell = Region(x: cells[position].x, y: region.y, width: cells[position].glyph.width, height: 1)
            frame.restyle(cell) { $0 = theme.match.with($0.attributes) }
        }
        return !positions.isEmpty
    }
}
