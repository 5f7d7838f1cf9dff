import Canvas
import History
import Market

/// All that is documented of one launch and stands at an instant, as lines that are not broken yet: what it is, its newest
/// figure, what others say, what contradicts, what is missing; then its figures, the newest first, and who published them.
struct LaunchDetail {
    let launch: Launch
    let report: AppReport
    let theme: Theme

    typealias Line = (text: String, style: Style)

    var lines: [Line] {
        var lines: [Line] = [
            ("\(launch.title) · Enter replays it from \(TimeFormat.full(launch.day0))", theme.heading),
            ("\(launch.homeScope.label), \(launch.homeScope.outlets); \(launch.access)", theme.text),
        ]
        if let note = launch.day0Note { lines.append((note, theme.faint)) }
        if let last = report.observations.newest {
            lines.append(("last known: \(what(last)), \(report.words(of: last)), \(last.source.name)", theme.text))
        }
        lines += ends
        lines += report.comparisons.map { ($0, theme.text) }
        lines += report.claims.map { ("\(report.namedWords(of: $0)), \($0.source.name)", theme.claim) }
        lines += launch.conflicts.map { ("≠ \($0)", theme.sum) }
        lines += launch.missing.map { ("· not known: \($0)", theme.faint) }
        return lines + figures + sources
    }

    /// Where it is no longer.
    private var ends: [Line] {
        launch.delistings.filter { $0.day.lastSecond <= report.instant }
            .map { ("✗ \(TimeFormat.long($0.day)): \($0.sentence)", theme.stale) }
    }

    private var figures: [Line] {
        guard !report.observations.isEmpty else { return [("no figure stands yet", theme.faint)] }
        let newest = report.observations.sorted { $0.period.lastDay > $1.period.lastDay }
        return [("", theme.text), (NumberFormat.count(newest.count, "figure"), theme.heading)]
            + newest.map { figure in
                let mark = figure.conflict == nil ? "" : "≠ "
                return (
                    "\(mark)\(what(figure)), \(report.words(of: figure))",
                    figure.kind == .claim ? theme.claim : figure.conflict == nil ? theme.text : theme.sum
                )
            }
    }

    private var sources: [Line] {
        var seen: Set<Citation> = []
        let sources = report.observations.map(\.source).filter { seen.insert($0).inserted }
        guard !sources.isEmpty else { return [] }
        return [("", theme.text), (NumberFormat.count(sources.count, "source"), theme.heading)]
            + sources.map { ("\($0.name), \($0.published)", theme.faint) }
    }

    private func what(_ figure: Observation) -> String {
        guard let chart = figure.chart else { return figure.metric.unit }
        return "rank in \(chart.place)"
    }
}

extension [Observation] {
    /// What was true last; of one day what was counted before ranks, downloads before people, and more before less.
    var newest: Observation? {
        func weight(_ metric: Metric) -> Int { metric == .rank ? 0 : metric == .downloads ? 2 : 1 }
        return self.max {
            ($0.period.lastDay, weight($0.metric), $0.value) < ($1.period.lastDay, weight($1.metric), $1.value)
        }
    }
}

extension Observation {
    /// "~1.2M downloads in 31 days to 31 Jan 2026", "#101 in US, 29 Jan 2026".
    var shortText: String {
        let end = TimeFormat.long(period.lastDay)
        let store = chart.flatMap { $0.store == .appStore ? nil : " on \($0.store.name)" } ?? ""
        let place = (scope.storefronts?.first.map { " in \($0.label)" } ?? "") + store
        let number =
            metric == .rank
            ? "\(figure)\(place)" : "\(kind.mark)\(isAtLeast ? "≥" : "")\(NumberFormat.short(value)) \(metric.unit)"
        return switch period {
        case .day: "\(number), \(end)"
        case .days(let days): "\(number) in \(NumberFormat.count(days.count, "day")) to \(end)"
        case .through, .total, .within: "\(number) by \(end)"
        }
    }
}
