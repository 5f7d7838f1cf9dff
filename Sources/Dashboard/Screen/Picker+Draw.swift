import Canvas

extension Picker {
    /// Draws the typed text and the choices that match it in a box. The box keeps its size while text is typed.
    func draw(in body: Region, theme: Theme, on frame: inout Frame) {
        let inner = box(in: body).draw(in: body, theme: theme, on: &frame)
        let (input, list) = inner.splitTop(1)
        FieldLine(field: field, label: "› ", hints: [hint]).draw(in: input, theme: theme, on: &frame)
        if shown.isEmpty { frame.write("  no match", in: list.row(0), style: theme.faint) }
        let rows = ChoiceRows(labelWidth: labelWidth(in: list), kindWidth: kindWidth, pattern: pattern, theme: theme)
        let window = RowWindow(selection: selection, count: shown.count, height: list.height)
        for (offset, index) in window.rows.enumerated() {
            let row = list.row(offset)
            rows.draw(shown[index], isSelected: index == selection, in: row, on: &frame)
            frame.clickTargets.append(ClickTarget(row, .row(index)))
            // The cursor follows the selection until something is typed.
            if index == selection, text.isEmpty, !isFinder { frame.cursor = Point(x: row.x, y: row.y) }
        }
    }

    private var hint: String {
        guard !text.isEmpty else { return isFinder ? "type a name or an id" : "type to filter" }
        let count = isFinder && shown.count == Finder.limit ? "\(shown.count)+" : "\(shown.count)"
        return "\(count) \(shown.count == 1 ? "match" : "matches")"
    }

    private var kindWidth: Int { isFinder ? Self.finderKindWidth : 0 }

    /// The width of the widest kind, "storefront", and a gap of two columns.
    private static let finderKindWidth = 12
    private static let finderSize = Size(columns: 100, rows: 26)
    /// The width of the box's margins, and of the symbol of the selected row.
    private static let (margin, sign) = (4, 2)

    private func box(in body: Region) -> Box {
        guard !isFinder else {
            return Box(
                title: title,
                width: min(Self.finderSize.columns, body.width),
                height: min(Self.finderSize.rows, body.height)
            )
        }
        let details = widestDetail
        let width = widestLabel + (details > 0 ? details + ChoiceRows.gap : 0) + Self.sign + Self.margin
        return Box(title: title, width: max(28, width), height: items.count + 3)
    }

    private var widestDetail: Int { items.map { displayWidth($0.detail) }.max() ?? 0 }
    private var widestLabel: Int { items.map { displayWidth($0.label) }.max() ?? 0 }

    /// The width of the labels. Long labels leave space for the details, but only half of the width.
    private func labelWidth(in list: Region) -> Int {
        let width = list.width - Self.sign - kindWidth
        guard !isFinder else { return width / 2 }
        return widestDetail == 0 ? widestLabel : min(widestLabel, max(width / 2, width - ChoiceRows.gap - widestDetail))
    }
}
