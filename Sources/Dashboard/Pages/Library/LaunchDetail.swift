import Canvas
import History
import Market

/// The details of a documented launch as of an instant, as unwrapped lines: summary, newest figure, comparisons,
/// claims and conflicts, followed by all figures, newest first, their publishers, and what isn't known.
struct LaunchDetail {
    let launch: Launch
    let report: AppReport
    /// Whether the first line is the launch's title and day 0.
    let hasTitle: Bool
    let theme: Theme

    typealias Line = (text: String, style: Style)

    var lines: [Line] {
        let title = "\(launch.title), day 0: \(TimeFormat.full(launch.day0))  (Enter: replay)"
        var lines: [Line] = hasTitle ? [(title, theme.heading)] : []
        lines.append(("\(launch.homeScope.label), \(launch.homeScope.outlets); \(launch.access)", theme.text))
        if let note = launch.day0Note { lines.append((note, theme.faint)) }
        if let last = report.observations.newest {
            lines.append(
                ("latest figure: \(label(of: last)), \(report.text(of: last)), \(last.source.name)", theme.text)
            )
        }
        if let daily = report.curve.flatMap({ DailySparkline(of: launch, $0) }) {
            lines.append(("first \(DailySparkline.launchDays) days: \(daily.text)", theme.bar))
        }
        lines += delistings
        lines += report.comparisons.map { ($0, theme.text) }
        lines += report.claims.map { ("\(report.labeledText(of: $0)), \($0.source.name)", theme.claim) }
        lines += launch.conflicts.map { ("\(Symbol.conflict) \($0)", theme.stale) }
        return lines + figures + sources + missing
    }

    /// The lines that list what isn't known about the launch.
    private var missing: [Line] {
        guard !launch.missing.isEmpty else { return [] }
        return [("", theme.text), ("no data", theme.faint)]
            + launch.missing.map { ("\(Symbol.noData) \($0)", theme.faint) }
    }

    /// The delistings up to the instant, one line each.
    private var delistings: [Line] {
        launch.delistings.filter { $0.day.lastSecond <= report.instant }
            .map { ("\(Symbol.delisted) \(TimeFormat.long($0.day)): \($0.sentence)", theme.stale) }
    }

    private var figures: [Line] {
        guard !report.observations.isEmpty else { return [("no figures yet", theme.faint)] }
        let newest = report.observations.sorted { $0.period.lastDay > $1.period.lastDay }
        return [("", theme.text), (NumberFormat.count(newest.count, "figure"), theme.heading)]
            + newest.map { figure in
                let sign = figure.conflict == nil ? "" : "\(Symbol.conflict) "
                return (
                    "\(sign)\(label(of: figure)), \(report.text(of: figure))",
                    figure.kind == .claim ? theme.claim : figure.conflict == nil ? theme.text : theme.stale
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

    /// Returns a figure's label: "downloads", "rank in US Top Free".
    private func label(of figure: Observation) -> String {
        guard let chart = figure.chart else { return figure.metric.unit }
        return "rank in \(chart.titleInSentence)"
    }
}

extension [Observation] {
    /// The figure with the latest period; if tied, downloads before other counts, counts before ranks, then the
    /// largest. `nil` if there are no figures.
    var newest: Observation? {
        func weight(_ metric: Metric) -> Int { metric == .rank ? 0 : metric == .downloads ? 2 : 1 }
        return self.max {
            ($0.period.lastDay, weight($0.metric), $0.value) < ($1.period.lastDay, weight($1.metric), $1.value)
        }
    }
}

extension Observation {
    /// The figure as short text: "~1.2M downloads in 31 days to Jan 31, 2026", "#101 in US, Jan 29, 2026".
    var shortText: String {
        let end = TimeFormat.long(period.lastDay)
        let store = chart.flatMap { $0.store == .appStore ? nil : " on \($0.store.name)" } ?? ""
        let area = (scope.storefronts?.first.map { " in \($0.label)" } ?? "") + store
        let number =
            metric == .rank
            ? "\(figure)\(area)" : "\(kind.mark)\(isAtLeast ? "≥" : "")\(NumberFormat.short(value)) \(metric.unit)"
        return switch period {
        case .day: "\(number), \(end)"
        case .days(let days): "\(number) in \(NumberFormat.count(days.count, "day")) to \(end)"
        case .through, .total, .within: "\(number) by \(end)"
        }
    }
}
