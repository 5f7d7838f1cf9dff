import Canvas
import Growth
import History
import Market

extension MilestonesReport {
    /// Which milestone, by whom, when, and according to whom.
    static func content(of reached: [ReachedMilestone], theme: Theme) -> TableContent {
        TableContent(
            columns: [
                .init("", least: 1), .init("reached", least: 8, most: 12), .init("by", least: 12, most: 22),
                .init("when", least: 18, most: 22), .init("according to", least: 14, most: 80, priority: 1),
            ],
            rows: reached.map { one in
                let style = one.kind == .claim ? theme.claim : theme.milestone
                return [
                    StyledText(one.kind == .claim ? "“" : "◆", style), StyledText(one.threshold, style),
                    StyledText(one.name, theme.text), StyledText(one.when, theme.text),
                    StyledText(one.source, theme.faint),
                ]
            }
        )
    }

    /// The counters as a table, for text.
    func content(theme: Theme) -> TableContent {
        TableContent(
            columns: [
                .init("app", least: 10, most: 30), .init("of", least: 10, most: 36),
                .init("total", least: 10, most: 28, isRightAligned: true), .init("to", least: 11),
                .init("a day", least: 8, most: 24, isRightAligned: true), .init("next", least: 5, isRightAligned: true),
                .init("done", least: 6, most: 10, isRightAligned: true), .init("date", least: 12, most: 60),
                .init("according to", least: 10, most: 60),
            ],
            rows: rows.map { row in
                guard let figures = row.figures else {
                    return [StyledText(row.name, theme.heading)]
                        + Array(repeating: StyledText("·", theme.faint), count: 8)
                }
                let total = figures.total.map { "\(figures.kind.mark)\(NumberFormat.range($0.range))" }
                return [
                    StyledText(row.name, theme.heading), StyledText(figures.what, theme.text),
                    StyledText(total ?? figures.large[0], theme.heading),
                    StyledText(TimeFormat.long(figures.pace.lastDay), theme.text),
                    StyledText(figures.dailyPace ?? "·", theme.text),
                    StyledText(figures.outlook.map { NumberFormat.short(Double($0.threshold)) } ?? "·", theme.text),
                    StyledText(figures.done.isEmpty ? "·" : figures.done, theme.text),
                    StyledText(
                        figures.outlook == nil ? "·" : figures.arrival(asOf: instant, in: zone),
                        theme.milestone
                    ),
                    StyledText("\(figures.kind.rawValue), \(figures.source)", theme.faint),
                ]
            }
        )
    }

    /// The figures of a counter, each with where it comes from.
    func cards(at row: Int) -> [FigureCard] {
        guard rows.indices.contains(row) else { return [] }
        let tally = rows[row]
        var cards = tally.figures.map { self.cards(of: tally, $0) } ?? []
        var seen: Set<FigureCard> = []
        for ledger in ledgers {
            let launch = tally.launch.flatMap { ledger.launch(id: $0.id) }
            guard let report = AppReport(of: tally.app, in: ledger, asOf: instant, zone: zone, launch: launch) else {
                continue
            }
            cards += report.cards
        }
        return cards.filter { seen.insert($0).inserted }
    }

    private func cards(of tally: MilestoneCounter, _ figures: MilestoneCounter.Projection) -> [FigureCard] {
        func card(_ what: String, _ value: String, _ kind: FigureKind, _ notes: [FigureCard.Line]) -> FigureCard {
            FigureCard(
                title: "\(what) of \(tally.name)",
                value: value,
                kind: kind,
                lines: [.init(label: "where", text: figures.place)] + notes
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
            let note =
                "the total to \(to.text), and since then the \(figures.basis)"
            cards.append(
                card(
                    "\(figures.metric.unit) by now",
                    "\(running.kind.mark)\(MilestoneCounter.Projection.rounded(running.expected))",
                    running.kind,
                    [
                        .init(label: "range", text: MilestoneCounter.Projection.rounded(running.range)),
                        .init(label: "reckoned", text: note),
                    ]
                )
            )
        }
        if let daily = figures.dailyPace {
            let count = NumberFormat.count(figures.pace.daysInMean, "day")
            let days: [FigureCard.Line] = figures.pace.daysInMean > 1 ? [.init(label: "mean of", text: count)] : []
            cards.append(card("\(figures.metric.unit) a day", daily, figures.paceKind, days + [to]))
        }
        if let outlook = figures.outlook, outlook.arrival != nil {
            let goal = NumberFormat.grouped(outlook.threshold)
            cards.append(
                card(
                    "when \(goal) \(figures.metric.unit)",
                    "=\(figures.arrival(asOf: instant, in: zone))",
                    .derived,
                    [.init(label: "reckoned", text: figures.method), to]
                )
            )
        }
        return cards
    }
}
