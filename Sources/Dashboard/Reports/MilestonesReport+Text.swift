import Canvas
import Growth
import History
import Market

extension MilestonesReport {
    /// Returns the table of milestones reached.
    static func content(of reached: [ReachedMilestone], theme: Theme) -> TableContent {
        TableContent(
            columns: [
                .init("", least: 1), .init("reached", least: 8, most: 12), .init("app", least: 12, most: 22),
                .init("when", least: 18, most: 25), .init("source", least: 14, most: 80, priority: 1),
            ],
            rows: reached.map { milestone in
                let style = milestone.kind == .claim ? theme.claim : theme.milestone
                return [
                    StyledText(milestone.kind == .claim ? FigureKind.claim.mark : Sign.milestone, style),
                    StyledText(milestone.threshold, style),
                    StyledText(milestone.name, theme.text), StyledText(milestone.when, theme.text),
                    StyledText(milestone.source, theme.faint),
                ]
            }
        )
    }

    /// Returns the counters as a table for text export.
    func content(theme: Theme) -> TableContent {
        TableContent(
            columns: [
                .init("app", least: 10, most: 30), .init("metric", least: 10, most: 36),
                .init("total", least: 10, most: 28, isRightAligned: true), .init("as of", least: 12),
                .init("per day", least: 8, most: 24, isRightAligned: true),
                .init("next", least: 5, isRightAligned: true),
                .init("progress", least: 8, most: 10, isRightAligned: true), .init("expected", least: 12, most: 60),
                .init("source", least: 10, most: 60),
            ],
            rows: rows.map { row in
                guard let figures = row.figures else {
                    return [StyledText(row.name, theme.heading)]
                        + Array(repeating: StyledText(Sign.noData, theme.faint), count: 8)
                }
                let total = figures.total.map { "\(figures.kind.mark)\(NumberFormat.range($0.range))" }
                return [
                    StyledText(row.name, theme.heading), StyledText(figures.subject, theme.text),
                    StyledText(total ?? figures.largeTexts[0], theme.heading),
                    StyledText(TimeFormat.long(figures.pace.lastDay), theme.text),
                    StyledText(figures.dailyPace ?? Sign.noData, theme.text),
                    StyledText(
                        figures.outlook.map { NumberFormat.short(Double($0.threshold)) } ?? Sign.noData,
                        theme.text
                    ),
                    StyledText(figures.done.isEmpty ? Sign.noData : figures.done, theme.text),
                    StyledText(
                        figures.outlook == nil ? Sign.noData : figures.arrival(asOf: instant, in: zone),
                        theme.milestone
                    ),
                    StyledText("\(figures.kind.rawValue), \(figures.source)", theme.faint),
                ]
            }
        )
    }

    /// Returns the cards of a counter's figures.
    func cards(at row: Int) -> [FigureCard] {
        guard rows.indices.contains(row) else { return [] }
        let counter = rows[row]
        var cards = counter.figures.map { self.cards(of: counter, $0) } ?? []
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

    private func cards(of counter: MilestoneCounter, _ figures: MilestoneCounter.Projection) -> [FigureCard] {
        func card(_ title: String, _ value: String, _ kind: FigureKind, _ notes: [FigureCard.Line]) -> FigureCard {
            FigureCard(
                title: "\(title) of \(counter.name)",
                value: value,
                kind: kind,
                lines: [.init(label: "scope", text: figures.area)] + notes
                    + [.init(label: "source", text: figures.source)]
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
