import Canvas
import Growth
import History
import Market
import TimeSeries

/// What is known of an app in words and counters: the next milestone, those reached, growth, the charts, the claims.
///
/// What does not fit goes from the end: beside the charts growth follows the milestones, below them it comes last.
struct AppFacts {
    let report: AppReport
    let state: DashboardState
    let theme: Theme

    private var selection: Int { state.selection(of: report.charts.count) }

    /// The growth of the downloads, and of the ranks in the selected chart.
    private var growthLines: [GrowthReport.Line] {
        let selected = report.charts.indices.contains(selection) ? [report.charts[selection]] : []
        return state.growth(of: report, in: selected).knownLines
    }

    /// Few rows under the charts: the counter, then milestones and words as they fit.
    func drawShort(in region: Region, on frame: inout Frame) {
        var lines = [counter(width: region.width)].compactMap { $0 }
        lines += countedLines.prefix(2) + conflictLines.prefix(1)
        if report.curve == nil { lines += chartLines(upTo: region.height, width: region.width) }
        let milestones = report.milestones.map { report.words(of: $0, theme: theme) }.map(spaced)
        // The claims are among the milestones already.
        let beside = disagreementLines
        lines += milestones.prefix(max(1, region.height - lines.count - min(1, beside.count))) + beside
        if lines.count < region.height {
            lines += GrowthFacts(lines: growthLines, theme: theme).pieces(width: region.width)
        }
        draw(lines, in: region, on: &frame)
    }

    /// - Parameter isBeside: whether the charts are in sight beside it.
    func draw(in region: Region, isBeside: Bool, on frame: inout Frame) {
        var lines: [[StyledText]] = [[StyledText("milestones", theme.heading)]]
        lines += [counter(width: region.width)].compactMap { $0 }
        lines += report.milestones.prefix(12).flatMap { milestone in
            Self.fitted(spaced(report.words(of: milestone, theme: theme)), width: region.width)
        }
        if report.milestones.isEmpty { lines.append([StyledText("none reached yet", theme.faint)]) }
        let growth = GrowthFacts(lines: growthLines, theme: theme).pieces(width: region.width)
        if isBeside { section("growth", growth, into: &lines) }
        section("counted", countedLines + conflictLines, into: &lines)
        section("charts", chartLines(upTo: region.height), into: &lines)
        section("said beside the series", besideLines, into: &lines)
        section("other figures", otherLines, into: &lines)
        section("compared", report.comparisons.map { [StyledText($0, theme.text)] }, into: &lines)
        if let launch = report.launch {
            let events = launch.events.filter { $0.day.lastSecond <= report.instant }.reversed()
            section(
                "events",
                events.prefix(6).map {
                    [
                        StyledText("\($0.earliest == nil ? "" : "by ")\(TimeFormat.long($0.day))  ", theme.faint),
                        StyledText($0.text),
                    ]
                },
                into: &lines
            )
            section("not known", launch.missing.map { [StyledText($0, theme.faint)] }, into: &lines)
        }
        if !isBeside { section("growth", growth, into: &lines) }
        draw(lines, in: region, on: &frame)
    }

    /// A milestone with as much of its source as there is room for; what is too long all the same goes on under the date.
    private static func fitted(_ row: [StyledText], width: Int) -> [[StyledText]] {
        guard let source = row.last else { return [row] }
        let head = Array(row.dropLast())
        let rows = SourceText.forms(of: source.text).map { head + [StyledText($0, source.style)] }
        return TextWrapping.lines(rows.first { $0.width <= width } ?? rows[rows.count - 1], width: width, margin: 9)
    }

    private func section(_ title: String, _ content: [[StyledText]], into lines: inout [[StyledText]]) {
        guard !content.isEmpty else { return }
        lines += [[], [StyledText(title, theme.heading)]] + content
    }

    /// Writes lines, wrapping the long ones at words.
    private func draw(_ lines: [[StyledText]], in region: Region, on frame: inout Frame) {
        var row = 0
        for line in lines {
            let width = line.width
            if width <= region.width || region.height < 9 || line.count > 2 {
                frame.write(line, in: region.row(row))
                row += 1
            } else {
                let style = line.last?.style ?? theme.text
                for part in TextWrapping.lines(line.map(\.text).joined(), width: region.width) {
                    frame.write(part, in: region.row(row), style: style)
                    row += 1
                }
            }
            if row >= region.height { return }
        }
    }

    /// "~627,000 to 6 Oct, of 1M ████░░ 63 %"; the bar takes what room is left.
    private func counter(width: Int) -> [StyledText]? {
        guard let launch = report.launch, let latest = report.downloads?.latest, let next = report.downloads?.next
        else {
            return nil
        }
        let share = latest.total.lowerBound / Double(next)...latest.total.upperBound / Double(next)
        let total = "\(report.curve?.kind.mark ?? "")\(NumberFormat.range(latest.total))"
        let day = report.date(launch.day0.advanced(by: latest.day))
        let goal = " to \(day), of \(NumberFormat.short(Double(next))) "
        let percent = " \(NumberFormat.progress(share))"
        let bar = ProgressBar(
            share: share,
            doneStyle: theme.bar,
            openStyle: theme.faint
        )
        .pieces(columns: min(30, width - displayWidth(total + goal + percent)))
        return [StyledText(total, theme.heading), StyledText(goal, theme.text)] + bar + [
            StyledText(percent, theme.heading)
        ]
    }

    private func spaced(_ words: [StyledText]) -> [StyledText] {
        [
            words[0], StyledText(" ", theme.text),
            StyledText(
                words[1].text + String(repeating: " ", count: max(1, 7 - displayWidth(words[1].text))),
                words[1].style
            ),
            words[2], StyledText("  ", theme.text), words[3],
        ]
    }

    /// One line a chart, of as many as there can be room for; the selected one is marked, since ⏎ opens it, and says how
    /// the app moved in it where a width is given and leaves room for that.
    private func chartLines(upTo limit: Int, width: Int = 0) -> [[StyledText]] {
        report.charts.prefix(limit).enumerated().map { index, chart in
            let record = report.ledger.rankRecord(of: report.app, in: chart, asOf: report.instant)
            let best = record.map { "  best #\($0.best)" } ?? ""
            let mark = index == selection ? "▸ " : "  "
            let pieces = [
                StyledText(mark, theme.accent),
                StyledText(report.rankSentence(in: chart), index == selection ? theme.heading : theme.text),
                StyledText(best, theme.faint),
            ]
            guard index == selection, pieces.width + 2 < width else { return pieces }
            let move = state.growth(of: report, in: chart)?.brief(width: width - pieces.width - 2, theme: theme)
            return pieces + [StyledText("  ", theme.faint)] + (move ?? [])
        }
    }

    private var countedLines: [[StyledText]] {
        report.counted.prefix(6).map { [StyledText($0.sentence, theme.text)] }
    }

    private var conflictLines: [[StyledText]] {
        report.countConflicts.prefix(3).map { [StyledText("≠ \($0)", theme.sum)] }
    }

    private var besideLines: [[StyledText]] {
        report.claims.map { claim in
            [StyledText(report.wordsBeside(claim), theme.claim)]
        }
            + disagreementLines
    }

    /// Figures of other scopes, models and metrics, the newest first.
    private var otherLines: [[StyledText]] {
        report.otherFigures.sorted { $0.period.lastDay > $1.period.lastDay }.prefix(6).map { figure in
            [StyledText(report.namedWords(of: figure), theme.text)]
        }
    }

    private var disagreementLines: [[StyledText]] {
        report.disagreements.map { figure in
            [StyledText(report.wordsBeside(figure), theme.sum)]
        }
    }
}
