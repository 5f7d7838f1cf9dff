import Canvas
import History
import Market

/// The details of a documented launch as of an instant, in sections with one fact per line: the launch and its newest
/// figure, comparisons, all figures, newest first, contradictions, publishers, and what isn't known.
struct LaunchDetail {
    let launch: Launch
    let report: AppReport
    let theme: Theme
    /// The maximum width of a line in columns.
    let width: Int
    /// The key that shows the figures with their sources.
    let infoKey: String

    /// The width of the labels in the first section, including the space after them.
    private static let labelWidth = 9

    /// The sections that have lines.
    var sections: [PanelStack.Section] {
        [
            PanelStack.Section(title: launch.title, lines: facts, summary: "Enter: replay"),
            PanelStack.Section(title: "Compared", lines: report.comparisons.flatMap { wrapped("", $0, theme.text) }),
            PanelStack.Section(title: "Figures", lines: figures, summary: "\(infoKey): sources"),
            PanelStack.Section(
                title: "Contradictions",
                lines: launch.conflicts.flatMap { wrapped("\(Symbol.conflict) ", $0, theme.stale) }
            ),
            PanelStack.Section(title: "Sources", lines: sources),
            PanelStack.Section(
                title: "No data",
                lines: launch.missing.flatMap { wrapped("\(Symbol.noData) ", $0, theme.faint) }
            ),
        ]
        .filter { !$0.lines.isEmpty }
    }

    /// The launch date, the scope and the newest figure, one per line.
    private var facts: [[StyledText]] {
        var facts: [(label: String, text: String, style: Style)] = [
            ("day 0", TimeFormat.full(launch.day0), theme.text),
            ("in", "\(launch.homeScope.label), \(launch.homeScope.outlets)", theme.text),
            ("access", launch.access, theme.text),
        ]
        if let last = report.observations.newest {
            facts.append(("latest", last.shortText, theme.text))
            facts.append(("source", last.source.name, theme.faint))
        }
        if let daily = report.curve.flatMap({ DailySparkline(of: launch, $0) }) {
            facts.append(("\(DailySparkline.launchDays) days", daily.text, theme.bar))
        }
        facts += launch.delistings.filter { $0.day.lastSecond <= report.instant }
            .map { ("delisted", "\(TimeFormat.long($0.day)): \($0.sentence)", theme.stale) }
        if let note = launch.day0Note { facts.append(("note", note, theme.faint)) }
        return facts.flatMap { fact in wrapped(Self.padded(fact.label), fact.text, fact.style) }
    }

    /// The figures with right-aligned values, newest first.
    private var figures: [[StyledText]] {
        guard !report.observations.isEmpty else { return [[StyledText("none yet", theme.faint)]] }
        let newest = report.observations.sorted { $0.period.lastDay > $1.period.lastDay }
        let column = newest.map { displayWidth($0.figure) }.max() ?? 0
        let hasConflicts = newest.contains { $0.conflict != nil }
        return newest.flatMap { figure -> [[StyledText]] in
            let isDisputed = figure.conflict != nil
            let sign = isDisputed ? "\(Symbol.conflict) " : hasConflicts ? "  " : ""
            let space = String(repeating: " ", count: column - displayWidth(figure.figure))
            let style = figure.kind == .claim ? theme.claim : isDisputed ? theme.stale : theme.heading
            let value = StyledText("\(sign)\(space)\(figure.figure)  ", style)
            let pieces = [value, StyledText(text(of: figure), theme.text)]
            return TextWrapping.lines(pieces, width: width, margin: displayWidth(value.text))
        }
    }

    /// Returns what a figure counts and when: "downloads, first 7 days, CA+US", "US Top Free, Oct 3".
    private func text(of figure: Observation) -> String {
        if let chart = figure.chart { return "\(chart.titleInSentence), \(report.period(of: figure))" }
        return "\(figure.metric.unit), \(report.period(of: figure)), \(report.scope(of: figure))"
    }

    /// The publishers of the figures with the dates of publication, each once.
    private var sources: [[StyledText]] {
        var seen: Set<Citation> = []
        let sources = report.observations.map(\.source).filter { seen.insert($0).inserted }
        let column = (sources.map { displayWidth($0.published) }.max() ?? 0) + 2
        return sources.flatMap { source in
            wrapped(source.published.padding(to: column), source.name, theme.faint)
        }
    }

    /// Returns a text after a label, wrapped so that all lines of the text are aligned.
    private func wrapped(_ label: String, _ text: String, _ style: Style) -> [[StyledText]] {
        let pieces = label.isEmpty ? [] : [StyledText(label, theme.faint)]
        return TextWrapping.lines(
            pieces + [StyledText(text, style)],
            width: width,
            margin: label.isEmpty ? 2 : displayWidth(label)
        )
    }

    private static func padded(_ label: String) -> String { label.padding(to: labelWidth) }
}

extension String {
    /// Returns the text followed by spaces up to a width in columns.
    func padding(to columns: Int) -> String {
        self + String(repeating: " ", count: max(0, columns - displayWidth(self)))
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
