import Growth
import History
import Market

extension MilestonesReport {
    /// Returns the cards of the counter in a row: its figures, followed by the app's other figures.
    func cards(at row: Int) -> [FigureCard] {
        guard rows.indices.contains(row) else { return [] }
        let counter = rows[row]
        var cards = totalCards(at: row)
        var seen: Set<FigureCard> = []
        for ledger in ledgers {
            let launch = counter.launch.flatMap { ledger.launch(id: $0.id) }
            guard let report = AppReport(of: counter.app, in: ledger, asOf: instant, zone: zone, launch: launch) else {
                continue
            }
            cards += report.cards
        }
        return cards.filter { seen.insert($0).inserted }
    }

    /// Returns the cards of a row's total and forecast.
    func totalCards(at row: Int) -> [FigureCard] {
        let counter = rows[row]
        return counter.figures.map { cards(of: counter, $0) } ?? []
    }

    private func cards(of counter: MilestoneCounter, _ figures: MilestoneCounter.Projection) -> [FigureCard] {
        func card(_ title: String, _ value: String, _ kind: FigureKind, _ notes: [FigureCard.Line]) -> FigureCard {
            FigureCard(
                title: "\(title) of \(counter.name)",
                value: value,
                kind: kind,
                lines: [.init(label: "scope", text: figures.area)] + notes
                    + [.init(label: "source", text: figures.source)]
                    + counter.conflicts.map { .init(label: Symbol.conflict, text: $0) }
            )
        }
        let to = FigureCard.Line(label: "to", text: TimeFormat.full(figures.total?.day ?? figures.pace.lastDay))
        var cards: [FigureCard] = []
        if let total = figures.total {
            let value = "\(figures.kind.mark)\(NumberFormat.range(total.range))"
            let since = FigureCard.Line(label: "since", text: TimeFormat.full(figures.curve.day0))
            cards.append(card(figures.metric.unit, value, figures.kind, [since, to]))
        }
        if let running = figures.running {
            let note = "total to \(to.text), plus the \(figures.basis) since then"
            cards.append(
                card(
                    "current \(figures.metric.unit)",
                    "\(running.kind.mark)\(MilestoneCounter.Projection.rounded(running.expected))",
                    running.kind,
                    [
                        .init(label: "range", text: MilestoneCounter.Projection.rounded(running.range)),
                        .init(label: "method", text: note),
                    ]
                )
            )
        }
        if let daily = figures.dailyPace {
            let count = NumberFormat.count(figures.pace.daysInMean, "day")
            let days: [FigureCard.Line] = figures.pace.daysInMean > 1 ? [.init(label: "mean of", text: count)] : []
            cards.append(card("\(figures.metric.unit) per day", daily, figures.paceKind, days + [to]))
        }
        if let outlook = figures.outlook, outlook.arrival != nil {
            let goal = NumberFormat.grouped(outlook.threshold)
            cards.append(
                card(
                    "date of \(goal) \(figures.metric.unit)",
                    "=\(figures.arrival(asOf: instant, in: zone))",
                    .derived,
                    [.init(label: "method", text: figures.method), to]
                )
            )
        }
        return cards
    }
}
