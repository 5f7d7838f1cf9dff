import Canvas
import Growth
import History
import Market
import TimeSeries

extension FigureCard {
    /// Creates a card for a published figure, including the figures that conflict with it.
    init(_ figure: Observation, of report: AppReport) {
        let what = figure.metric == .rank ? "rank" : figure.metric.unit
        var lines = [
            Line(label: figure.chart == nil ? "scope" : "chart", text: figure.chart?.title ?? figure.scope.label),
            Line(label: "period", text: report.period(of: figure)),
            Line(label: "source", text: figure.source.name),
            Line(label: "published", text: figure.source.published),
        ]
        if let address = figure.source.address { lines.append(Line(label: "address", text: address)) }
        if let series = figure.series { lines.append(Line(label: "series", text: series)) }
        if let note = figure.note { lines.append(Line(label: "note", text: note)) }
        lines += Self.conflicts(with: figure, in: report)
        self.init(
            title: "\(what) of \(report.name), \(report.period(of: figure))",
            value: figure.figure,
            kind: figure.kind,
            lines: lines
        )
    }

    /// Returns a line for each figure about the same period that differs from a figure.
    private static func conflicts(with figure: Observation, in report: AppReport) -> [Line] {
        report.observations.filter { other in
            other != figure && other.metric == figure.metric && other.scope == figure.scope
                && other.period == figure.period
                && other.chart == figure.chart && other.value != figure.value
        }
        .map { Line(label: Symbol.conflict, text: "\($0.figure), \($0.source.name), \($0.source.published)") }
    }

    /// Creates a card for a milestone that an app reached.
    init(_ milestone: Milestone, of report: AppReport) {
        let when = report.cells(of: milestone, theme: .mono)[2].text
        var lines = [
            Line(label: "reached", text: when),
            Line(label: "source", text: milestone.source),
        ]
        if let chart = milestone.chart { lines.insert(Line(label: "chart", text: chart.title), at: 0) }
        let published = report.observations.first {
            $0.metric == milestone.metric && $0.chart == milestone.chart && $0.source.name == milestone.source
        }
        if let address = published?.source.address { lines.append(Line(label: "address", text: address)) }
        let chart = milestone.chart.map { " in \($0.titleInSentence)" } ?? ""
        self.init(
            title: "\(report.name) reached \(report.threshold(of: milestone))\(chart)",
            value: when,
            kind: milestone.kind,
            lines: lines
        )
    }

    /// Creates a card for an app's newest rank in a chart; `nil` if there is none.
    init?(rankIn chart: Chart, of report: AppReport) {
        guard let current = report.current(in: chart) else { return nil }
        let record = report.ledger.rankRecord(of: report.app, in: chart, asOf: report.instant)
        let quoted = report.quotedRank(in: chart, seen: current.seen)
        var lines = [
            Line(label: "chart", text: chart.title),
            Line(label: "seen", text: TimeFormat.instant(current.seen, in: report.zone)),
            Line(label: "source", text: quoted?.source.name ?? report.ledger.sourceText(of: chart, at: current.seen)),
        ]
        if let quoted {
            lines.append(Line(label: "published", text: quoted.source.published))
            if let address = quoted.source.address { lines.append(Line(label: "address", text: address)) }
            if let note = quoted.note { lines.append(Line(label: "note", text: note)) }
            lines += Self.conflicts(with: quoted, in: report)
        }
        if let record {
            let when = TimeFormat.instant(Timestamp(seconds: record.bestAt), in: report.zone)
            lines.append(Line(label: "best", text: "#\(record.best), first reached \(when)"))
        }
        if current.rank == nil {
            lines.append(
                Line(
                    label: "note",
                    text: current.isConfirmed
                        ? "not ranked in two consecutive snapshots"
                        : "missing from the latest snapshot only, unconfirmed"
                )
            )
        }
        self.init(
            title: "rank of \(report.name) in \(chart.shortTitle)",
            value: current.rank.map { "#\($0.value)" } ?? "not ranked",
            kind: .observed,
            lines: lines
        )
    }

    /// Creates a card for an app's best rank in a chart; `nil` if the app was never ranked, or if its rank is the best.
    init?(bestRankIn chart: Chart, of report: AppReport) {
        guard let record = report.ledger.rankRecord(of: report.app, in: chart, asOf: report.instant),
            report.current(in: chart)?.rank.map({ $0.value != Int(record.best) }) ?? true
        else { return nil }
        let reached = Timestamp(seconds: record.bestAt)
        self.init(
            title: "best rank of \(report.name) in \(chart.shortTitle)",
            value: "#\(record.best), first reached \(TimeFormat.instant(reached, in: report.zone))",
            kind: .observed,
            lines: [
                Line(label: "chart", text: chart.title),
                Line(label: "source", text: report.ledger.sourceText(of: chart, at: reached)),
            ]
        )
    }

    /// Creates a card for the counts of one counter.
    init(_ counted: CountedSeries) {
        self.init(
            title: "\(counted.counter.metric.unit) in \(counted.counter.scope.label)",
            value: counted.totalText,
            kind: counted.counter.kind,
            lines: [
                Line(label: "counted", text: counted.text), Line(label: "source", text: counted.counter.source),
            ]
                + (counted.counter.isNetOfRefunds
                    ? [Line(label: "refunds", text: "subtracted, as in App Store Connect's units")] : [])
                + counted.conflicts.map { Line(label: Symbol.conflict, text: $0) }
        )
    }
}

extension AppReport {
    /// Returns the text for a figure's period: "Oct 4", "first 7 days", "Oct 2, 3 and 5 in total".
    func period(of figure: Observation) -> String {
        switch figure.period {
        case .day(let day): return date(day)
        case .days(let days):
            // The days have no year; name it unless it's the launch's.
            let year = days.last.map(\.civil.year).flatMap { $0 == launch?.day0.civil.year ? nil : ", \($0)" } ?? ""
            return TimeFormat.list(days) + year + (figure.metric.addsUp ? " in total" : "")
        case .total(let day): return "total as of \(date(day))"
        case .within(let days): return "one day in \(span(days))"
        case .through(let day):
            guard let launch, day >= launch.day0 else { return "up to \(TimeFormat.long(day))" }
            return "first \(NumberFormat.count(day.number - launch.day0.number + 1, "day"))"
        }
    }

    /// The cards of all figures on the App page: ranks, counts, milestones and published figures.
    var cards: [FigureCard] {
        let ranks = charts.compactMap { FigureCard(rankIn: $0, of: self) }
        let figures = observations.sorted { $0.period.lastDay > $1.period.lastDay }.map { FigureCard($0, of: self) }
        return ranks + counted.map { FigureCard($0) } + milestones.map { FigureCard($0, of: self) } + figures
    }
}
