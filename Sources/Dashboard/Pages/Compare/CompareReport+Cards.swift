import Growth
import Market

extension CompareReport {
    /// Returns a launch's cards, one for each age with a ratio to the first launch. A card shows the ratio, both
    /// figures and their publishers.
    func cards(of index: Int) -> [FigureCard] {
        guard launches.indices.contains(index) else { return [] }
        return comparison.rows[index].cells.reversed().compactMap { cell in
            cell.ratio.map { card($0, age: cell.age, index: index) }
        }
    }

    /// Returns a launch's start and where it comes from: "Sora, Sep 30, 2025 (launch file)".
    private func day0Text(of index: Int) -> String {
        let launch = launches[index]
        return "\(launch.name.full), \(launch.start?.text() ?? "\(TimeFormat.instant(launch.day0)) (first data)")"
    }

    private func card(_ ratio: LaunchComparison.Ratio, age: Int, index: Int) -> FigureCard {
        let (first, other) = (curves[0], curves[index])
        func sources(_ curve: LaunchCurve) -> String {
            curve.best(in: ratio.measure, like: first.series)?.sources.joined(separator: "; ") ?? "unknown"
        }
        var lines = [
            FigureCard.Line(label: "measure", text: Self.label(ratio.measure)),
            .init(label: "period", text: "first \(NumberFormat.count(age, "day")) of each"),
            .init(label: other.name, text: "\(NumberFormat.range(ratio.total)), \(sources(other))"),
            .init(label: first.name, text: "\(NumberFormat.range(ratio.first)), \(sources(first))"),
        ]
        lines += [index, 0].map { .init(label: "day 0", text: day0Text(of: $0)) }
        lines.append(.init(label: "source", text: "calculated by launchtop"))
        if !ratio.isOneModel {
            lines.append(.init(label: Symbol.conflict, text: "the figures come from different models"))
        }
        return FigureCard(
            title: "\(other.name) as a share of \(first.name), first \(NumberFormat.count(age, "day"))",
            value: FigureKind.derived.mark + Self.percent(ratio.range),
            kind: .derived,
            lines: lines
        )
    }
}
