import Canvas
import Growth
import History
import Market
import TimeSeries

extension FigureCard {
    /// A published figure, with those that contradict it.
    init(_ figure: Observation, of report: AppReport) {
        let rivals = report.observations.filter { other in
            other != figure && other.metric == figure.metric && other.scope == figure.scope
                && other.period == figure.period
                && other.chart == figure.chart && other.value != figure.value
        }
        let what = figure.metric == .rank ? "rank" : figure.metric.unit
        var lines = [
            Line(label: "where", text: figure.chart?.title ?? figure.scope.label),
            Line(label: "when", text: report.period(of: figure)),
            Line(label: "source", text: figure.source.name),
            Line(label: "published", text: figure.source.published),
        ]
        if let address = figure.source.address { lines.append(Line(label: "address", text: address)) }
        if let series = figure.series { lines.append(Line(label: "series", text: series)) }
        if let note = figure.note { lines.append(Line(label: "note", text: note)) }
        lines += rivals.map { Line(label: "≠", text: "\($0.figure) says \($0.source.name), \($0.source.published)") }
        self.init(
            title: "\(what) of \(report.name), \(report.period(of: figure))",
            value: figure.figure,
            kind: figure.kind,
            lines: lines
        )
    }

    /// A milestone.
    init(_ milestone: Milestone, of report: AppReport) {
        let words = report.words(of: milestone, theme: .mono)
        var lines = [
            Line(label: "reached", text: words[2].text),
            Line(label: "source", text: milestone.source),
        ]
        if let chart = milestone.chart { lines.insert(Line(label: "where", text: chart.title), at: 0) }
        self.init(
            title: "\(report.name) reached \(report.threshold(of: milestone))",
            value: words[2].text,
            kind: milestone.kind,
            lines: lines
        )
    }

    /// An app's newest rank in a chart.
    init?(rankIn chart: Chart, of report: AppReport) {
        guard let current = report.current(in: chart) else { return nil }
        let record = report.ledger.rankRecord(of: report.app, in: chart, asOf: report.instant)
        let quoted = report.quotedRank(in: chart, seen: current.seen)
        var lines = [
            Line(label: "where", text: chart.title),
            Line(label: "seen", text: TimeFormat.instant(current.seen, in: report.zone)),
            Line(label: "source", text: quoted?.source.name ?? report.sourceText),
        ]
        if let quoted {
            lines.append(Line(label: "published", text: quoted.source.published))
            if let address = quoted.source.address { lines.append(Line(label: "address", text: address)) }
            if let note = quoted.note { lines.append(Line(label: "note", text: note)) }
        }
        if let record {
            let when = TimeFormat.instant(Timestamp(seconds: record.bestAt), in: report.zone)
            lines.append(Line(label: "best", text: "#\(record.best), first \(when)"))
        }
        if current.rank == nil {
            lines.append(
                Line(
                    label: "note",
                    text: current.isConfirmed
                        ? "two looks agree that it is not listed" : "one list lacks it; the next may hold it"
                )
            )
        }
        self.init(
            title: "rank of \(report.name) in \(chart.shortTitle)",
            value: current.rank.map { "#\($0.value)" } ?? "off the chart",
            kind: .observed,
            lines: lines
        )
    }

    /// What a counter counted.
    init(_ counted: CountedSeries) {
        self.init(
            title: "\(counted.counter.metric.unit) in \(counted.counter.scope.label)",
            value: counted.totalText,
            kind: counted.counter.kind,
            lines: [
                Line(label: "counted", text: counted.sentence), Line(label: "source", text: counted.counter.source),
            ]
                + (counted.counter.isNetOfRefunds
                    ? [Line(label: "refunds", text: "subtracted, as App Store Connect shows units")] : [])
                + counted.conflicts.map { Line(label: "conflict", text: $0) }
        )
    }
}

extension AppReport {
    /// "on 4 Oct", "first 7 days", "2, 3 and 5 Oct together".
    func period(of figure: Observation) -> String {
        switch figure.period {
        case .day(let day): return date(day)
        case .days(let days): return TimeFormat.list(days) + (figure.metric.addsUp ? " together" : "")
        case .total(let day): return "in all, on \(date(day))"
        case .within(let days): return "on one day of \(date(days.lowerBound)) to \(date(days.upperBound))"
        case .through(let day):
            guard let launch, day >= launch.day0 else { return "until \(TimeFormat.long(day))" }
            return "first \(NumberFormat.count(day.number - launch.day0.number + 1, "day"))"
        }
    }

    /// Every figure on an App page: ranks, the published figures, counters, milestones.
    var cards: [FigureCard] {
        let ranks = charts.compactMap { FigureCard(rankIn: $0, of: self) }
        let figures = observations.sorted { $0.period.lastDay > $1.period.lastDay }.map { FigureCard($0, of: self) }
        return ranks + counted.map { FigureCard($0) } + milestones.map { FigureCard($0, of: self) } + figures
    }
}
