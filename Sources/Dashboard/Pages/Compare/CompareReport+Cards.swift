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
        return FigureCard(
            title: "\(other.name) as a share of \(first.name), first \(NumberFormat.count(age, "day"))",
            value: FigureKind.derived.mark + Self.percent(ratio.range),
            kind: .derived,
            lines: lines(
                ratio.measure,
                period: "first \(NumberFormat.count(age, "day")) of each",
                totals: (ratio.first, ratio.total),
                isOneModel: ratio.isOneModel,
                index
            )
        )
    }

    /// Returns the card of the result shown at the top of the page: who leads by totals at the current age, or why that
    /// can't be said; otherwise both ranks; `nil` if there is neither.
    func leadCard(of index: Int) -> FigureCard? {
        guard launches.indices.contains(index) else { return nil }
        let (first, other) = (curves[0], curves[index])
        let title = "\(first.name) and \(other.name)"
        if let lead = leads[index], let result = leadLines(against: index).first {
            return FigureCard(
                title: title,
                value: result,
                kind: .derived,
                lines: lines(
                    lead.measure,
                    period: when(lead.age) + (lead.isWithinDay ? "; totals within a day are interpolated" : ""),
                    totals: (lead.shownMine, lead.shownTheirs),
                    projectedFrom: lead.projectedFrom,
                    isOneModel: lead.isOneModel,
                    index
                )
            )
        }
        guard let result = leadLines(against: index).first else { return nil }
        let days = [0, index].map { FigureCard.Line(label: "day 0", text: day0Text(of: $0)) }
        return FigureCard(
            title: title,
            value: result,
            kind: missingLeads[index] == nil ? .observed : .derived,
            lines: days + [.init(label: "source", text: "calculated by launchtop")]
        )
    }

    private func lines(
        _ measure: Measure,
        period: String,
        totals: (first: ClosedRange<Double>, other: ClosedRange<Double>),
        projectedFrom report: LaunchLead.Report? = nil,
        isOneModel: Bool,
        _ index: Int
    ) -> [FigureCard.Line] {
        let (first, other) = (curves[0], curves[index])
        func sources(_ curve: LaunchCurve) -> [String] { curve.best(in: measure, like: first.series)?.sources ?? [] }
        func text(_ total: ClosedRange<Double>, _ curve: LaunchCurve) -> String {
            let sources = sources(curve)
            let source = sources.isEmpty ? "unknown" : sources.joined(separator: "; ")
            return "\(NumberFormat.range(Self.rounded(total))), \(source)"
        }
        let mine =
            report.map { report in
                "\(FigureKind.derived.mark)\(NumberFormat.range(Self.rounded(totals.first))), projected by launchtop from "
                    + "\(text(report.total, first)), \(when(report.age))"
            } ?? text(totals.first, first)
        let publishers = Set((sources(first) + sources(other)).map { SourceText.publisher(of: $0, .estimate) }).sorted()
        var lines = [
            FigureCard.Line(label: "measure", text: Self.label(measure)),
            .init(label: "period", text: period),
            .init(label: other.name, text: text(totals.other, other)),
            .init(label: first.name, text: mine),
        ]
        lines += [index, 0].map { .init(label: "day 0", text: day0Text(of: $0)) }
        let origin = publishers.isEmpty ? "" : " from figures of \(TextList.and(publishers))"
        lines.append(.init(label: "source", text: "calculated by launchtop\(origin)"))
        if !isOneModel {
            lines.append(.init(label: Symbol.conflict, text: "the figures come from different models"))
        }
        return lines
    }
}
