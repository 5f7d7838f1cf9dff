import Growth
import Market

extension CompareReport {
    /// Ratios to the first launch at each age, with both figures and who published them.
    func cards(of index: Int) -> [FigureCard] {
        guard entrants.indices.contains(index) else { return [] }
        return comparison.rows[index].cells.reversed().compactMap { cell in
            cell.ratio.map { card($0, age: cell.age, index: index) }
        }
    }

    private func card(_ ratio: LaunchComparison.Ratio, age: Int, index: Int) -> FigureCard {
        let (first, other) = (curves[0], curves[index])
        func sources(_ curve: LaunchCurve) -> String {
            curve.best(in: ratio.measure, like: first.series)?.sources.joined(separator: "; ") ?? "not said"
        }
        var lines = [
            FigureCard.Line(label: "where", text: Self.words(ratio.measure)),
            .init(label: "when", text: "the first \(NumberFormat.count(age, "day")) of each"),
            .init(label: other.name, text: "\(NumberFormat.range(ratio.total)), \(sources(other))"),
            .init(label: first.name, text: "\(NumberFormat.range(ratio.first)), \(sources(first))"),
            .init(label: "source", text: "our division"),
        ]
        if !ratio.isOneModel { lines.append(.init(label: "≠", text: "the two are by different models")) }
        return FigureCard(
            title: "\(other.name) by D\(age) as a share of \(first.name)",
            value: FigureKind.derived.mark + Self.percent(ratio.range),
            kind: .derived,
            lines: lines
        )
    }
}
