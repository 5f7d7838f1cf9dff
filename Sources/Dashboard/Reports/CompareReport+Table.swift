import Canvas
import Growth
import Market

extension CompareReport {
    /// Totals at D1, D3, D7, D14 and D30, each beside its ratio to the first launch's where like figures are known.
    ///
    /// - Parameter focus: the row that is written bold.
    func content(theme: Theme, focus: Int) -> TableContent {
        let isOne = entrants.count < 2
        var columns: [TableLayout.Column] = [
            .init("launch", least: 8, most: 24), .init("in", least: 5, most: 20, priority: 1),
        ]
        for (place, age) in LaunchComparison.ages.enumerated() {
            let widest = comparison.rows.map { displayWidth(Self.text($0, place)) }.max() ?? 1
            columns.append(.init("D\(age)", least: max(3, widest), most: max(6, widest), isRightAligned: true))
            guard !isOne else { continue }
            let ratio = comparison.rows.map { displayWidth(Self.ratio($0, place)) }.max() ?? 1
            // A week is what launches are told by: its ratio goes last.
            let priority = ratio == 1 ? 9 : age == 7 ? 2 : 3 + place
            columns.append(.init("of 1st", least: max(6, ratio), priority: priority, isRightAligned: true))
        }
        return TableContent(
            columns: columns,
            rows: comparison.rows.enumerated().map { index, row in
                let style = index == focus ? theme.line(index).with(.bold) : theme.line(index)
                let unit = row.measure.map { $0.metric == .downloads ? "" : "\($0.metric.unit) " } ?? ""
                var pieces = [
                    Piece(curves[index].name, style),
                    Piece(row.measure.map { "\(unit)\($0.scope.label)" } ?? "·", theme.faint),
                ]
                for place in LaunchComparison.ages.indices {
                    let (total, ratio) = (Self.text(row, place), Self.ratio(row, place))
                    pieces.append(Piece(total, total == "·" ? theme.faint : theme.text))
                    if !isOne { pieces.append(Piece(ratio, ratio == "·" ? theme.faint : theme.milestone)) }
                }
                return pieces
            }
        )
    }

    private static func text(_ row: LaunchComparison.Row, _ place: Int) -> String {
        guard let total = row.cells[place].total else { return "·" }
        let mark = row.kind?.mark ?? ""
        let whole = rounded(total)
        // Bounded by a later total alone.
        if whole.lowerBound == 0, whole.upperBound > 0 { return "\(mark)≤\(Figures.short(whole.upperBound))" }
        return whole.lowerBound == whole.upperBound
            ? mark + Figures.plain(whole.lowerBound)
            : "\(mark)\(Figures.short(whole.lowerBound))–\(Figures.short(whole.upperBound))"
    }

    private static func ratio(_ row: LaunchComparison.Row, _ place: Int) -> String {
        row.cells[place].ratio.map { percent($0.range) } ?? "·"
    }
}
