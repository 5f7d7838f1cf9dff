import Canvas
import Growth
import History
import Market

extension MyLaunchReport {
    /// Returns the cards of the selected app's figures: the rank of a storefront row, its changes and its genre rank,
    /// then the other rows' ranks, downloads, launches at the same age, and milestones.
    ///
    /// - Parameter row: The selected storefront row.
    /// - Complexity: O(charts · snapshots).
    func cards(at row: Int) -> [FigureCard] { details?.cards(at: row, polls: polls(of:)) ?? [] }
}

extension MyLaunchDetails {
    /// Returns the cards of the app's figures, those of the selected row first.
    ///
    /// - Parameter polls: A function that returns the status of the sources that poll a chart; `nil` if none does.
    func cards(at row: Int, polls: (Chart) -> PollStatus?) -> [FigureCard] {
        let chart = self.row(at: row)?.chart
        // An app in both stores has a report for each.
        let apps = [app, watched.counterpart].compactMap { $0 }
        let reports = apps.map { AppReport(of: $0, in: inputs.data, asOf: instant, zone: zone, only: chart) }
        func rank(_ standing: ChartStanding?) -> FigureCard? {
            standing.map { standing in
                let report = apps.firstIndex(of: app(in: standing.chart)).flatMap { reports[$0] }
                return report.flatMap { FigureCard(rankIn: standing.chart, of: $0) }
                    ?? absence(standing, polls(standing.chart))
            }
        }
        let selected = self.row(at: row)
        let moves = [
            selected?.overall.flatMap { change($0, $0.hour, "an hour", climb: $0.climb) },
            selected?.overall.flatMap { change($0, $0.day, "24 hours") },
        ]
        let best = selected?.overall.flatMap { standing in
            apps.firstIndex(of: app(in: standing.chart)).flatMap { reports[$0] }
                .flatMap { FigureCard(bestRankIn: standing.chart, of: $0) }
        }
        let others = rows.indices.filter { $0 != row }.compactMap { rank(rows[$0].overall) }
        let first = [rank(selected?.overall), best] + moves + [rank(selected?.genre)]
        let counts = apps.flatMap { id in
            CountedSeries.all(of: id, in: inputs.data, asOf: instant)
                .map { naming("\(id.text), \(id.store.name)", in: FigureCard($0)) }
        }
        let ranks = (first.compactMap { $0 } + others).map { naming(idText, in: $0) }
        return ranks + counts + ratings.cards(of: name) + downloadsFromRatings.cards(of: name) + forecast
            + sameAge.cards(day0: age?.start.text(in: zone) ?? "unknown")
    }

    /// Returns a card with the ids of the app, if it's in both stores.
    private func naming(_ ids: String, in card: FigureCard) -> FigureCard {
        guard watched.counterpart != nil else { return card }
        var card = card
        card.lines.append(.init(label: "app", text: ids))
        return card
    }

    /// Returns the card for a chart that has never ranked the app.
    private func absence(_ standing: ChartStanding, _ polls: PollStatus?) -> FigureCard {
        var lines = [
            FigureCard.Line(label: "chart", text: standing.chart.title),
            .init(label: "last checked", text: TimeFormat.instant(standing.checked, in: zone)),
        ]
        if let next = polls?.nextText { lines.append(.init(label: "next poll", text: next)) }
        if let depth = standing.depth {
            lines.append(.init(label: "depth", text: "the chart lists \(NumberFormat.count(depth, "app"))"))
        }
        lines.append(.init(label: "best", text: "never ranked"))
        lines.append(
            .init(label: "source", text: inputs.data.sourceText(of: standing.chart, at: standing.checked))
        )
        return FigureCard(
            title: "rank of \(name) in \(standing.chart.shortTitle)",
            value: standing.depth.map { "not ranked (>\($0))" } ?? "not ranked",
            kind: .observed,
            lines: lines
        )
    }

    /// Returns the card for a change over a time; `nil` if the app isn't ranked or there is nothing to compare with.
    ///
    /// - Parameter climb: The change since the app entered the chart within that time; `nil` if it entered earlier.
    private func change(
        _ standing: ChartStanding,
        _ move: ChartStanding.Move?,
        _ window: String,
        climb: RankClimb? = nil
    ) -> FigureCard? {
        guard let move, let rank = standing.rank else { return nil }
        let rankBefore = move.previousRank.map { "#\($0.value)" } ?? "not ranked"
        let value =
            climb.map(climbText) ?? MyLaunchTable.change(move, isRanked: true, window: move.distance, theme: .mono).text
        let before = standing.checked - move.distance
        let then = TimeFormat.instant(before, in: zone)
        let sources = [before, standing.checked].map { inputs.data.sourceText(of: standing.chart, at: $0) }
        let source = sources[0] == sources[1] ? sources[0] : sources.joined(separator: " and ")
        return FigureCard(
            title: "change of \(name) in \(standing.chart.shortTitle) over \(window)",
            value: value == "–" ? "unchanged" : value,
            kind: .derived,
            lines: [
                .init(label: "chart", text: standing.chart.title),
                .init(label: "before", text: "\(rankBefore), \(then)"),
                .init(label: "now", text: "#\(rank.value), \(TimeFormat.instant(standing.checked, in: zone))"),
                .init(label: "source", text: "calculated by launchtop from two snapshots (\(source))"),
            ]
        )
    }

    /// The card with the expected date of the next download milestone; empty without a forecast.
    private var forecast: [FigureCard] {
        guard let primary = downloads.primary, let outlook = primary.outlook, outlook.arrival != nil else { return [] }
        return [
            FigureCard(
                title: "date of \(NumberFormat.grouped(outlook.threshold)) \(primary.metric.unit) of \(name)",
                value: "=\(primary.arrival(asOf: instant, in: zone))",
                kind: .derived,
                lines: [
                    .init(label: "scope", text: primary.area), .init(label: "method", text: primary.method),
                    .init(label: "source", text: primary.source),
                ]
            )
        ]
    }
}

extension SameAge {
    /// Returns the cards for the figures of the documented launches.
    ///
    /// - Parameter day0: The start of the compared app's launch, and where it comes from.
    fileprivate func cards(day0: String) -> [FigureCard] {
        lines.dropFirst().flatMap { line -> [FigureCard] in
            guard let launch = line.launch, let day else { return [] }
            let sources = launch.observations.filter { $0.metric == .downloads && $0.scope == launch.homeScope }
            var names: [String] = []
            for source in sources where !names.contains(source.source.name) { names.append(source.source.name) }
            if names.isEmpty { names = [launch.title] }
            let total = line.total.map { total in
                FigureCard(
                    title: "downloads of \(line.name) by day \(day)",
                    value: line.kind.mark + NumberFormat.range(total),
                    kind: line.kind,
                    lines: [
                        .init(label: "scope", text: line.area), .init(label: "your day 0", text: day0),
                    ] + names.map { .init(label: "source", text: $0) }
                )
            }
            let rank = line.best.map { best in
                FigureCard(
                    title: "best rank of \(line.name)",
                    value: "#\(best.rank) on day \(best.day)",
                    kind: .observed,
                    lines: [
                        .init(label: "chart", text: best.chart.title), .init(label: "your day 0", text: day0),
                        .init(label: "source", text: "launch file of \(launch.title)"),
                    ]
                )
            }
            return [total, rank].compactMap { $0 }
        }
    }
}
