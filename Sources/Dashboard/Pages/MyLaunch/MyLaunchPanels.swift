import Canvas
import Market

/// The My launch page on a large screen: panels in two columns. Several apps are shown as tabs above the panels, or
/// as a list on the left if their names don't fit into a line.
///
/// In each column, some panels use the rows that the others don't need: on the left, alerts, bars of daily downloads,
/// and the neighbors in other charts; on the right, the ranks over time. This way, no panel is truncated while
/// another has empty rows.
struct MyLaunchPanels {
    let page: MyLaunchScreen
    let details: MyLaunchDetails

    var theme: Theme { page.theme }
    private var report: MyLaunchReport { page.report }

    /// The minimum and maximum width of the left column.
    private static let (minimumLeft, maximumLeft) = (54, 92)
    /// The minimum and maximum number of rows for the bars of daily downloads.
    private static let (minimumBars, maximumBars) = (7, 16)
    /// The number of rows of the panel with ranks over time, including the border: the minimum if there are ranks, and
    /// the number if there are none.
    private static let (minimumChart, emptyChart) = (9, 5)
    /// The minimum number of rows for the neighbors in another chart, including the border.
    private static let minimumNeighbors = 5
    /// The maximum number of ranks shown above and below the app in another chart.
    private static let maximumReach = 4

    func draw(in body: Region, on frame: inout Frame) {
        var main = body
        if let tabs = WatchlistTabs(page: page, width: body.width) {
            let (line, rest) = body.splitTop(1)
            tabs.draw(in: line, on: &frame)
            main = rest
        } else if report.watched.count > 1 {
            let (list, rest) = body.splitLeft(min(37, max(29, body.width / 6)))
            drawList(in: list, on: &frame)
            main = rest
        }
        if let panel = page.zoomedPanel { return drawZoomed(panel, in: main, on: &frame) }
        let left = min(Self.maximumLeft, max(Self.minimumLeft, main.width * 46 / 100))
        let (first, second) = main.splitLeft(left)
        drawRight(in: second, on: &frame)
        drawLeft(in: first, on: &frame)
    }

    /// The panels that can be zoomed.
    static let names = ["ranks", "ranks over time", "downloads", "same age", "alerts and milestones", "neighbors"]

    private func drawZoomed(_ panel: Int, in region: Region, on frame: inout Frame) {
        let width = region.width - Panel.borderColumns
        switch panel {
        case 0: drawRanks(facts, in: region, on: &frame)
        case 1: draw(rankChart, in: region, on: &frame)
        case 2:
            drawDownloads(downloadLines(width: width), hasBars: details.downloads.recent != nil, in: region, on: &frame)
        case 3: drawSameAge(details.sameAge, advice: advice(in: region), in: region, on: &frame)
        case 4: drawEvents(in: region, on: &frame)
        default:
            let chart = neighborCharts.first
            let reach = (region.height - 1 - Panel.borderRows) / 2
            drawNeighbors(
                chart.map { details.neighbors(in: $0, reach: reach) } ?? [],
                of: chart,
                in: region,
                on: &frame
            )
        }
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
            count: report.watched.count,
            titleStyle: theme.faint,
            selectionStyle: theme.selection
        )
        .draw(in: inner, selection: report.selection, on: &frame) { index in
            let entry = report.entry(at: index)
            let style = entry.best == nil ? theme.faint : entry.best?.isStale == true ? theme.stale : theme.heading
            let symbols = page.marks.symbols(of: entry.watched.app)
            return [
                theme.styled(symbols.cell), StyledText(entry.name, theme.text), StyledText(entry.rankText, style),
                page.change(of: entry),
            ]
        }
        frame.clickTargets.removeSubrange(targets...)
    }

    // MARK: Ranks, downloads, alerts

    private func drawLeft(in region: Region, on frame: inout Frame) {
        let downloads = downloadLines(width: region.width - Panel.borderColumns)
        let facts = facts
        // Include the title row and a blank row above the facts.
        let wanted = 1 + max(1, details.rows.count) + 1 + facts.count + Panel.borderRows
        var events = max(1, min(details.events.count, region.height / 3)) + Panel.borderRows
        var counts = downloads.count + Panel.borderRows
        let stars = details.ratings.lines(theme: theme, width: region.width - Panel.borderColumns).prefix(
            max(0, region.height / 8)
        )
        let written = details.reviews.lines(
            theme: theme,
            width: region.width - Panel.borderColumns,
            height: region.height >= 50 ? 9 : region.height / 8
        )
        var ratings = stars.isEmpty ? 0 : stars.count + Panel.borderRows
        var reviews = written.isEmpty ? 0 : written.count + Panel.borderRows
        // The ranks come first: alerts, reviews and ratings make room for them in up to half of the page.
        let essential = min(wanted, region.height / 2)
        let least = 1 + Panel.borderRows
        if region.height - least - counts - ratings - reviews < essential { reviews = 0 }
        if region.height - least - counts - ratings - reviews < essential { ratings = 0 }
        let listed = ratings + reviews
        events = max(least, min(events, region.height - essential - counts - listed))
        var table = min(wanted, region.height - events - counts - listed)
        var spare = region.height - table - events - counts - listed
        let hasBars = spare >= Self.minimumBars && details.downloads.recent != nil
        if hasBars { counts += min(spare, Self.maximumBars) }
        spare = region.height - table - events - counts - listed
        var nearby: [(chart: Chart, neighbors: [ChartNeighbor])] = []
        for chart in neighborCharts.dropFirst() {
            guard spare >= Self.minimumNeighbors else { break }
            let reach = min(Self.maximumReach, (spare - 1 - Panel.borderRows) / 2)
            nearby.append((chart, details.neighbors(in: chart, reach: reach)))
            spare -= nearby[nearby.count - 1].neighbors.count + Panel.borderRows
        }
        if details.events.isEmpty, nearby.isEmpty { table += spare } else { events += spare }
        let (top, rest) = region.splitTop(table)
        var (middle, below) = rest.splitTop(counts)
        drawRanks(facts, in: top, on: &frame)
        drawDownloads(downloads, hasBars: hasBars, in: middle, on: &frame)
        if ratings > 0 {
            (middle, below) = below.splitTop(ratings)
            drawRatings(Array(stars), in: middle, on: &frame)
        }
        if reviews > 0 {
            (middle, below) = below.splitTop(reviews)
            drawReviews(written, in: middle, on: &frame)
        }
        (middle, below) = below.splitTop(events)
        drawEvents(in: middle, on: &frame)
        for (chart, neighbors) in nearby {
            (middle, below) = below.splitTop(neighbors.count + Panel.borderRows)
            drawNeighbors(neighbors, of: chart, in: middle, on: &frame)
        }
    }

    private func downloadLines(width: Int) -> [[StyledText]] {
        details.downloadLines(width: width, theme: theme)
            .flatMap { TextWrapping.lines($0, width: width, margin: 2) }
    }

    /// The facts about the selected row, preceded by the title of the row's chart.
    private var facts: [String] {
        var facts = page.facts(of: details)
        if let chart = details.row(at: page.selection(in: details))?.chart, !facts.isEmpty {
            facts[0] = "\(chart.titleInSentence): \(facts[0])"
        }
        return facts
    }

    private func drawRanks(_ facts: [String], in region: Region, on frame: inout Frame) {
        let age = details.age.map { " ─ \($0.text)" } ?? ""
        let inner = Panel(
            title: page.title(of: details) + age,
            summary: details.shortSummary,
            isFocused: true
        )
        .draw(in: region, theme: theme, on: &frame)
        let table = page.table(of: details, width: inner.width)
        let rows = 1 + max(1, details.rows.count)
        let (list, below) = inner.splitTop(min(rows, inner.height))
        page.drawTable(table, of: details, in: list, on: &frame)
        for (index, fact) in facts.enumerated() where rows <= inner.height {
            let style = fact == report.polls.problem ? theme.stale : theme.faint
            frame.write(fact, in: below.row(index + 1), style: style)
        }
    }

    private func drawDownloads(_ lines: [[StyledText]], hasBars: Bool, in region: Region, on frame: inout Frame) {
        let inner = Panel(
            title: "Downloads",
            key: page.commands.label(.milestones),
            summary: details.downloads.primary?.area ?? ""
        )
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
            key: page.commands.label(.alerts),
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
        let advice = advice(in: region)
        let ages =
            max(1, advice.isEmpty ? 1 + sameAge.lines.count : advice.count)
            + notes(width: region.width - Panel.borderColumns).count + Panel.borderRows
        let chart = rankChart
        let minimum = chart.isEmpty ? Self.emptyChart : Self.minimumChart
        let room = region.height - ages - minimum - Panel.borderRows
        // Show two ranks above and below, more on a tall screen, and as many as fit if the chart is empty.
        let maximum = chart.isEmpty ? room : max(2, region.height / 8)
        let reach = max(1, min(maximum, (room - 1) / 2))
        let nearest = neighborCharts.first
        let neighbors = nearest.map { details.neighbors(in: $0, reach: reach) } ?? []
        let near = max(1, neighbors.count) + Panel.borderRows
        let (top, rest) = region.splitTop(max(minimum, region.height - ages - near))
        let (middle, bottom) = rest.splitTop(ages)
        draw(chart, in: top, on: &frame)
        drawSameAge(sameAge, advice: advice, in: middle, on: &frame)
        drawNeighbors(neighbors, of: nearest, in: bottom, on: &frame)
    }

    /// The charts whose neighbors are shown, the selected row's first.
    private var neighborCharts: [Chart] { details.neighborCharts(selection: page.selection(in: details)) }

    private var rankChart: LaunchRanksChart {
        LaunchRanksChart(details: details, selection: page.selection(in: details), theme: theme)
    }

    private func draw(_ chart: LaunchRanksChart, in region: Region, on frame: inout Frame) {
        chart.draw(in: Panel(title: chart.title).draw(in: region, theme: theme, on: &frame), on: &frame)
    }

    /// Returns the reason why launches can't be compared, wrapped to the width of a panel; empty if they can be
    /// compared.
    private func advice(in region: Region) -> [String] {
        let sameAge = details.sameAge
        guard sameAge.day == nil, let reason = sameAge.reason else { return [] }
        return TextWrapping.lines(SameAge.advice(reason), width: region.width - Panel.borderColumns)
    }

    private func drawSameAge(
        _ sameAge: SameAge,
        advice: [String],
        in region: Region,
        on frame: inout Frame
    ) {
        let inner = Panel(title: "At the same age", key: page.commands.label(.compare), summary: sameAge.dayText ?? "")
            .draw(in: region, theme: theme, on: &frame)
        guard sameAge.day != nil else {
            for (index, line) in advice.enumerated() { frame.write(line, in: inner.row(index), style: theme.faint) }
            return
        }
        let content = sameAge.content(theme: theme)
        content.draw(in: inner, theme: theme, on: &frame)
        for (index, line) in notes(width: inner.width).enumerated() {
            frame.write(line, in: inner.row(content.rows.count + 1 + index), style: theme.faint)
        }
    }

    /// The notes on what can't be compared, wrapped to `width`.
    private func notes(width: Int) -> [String] {
        details.sameAge.notes.flatMap { TextWrapping.lines($0, width: width) }
    }
}
