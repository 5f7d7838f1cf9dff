import Canvas
import Growth
import History
import Market
import TimeSeries

/// An app's facts as text: next milestone, milestones reached, growth, charts, claims, events.
///
/// Lines that don't fit are dropped from the end. Growth follows the milestones next to the charts, but comes last
/// below them.
struct AppFacts {
    let report: AppReport
    /// The selected chart.
    let selection: Int
    let state: DashboardState
    let theme: Theme

    /// Growth of downloads, and of ranks in the selected chart.
    private var growthLines: [GrowthReport.Plain] {
        let selected = report.charts.indices.contains(selection) ? [report.charts[selection]] : []
        return state.growth(of: report, in: selected).plainLines
    }

    /// Draws a few rows below the charts: the counter, followed by milestones and other facts as they fit.
    func drawShort(in region: Region, on frame: inout Frame) {
        var lines = [counter(width: region.width)].compactMap { $0 }
        lines += countedLines.prefix(2) + conflictLines.prefix(1)
        if report.curve == nil { lines += chartLines(upTo: region.height, width: region.width) }
        let milestones =
            rankLines(width: region.width)
            + report.otherMilestones.map { report.cells(of: $0, theme: theme) }.map(spaced)
        // Claims are already among the milestones.
        let conflicts = disagreementLines
        lines += milestones.prefix(max(1, region.height - lines.count - min(1, conflicts.count))) + conflicts
        if lines.count < region.height {
            lines += GrowthFacts.pieces(of: growthLines, width: region.width, theme: theme)
        }
        for (row, line) in lines.prefix(region.height).enumerated() { frame.write(line, in: region.row(row)) }
    }

    /// Draws all facts, in two columns if one would take more than half of a wide region.
    ///
    /// - Parameter hasCharts: Whether the charts are shown next to the facts.
    func draw(in region: Region, hasCharts: Bool, on frame: inout Frame) {
        let all = rows(width: region.width, height: region.height, hasCharts: hasCharts)
        guard region.width >= 2 * Self.columnWidth + 3, all.count > region.height / 2 else {
            for (row, line) in all.prefix(region.height).enumerated() { frame.write(line, in: region.row(row)) }
            return
        }
        let (left, right) = region.splitLeft((region.width - 3) / 2, gap: 3)
        let rows = rows(width: left.width, height: region.height, hasCharts: hasCharts)
        let count = Self.firstColumn(of: rows, height: region.height)
        for (row, line) in rows.prefix(min(count, region.height)).enumerated() {
            frame.write(line, in: left.row(row))
        }
        for (row, line) in rows.dropFirst(count).drop(while: \.isEmpty).prefix(region.height).enumerated() {
            frame.write(line, in: right.row(row))
        }
    }

    /// The minimum width of each of two columns.
    private static let columnWidth = 44

    /// Returns how many rows the first of two columns has: it ends at the blank row that makes both about as high.
    private static func firstColumn(of rows: [[StyledText]], height: Int) -> Int {
        let breaks = rows.indices.filter { rows[$0].isEmpty && $0 <= height }
        return breaks.min { abs(2 * $0 - rows.count) < abs(2 * $1 - rows.count) } ?? min(rows.count, height)
    }

    private func rows(width: Int, height: Int, hasCharts: Bool) -> [[StyledText]] {
        wrapped(facts(width: width, height: height, hasCharts: hasCharts), width: width)
    }

    /// Returns all facts as lines.
    private func facts(width: Int, height: Int, hasCharts: Bool) -> [[StyledText]] {
        var lines: [[StyledText]] = []
        // The user's own counts come first.
        let counts = countedLines + conflictLines
        if !counts.isEmpty { lines += [[StyledText("counts", theme.heading)]] + counts + [[]] }
        lines.append([StyledText("milestones", theme.heading)])
        lines += [counter(width: width)].compactMap { $0 }
        lines += rankLines(width: width)
        lines += report.otherMilestones.prefix(12).flatMap { milestone in
            Self.fitted(spaced(report.cells(of: milestone, theme: theme)), width: width)
        }
        if report.milestones.isEmpty { lines.append([StyledText("none yet", theme.faint)]) }
        let growth = GrowthFacts.pieces(of: growthLines, width: width, theme: theme)
        if hasCharts { section("growth", growth, into: &lines) }
        section("charts", chartLines(upTo: height), into: &lines)
        section("other claims", claimLines, into: &lines)
        section("other figures", otherLines, into: &lines)
        section("compared with other launches", report.comparisons.map { [StyledText($0, theme.text)] }, into: &lines)
        if let launch = report.launch {
            let events = launch.events.filter { $0.day.lastSecond <= report.instant }.reversed()
            section(
                "events",
                events.prefix(6).map {
                    [
                        StyledText("\($0.earliest == nil ? "" : "by ")\(TimeFormat.long($0.day)): ", theme.faint),
                        StyledText($0.text),
                    ]
                },
                into: &lines
            )
            section("no data", launch.missing.map { [StyledText($0, theme.faint)] }, into: &lines)
        }
        if !hasCharts { section("growth", growth, into: &lines) }
        return lines
    }

    /// The maximum number of charts whose rank milestones are shown.
    private static let rankLineLimit = 6

    /// Returns the ranks reached in the recorded charts, one line per chart: "US Top Free  ◆ #1 13:55  ◆ top 10 13:54".
    private func rankLines(width: Int) -> [[StyledText]] {
        report.recordedRankMilestones.prefix(Self.rankLineLimit).map { chart, milestones in
            let text = RankMilestoneText(milestones, asOf: report.instant, in: report.zone)
            let room = width - displayWidth(chart.titleInSentence)
            return [StyledText(chart.titleInSentence, theme.text)] + text.pieces(width: room, theme: theme)
        }
    }

    /// Returns a milestone with the longest form of its source that fits, wrapped if even the shortest is too long.
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

    /// Returns rows of at most `width` columns. Long lines are wrapped at spaces, except those of more than two pieces.
    private func wrapped(_ lines: [[StyledText]], width: Int) -> [[StyledText]] {
        lines.flatMap { line -> [[StyledText]] in
            guard line.width > width, line.count <= 2 else { return [line] }
            let style = line.last?.style ?? theme.text
            return TextWrapping.lines(line.map(\.text).joined(), width: width).map { [StyledText($0, style)] }
        }
    }

    /// Returns the total with its progress: "~627,000 of 1M, through Oct 6 ████░░ 63%". The bar fills the remaining
    /// width.
    private func counter(width: Int) -> [StyledText]? {
        guard let launch = report.launch, let latest = report.downloads?.latest, let next = report.downloads?.next
        else {
            return nil
        }
        let share = latest.total.lowerBound / Double(next)...latest.total.upperBound / Double(next)
        let total = "\(report.curve?.kind.mark ?? "")\(NumberFormat.range(latest.total))"
        let day = report.date(launch.day0.advanced(by: latest.day))
        let goal = " of \(NumberFormat.short(Double(next))), through \(day) "
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

    /// Aligns a milestone's cells.
    private func spaced(_ cells: [StyledText]) -> [StyledText] {
        [
            cells[0], StyledText(" ", theme.text),
            StyledText(
                cells[1].text + String(repeating: " ", count: max(1, 7 - displayWidth(cells[1].text))),
                cells[1].style
            ),
            cells[2], StyledText("  ", theme.text), cells[3],
        ]
    }

    /// Returns one line per chart, at most `limit`. The selected chart, which Enter opens, has a marker and the app's
    /// movement if `width` leaves room.
    private func chartLines(upTo limit: Int, width: Int = 0) -> [[StyledText]] {
        report.charts.prefix(limit).enumerated().map { index, chart in
            let record = report.ledger.rankRecord(of: report.app, in: chart, asOf: report.instant)
            let best = record.map { "  best #\($0.best)" } ?? ""
            let mark = index == selection ? "▸ " : "  "
            let pieces = [
                StyledText(mark, theme.accent),
                StyledText(report.rankText(in: chart), index == selection ? theme.heading : theme.text),
                StyledText(best, theme.faint),
            ]
            guard index == selection, pieces.width + 2 < width else { return pieces }
            let move = state.growth(of: report, in: chart)?.brief(width: width - pieces.width - 2, theme: theme)
            return pieces + [StyledText("  ", theme.faint)] + (move ?? [])
        }
    }

    private var countedLines: [[StyledText]] {
        report.counted.prefix(6).map { [StyledText($0.text, theme.text)] }
    }

    private var conflictLines: [[StyledText]] {
        report.countConflicts.prefix(3).map { [StyledText("\(Symbol.conflict) \($0)", theme.stale)] }
    }

    /// Claims, followed by figures that conflict with the launch's own series.
    private var claimLines: [[StyledText]] {
        report.claims.map { claim in
            [StyledText(report.citedText(of: claim), theme.claim)]
        }
            + disagreementLines
    }

    /// Figures of other scopes, models and metrics, newest first.
    private var otherLines: [[StyledText]] {
        report.otherFigures.sorted { $0.period.lastDay > $1.period.lastDay }.prefix(6).map { figure in
            [StyledText(report.labeledText(of: figure), theme.text)]
        }
    }

    private var disagreementLines: [[StyledText]] {
        report.disagreements.map { figure in
            [StyledText(report.citedText(of: figure), theme.stale)]
        }
    }
}
