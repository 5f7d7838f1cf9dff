import Canvas
import Growth
import History
import Market
import TimeSeries

/// The facts about an app as text: next milestone, milestones reached, growth, charts, claims, and events.
///
/// Lines that don't fit are dropped from the end. Growth follows the milestones if the charts are next to the facts;
/// otherwise, it comes last.
struct AppFacts {
    let report: AppReport
    /// The index of the selected chart.
    let selection: Int
    let state: DashboardState
    let theme: Theme

    /// Lines about the growth of the app's downloads and of its rank in the selected chart.
    private var growthLines: [GrowthReport.Plain] {
        let selected = report.charts.indices.contains(selection) ? [report.charts[selection]] : []
        return state.growth(of: report, in: selected).plainLines
    }

    /// Draws the most important facts in a few rows below the charts: the download total, then milestones and other
    /// facts that fit.
    func drawShort(in region: Region, on frame: inout Frame) {
        var lines = [counter(width: region.width)].compactMap { $0 }
        lines += countedLines(upTo: 2) + conflictLines.prefix(1)
        lines += report.ratings.lines(theme: theme, width: region.width).prefix(2)
        lines += estimates.lines(theme: theme, width: region.width).prefix(1)
        lines += reviews.lines(theme: theme, width: region.width, height: 1)
        if report.curve == nil { lines += chartLines(upTo: region.height, width: region.width) }
        let milestones =
            rankLines(upTo: Self.lineLimit, width: region.width)
            + report.otherMilestones.map { report.cells(of: $0, theme: theme) }.map(spaced)
            .map { Self.shortened($0, width: region.width) }
        // Claims are already among the milestones.
        let conflicts = disagreementLines
        let room = max(1, region.height - lines.count - min(1, conflicts.count))
        var shown = Array(milestones.prefix(room))
        if let last = shown.popLast() {
            let hidden = milestones.count - room
            let note = hidden > 0 ? "  and \(NumberFormat.count(hidden, "more row"))" : ""
            let more = last + [StyledText(note, theme.faint)]
            shown.append(more.width <= region.width ? more : last)
        }
        lines += shown + conflicts
        if lines.count < region.height {
            lines += GrowthFacts.pieces(of: growthLines, width: region.width, theme: theme)
        }
        for (row, line) in lines.prefix(region.height).enumerated() { frame.write(line, in: region.row(row)) }
    }

    /// Draws all facts without borders.
    func draw(in region: Region, on frame: inout Frame) {
        var lines: [[StyledText]] = []
        for section in sections(width: region.width, height: region.height, hasCharts: false) {
            if !lines.isEmpty { lines.append([]) }
            lines += [[StyledText(section.title, theme.heading)]] + section.lines
        }
        for (row, line) in lines.prefix(region.height).enumerated() { frame.write(line, in: region.row(row)) }
    }

    /// Draws all facts in panels, in two columns if one isn't high enough and the region is wide.
    ///
    /// - Parameter hasCharts: Whether the charts are shown next to the facts.
    /// - Returns: The region below the panels.
    @discardableResult
    func drawPanels(in region: Region, hasCharts: Bool, on frame: inout Frame) -> Region {
        func sections(in column: Region) -> [PanelStack.Section] {
            self.sections(width: column.width - Panel.borderColumns, height: region.height, hasCharts: hasCharts)
        }
        let single = sections(in: region)
        let height = single.reduce(0) { $0 + $1.lines.count + Panel.borderRows }
        guard region.width >= 2 * Self.columnWidth, height > region.height else {
            PanelStack(sections: single, theme: theme).draw(in: [region], on: &frame)
            return region.splitTop(min(height, region.height)).rest
        }
        let (left, right) = region.splitLeft(region.width / 2)
        PanelStack(sections: sections(in: left), theme: theme).draw(in: [left, right], on: &frame)
        return region.splitTop(region.height).rest
    }

    /// The minimum width of each of two columns, including its border.
    private static let columnWidth = 48

    /// Returns the facts by section; empty sections are omitted.
    private func sections(width: Int, height: Int, hasCharts: Bool) -> [PanelStack.Section] {
        // A tall screen has room for more charts and counts. Counts that have to be wrapped leave room for other facts.
        let limit = max(Self.lineLimit, height / 4)
        let longest = countedLines(upTo: limit).map(\.width).max() ?? 0
        let counts = countedLines(upTo: longest <= width ? limit : min(limit, max(2, height / 12)))
        let reached =
            [counter(width: width)].compactMap { $0 } + rankLines(upTo: limit, width: width)
            + report.otherMilestones.prefix(12).flatMap { milestone in
                Self.fitted(spaced(report.cells(of: milestone, theme: theme)), width: width)
            }
        let growth = GrowthFacts.pieces(of: growthLines, width: width, theme: theme)
        let events = report.launch?.events.filter { $0.day.lastSecond <= report.instant }.reversed().prefix(6) ?? []
        let sections: [(title: String, lines: [[StyledText]])] = [
            // The user's own counts come first.
            ("Counts", counts + conflictLines),
            ("Ratings, \(report.ratings.summary)", report.ratings.lines(theme: theme, width: width)),
            ("Downloads estimated from ratings", estimates.lines(theme: theme, width: width)),
            (
                "Reviews, observed in the \(ReviewSummary.publisher)",
                reviews.lines(theme: theme, width: width, height: height >= 50 ? 11 : height >= 30 ? 5 : 3)
            ),
            (
                "Milestones",
                reached + (report.milestones.isEmpty ? [[StyledText("none yet", theme.faint)]] : [])
            ),
            ("Growth", hasCharts ? growth : []),
            (Self.charts, chartLines(upTo: height)),
            ("Other claims", claimLines),
            ("Other figures", otherLines),
            ("Compared with other launches", report.comparisons.map { [StyledText($0, theme.text)] }),
            (
                "Events",
                events.map {
                    [
                        StyledText("\($0.earliest == nil ? "" : "by ")\(TimeFormat.long($0.day)): ", theme.faint),
                        StyledText($0.text),
                    ]
                }
            ),
            ("No data", report.launch?.missing.map { [StyledText($0, theme.faint)] } ?? []),
            ("Growth", hasCharts ? [] : growth),
        ]
        return sections.filter { !$0.lines.isEmpty }.map { title, lines in
            PanelStack.Section(
                title: title,
                lines: wrapped(lines, width: width),
                isFocused: title == Self.charts && state.focus == .list && report.charts.count > 1
            )
        }
    }

    private var estimates: DownloadsFromRatings { state.downloadsFromRatings(of: report) }

    private var reviews: ReviewSummary { state.reviewSummary(of: report.app) }

    private static let charts = "Charts"

    /// The maximum number of charts whose rank milestones are shown, and of counts, unless the screen is tall.
    private static let lineLimit = 6

    /// Returns the ranks reached in the first recorded charts, one line per chart:
    /// "US Top Free  ◆ #1 13:55  ◆ top 10 13:54".
    private func rankLines(upTo limit: Int, width: Int) -> [[StyledText]] {
        report.recordedRankMilestones.prefix(limit).map { chart, milestones in
            let text = RankMilestoneText(milestones, asOf: report.instant, in: report.zone)
            let room = width - displayWidth(chart.titleInSentence)
            return [StyledText(chart.titleInSentence, theme.text)] + text.pieces(width: room, theme: theme)
        }
    }

    /// Returns the row of a milestone with the longest form of its source that fits, wrapped if even the shortest is too
    /// long.
    private static func fitted(_ row: [StyledText], width: Int) -> [[StyledText]] {
        TextWrapping.lines(shortened(row, width: width), width: width, margin: 9)
    }

    /// Returns the row of a milestone with the longest form of its source that fits, or else with the shortest form.
    private static func shortened(_ row: [StyledText], width: Int) -> [StyledText] {
        guard let source = row.last else { return row }
        let head = Array(row.dropLast())
        let rows = SourceText.forms(of: source.text).map { head + [StyledText($0, source.style)] }
        return rows.first { $0.width <= width } ?? rows[rows.count - 1]
    }

    /// Returns the lines wrapped to `width` columns at spaces. Lines of more than two pieces aren't wrapped.
    private func wrapped(_ lines: [[StyledText]], width: Int) -> [[StyledText]] {
        lines.flatMap { line -> [[StyledText]] in
            guard line.width > width, line.count <= 2 else { return [line] }
            let style = line.last?.style ?? theme.text
            return TextWrapping.lines(line.map(\.text).joined(), width: width).map { [StyledText($0, style)] }
        }
    }

    /// Returns the download total with its progress to the next milestone: "~627,000 of 1M, through Oct 6 ████░░ 63%".
    /// The bar has at most 30 columns. Returns `nil` without a launch, a total or a next milestone.
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

    /// Returns a milestone's cells joined into one line, with the threshold padded.
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

    /// Returns one line per chart, at most `limit` lines. The line of the selected chart, which Enter opens, has a
    /// marker and, if it fits in `width` columns, the app's movement.
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

    private func countedLines(upTo limit: Int) -> [[StyledText]] {
        report.counted.prefix(limit).map { [StyledText($0.text, theme.text)] }
    }

    private var conflictLines: [[StyledText]] {
        report.countConflicts.prefix(3).map { [StyledText("\(Symbol.conflict) \($0)", theme.stale)] }
    }

    /// The claims, followed by figures that conflict with the launch's own series.
    private var claimLines: [[StyledText]] {
        report.claims.map { claim in
            [StyledText(report.citedText(of: claim), theme.claim)]
        }
            + disagreementLines
    }

    /// Up to six figures that are neither part of the launch's download curve nor in conflict with it, newest first.
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
