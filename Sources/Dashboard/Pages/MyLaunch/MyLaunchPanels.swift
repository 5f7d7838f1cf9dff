import Canvas
import Market

/// The My launch page on a large screen: six panels in two columns, with a list of the apps on the left if there are
/// several.
///
/// In each column, some panels use the rows that the others don't need: on the left, alerts, bars of daily downloads,
/// and the neighbors in a second chart; on the right, the ranks over time. This way, no panel is truncated while
/// another has empty rows.
struct MyLaunchPanels {
    let page: MyLaunchScreen
    let details: MyLaunchDetails

    private var theme: Theme { page.theme }
    private var report: MyLaunchReport { page.report }

    /// The minimum and maximum width of the left column.
    private static let (minimumLeft, maximumLeft) = (54, 92)
    /// The minimum and maximum rows for the bars of daily downloads.
    private static let (minimumBars, maximumBars) = (7, 16)
    /// The rows of the ranks over time, including the border: the minimum, and the number if there are no ranks.
    private static let (minimumChart, emptyChart) = (9, 5)
    /// The minimum rows for the neighbors in a second chart, including the border.
    private static let minimumNeighbors = 5

    func draw(in body: Region, on frame: inout Frame) {
        var main = body
        if report.entries.count > 1 {
            let (list, rest) = body.splitLeft(min(37, max(29, body.width / 6)))
            drawList(in: list, on: &frame)
            main = rest
        }
        let left = min(Self.maximumLeft, max(Self.minimumLeft, main.width * 46 / 100))
        let (first, second) = main.splitLeft(left)
        drawRight(in: second, on: &frame)
        drawLeft(in: first, on: &frame)
    }

    // MARK: The apps

    private func drawList(in region: Region, on frame: inout Frame) {
        let inner = Panel(title: "Watchlist", summary: page.position(withKeys: false) ?? "")
            .draw(in: region, theme: theme, on: &frame)
        // Clicks select rows of the table, not apps.
        let targets = frame.clickTargets.count
        Table(
            columns: [
                .init("", minimum: RowSymbols.width), .init("app", minimum: 6, maximum: 26),
                .init("#", minimum: 4, isRightAligned: true),
                .init("Δ24h", minimum: 5, isRightAligned: true),
            ],
            count: report.entries.count,
            titleStyle: theme.faint,
            selectionStyle: theme.selection
        )
        .draw(in: inner, selection: report.selection, on: &frame) { index in
            let entry = report.entries[index]
            let change = MyLaunchTable.change(
                entry.best?.day,
                isRanked: entry.best != nil,
                window: ChartStanding.dayWindow,
                theme: theme
            )
            let style = entry.best == nil ? theme.faint : entry.best?.isStale == true ? theme.stale : theme.heading
            let symbols = page.marks.symbols(of: entry.watched.app)
            return [
                theme.styled(symbols.cell), StyledText(entry.name, theme.text), StyledText(entry.rankText, style),
                change,
            ]
        }
        frame.clickTargets.removeSubrange(targets...)
    }

    // MARK: Ranks, downloads, alerts

    private func drawLeft(in region: Region, on frame: inout Frame) {
        let width = region.width - Panel.borderColumns
        let downloads = details.downloads.lines(width: width, in: details.zone, theme: theme)
        var facts = page.facts(of: details)
        if let chart = details.row(at: page.selection(in: details))?.chart, !facts.isEmpty {
            facts[0] = "\(chart.titleInSentence): \(facts[0])"
        }
        // With a blank line above the facts.
        let wanted = 1 + max(1, details.rows.count) + 1 + facts.count + Panel.borderRows
        var events = max(1, min(details.events.count, region.height / 4)) + Panel.borderRows
        var counts = downloads.count + Panel.borderRows
        var table = min(wanted, region.height - events - counts)
        var spare = region.height - table - events - counts
        let more = min(spare, max(0, details.events.count + Panel.borderRows - events))
        events += more
        spare -= more
        let hasBars = spare >= Self.minimumBars && details.downloads.recent != nil
        if hasBars { counts += min(spare, Self.maximumBars) }
        spare = region.height - table - events - counts
        let second =
            spare < Self.minimumNeighbors ? nil : details.secondNeighborChart(selection: page.selection(in: details))
        let neighbors = second.map { details.neighbors(in: $0, reach: (spare - 1 - Panel.borderRows) / 2) } ?? []
        let near = neighbors.isEmpty ? 0 : neighbors.count + Panel.borderRows
        table = region.height - events - counts - near
        let (top, rest) = region.splitTop(table)
        let (middle, last) = rest.splitTop(counts)
        let (nearby, bottom) = last.splitTop(near)
        if near > 0 { drawNeighbors(neighbors, of: second, in: nearby, on: &frame) }
        drawRanks(facts, in: top, on: &frame)
        drawDownloads(downloads, hasBars: hasBars, in: middle, on: &frame)
        drawEvents(in: bottom, on: &frame)
    }

    private func drawRanks(_ facts: [String], in region: Region, on frame: inout Frame) {
        let age = details.age.map { " ─ \($0.text)" } ?? ""
        let ranked = details.rows.count { $0.isRanked }
        let inner = Panel(title: page.title(of: details) + age, summary: "ranked in \(ranked) of \(details.rows.count)")
            .draw(in: region, theme: theme, on: &frame)
        let table = MyLaunchTable(details: details, theme: theme, width: inner.width)
        let rows = 1 + max(1, details.rows.count)
        let (list, below) = inner.splitTop(min(rows, inner.height))
        page.drawTable(table, of: details, in: list, on: &frame)
        for (index, fact) in facts.enumerated() where rows <= inner.height {
            let style = fact == report.polls.problem ? theme.stale : theme.faint
            frame.write(fact, in: below.row(index + 1), style: style)
        }
    }

    private func drawDownloads(_ lines: [[StyledText]], hasBars: Bool, in region: Region, on frame: inout Frame) {
        let inner = Panel(title: "Downloads", summary: details.downloads.primary?.area ?? "")
            .draw(in: region, theme: theme, on: &frame)
        for (index, line) in lines.enumerated() { frame.write(line, in: inner.row(index)) }
        guard hasBars else { return }
        LaunchDownloadBars(details: details, theme: theme).draw(in: inner.splitTop(lines.count + 1).rest, on: &frame)
    }

    private func drawEvents(in region: Region, on frame: inout Frame) {
        let since = RankMilestoneText.time(report.inputs.since, asOf: details.instant, in: details.zone)
        let count = details.events.count
        let hidden = count - max(0, region.height - Panel.borderRows)
        let inner = Panel(
            title: "Alerts and milestones since \(since)",
            summary: hidden > 0 ? "\(hidden) more" : ""
        )
        .draw(in: region, theme: theme, on: &frame)
        guard count > 0 else {
            frame.write("none", in: inner.row(0), style: theme.faint)
            return
        }
        for (index, event) in details.events.prefix(inner.height).enumerated() {
            frame.write(event.pieces(of: details, theme: theme, width: inner.width), in: inner.row(index))
        }
    }

    // MARK: Ranks over time, same age, neighbors

    private func drawRight(in region: Region, on frame: inout Frame) {
        let sameAge = details.sameAge
        let note = sameAge.editionNote
        let ages = (sameAge.lines.isEmpty ? 1 : 1 + sameAge.lines.count) + (note == nil ? 0 : 1) + Panel.borderRows
        let chart = LaunchRanksChart(details: details, selection: page.selection(in: details), theme: theme)
        let minimum = chart.isEmpty ? Self.emptyChart : Self.minimumChart
        let room = region.height - ages - minimum - Panel.borderRows
        // Two ranks above and below, more on a tall screen, and as many as fit if the chart is empty.
        let maximum = chart.isEmpty ? room : max(2, region.height / 8)
        let reach = max(1, min(maximum, (room - 1) / 2))
        let neighbors = details.neighborChart.map { details.neighbors(in: $0, reach: reach) } ?? []
        let near = max(1, neighbors.count) + Panel.borderRows
        let (top, rest) = region.splitTop(max(minimum, region.height - ages - near))
        let (middle, bottom) = rest.splitTop(ages)
        chart.draw(in: Panel(title: chart.title).draw(in: top, theme: theme, on: &frame), on: &frame)
        drawSameAge(sameAge, note: note, in: middle, on: &frame)
        drawNeighbors(neighbors, of: details.neighborChart, in: bottom, on: &frame)
    }

    private func drawSameAge(_ sameAge: SameAge, note: String?, in region: Region, on frame: inout Frame) {
        let inner = Panel(title: "At the same age", summary: sameAge.dayText ?? "")
            .draw(in: region, theme: theme, on: &frame)
        guard sameAge.day != nil else {
            frame.write(sameAge.reason.map(SameAge.advice) ?? "", in: inner.row(0), style: theme.faint)
            return
        }
        let content = sameAge.content(theme: theme)
        let layout = TableLayout(columns: content.columns, width: inner.width)
        let titles = content.columns.map { StyledText($0.title, theme.faint) }
        for (index, cells) in ([titles] + content.rows).enumerated() {
            let line = inner.row(index)
            for (column, cell) in cells.enumerated() {
                let align: Alignment = content.columns[column].isRightAligned ? .right : .left
                frame.write(cell.text, in: layout.cell(column, in: line), style: cell.style, align: align)
            }
        }
        if let note { frame.write(note, in: inner.row(content.rows.count + 1), style: theme.faint) }
    }

    private func drawNeighbors(
        _ neighbors: [ChartNeighbor],
        of chart: Chart?,
        in region: Region,
        on frame: inout Frame
    ) {
        let title = chart.map { details.neighborTitle(of: $0) } ?? "Neighbors"
        let inner = Panel(title: title).draw(in: region, theme: theme, on: &frame)
        guard !neighbors.isEmpty else {
            frame.write("no chart data yet", in: inner.row(0), style: theme.faint)
            return
        }
        for (index, neighbor) in neighbors.enumerated() {
            let line = inner.row(index)
            let (left, rest) = line.splitLeft(6)
            let (change, name) = rest.splitLeft(8, gap: 2)
            let style = neighbor.isOwn ? theme.heading : theme.text
            frame.write("#\(neighbor.rank.value)", in: left, style: style, align: .right)
            let text = MyLaunchTable.change(
                neighbor.day,
                isRanked: true,
                window: ChartStanding.dayWindow,
                theme: theme
            )
            frame.write(text.text, in: change, style: text.style, align: .right)
            frame.write(neighbor.name, in: name, style: style)
        }
    }
}
