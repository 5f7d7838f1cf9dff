import Canvas
import History
import Market

/// The My launch page: panels about the selected app, or lines of text on a small screen.
///
/// With at least 120 columns and 24 rows, there are six panels; several apps are tabs above them or a list on the
/// left. Smaller pages have the table of ranks with lines of text below it. If space is short, content is dropped in
/// this order:
///
/// - panels: the neighbors in other charts, bars of daily downloads, older alerts, neighbors beyond two ranks, the
///   facts about the selected row, rows of the table (which scrolls);
/// - text: the ranks over 24 hours, the launches at the same age, the next milestone, the facts about the selected row,
///   the latest alert or milestone, downloads, rows of the table (which scrolls).
///
/// Columns of the table are dropped as described for ``MyLaunchTable``.
struct MyLaunchScreen {
    let report: MyLaunchReport
    let theme: Theme
    /// The marks of apps, and whether they're on the watchlist.
    var marks = RowMarks(in: LedgerSnapshot())
    /// The selected storefront row.
    var row = 0
    /// The first visible row in the previous frame.
    var firstRow: Int?
    /// The commands, whose keys are shown.
    var commands = CommandTable.standard
    /// The position of the zoomed panel in ``MyLaunchPanels/names``; `nil` if all panels are shown.
    var zoomedPanel: Int?
    /// Whether the page shows live data.
    var isLive = false
    /// The rank changes to highlight.
    var flash = RankFlash()

    /// Returns the maximum number of documented launches to compare with on a page of the given size.
    static func peers(on body: Size) -> Int { body.rows < 50 ? SameAge.defaultPeers : 2 * SameAge.defaultPeers }

    /// The keys that switch between apps: "J/K".
    var switchKeys: String { "\(commands.label(.nextApp))/\(commands.label(.previousApp))" }

    func draw(in body: Region, on frame: inout Frame) {
        guard let details = report.details else { return drawEmpty(in: body, on: &frame) }
        if Panel.fit(in: body) || zoomedPanel != nil {
            MyLaunchPanels(page: self, details: details).draw(in: body, on: &frame)
        } else {
            MyLaunchLines(page: self, details: details).draw(in: body, on: &frame)
        }
    }

    /// Returns the selected row, clamped to the table's rows.
    func selection(in details: MyLaunchDetails) -> Int { max(0, min(row, details.rows.count - 1)) }

    /// Returns the selected app's name, preceded by a symbol if the app is marked. The watchlist symbol is omitted,
    /// since all apps on this page are on the watchlist.
    func title(of details: MyLaunchDetails) -> String {
        RowSymbols(isMarked: marks.symbols(of: details.app).isMarked).before(details.name)
    }

    /// Returns the position of the selected app: "2 of 3", or "2 of 3  J/K" with the keys; `nil` unless there are
    /// several apps.
    func position(withKeys: Bool) -> String? {
        guard report.watched.count > 1 else { return nil }
        return "\(report.selection + 1) of \(report.watched.count)" + (withKeys ? "  \(switchKeys)" : "")
    }

    /// Returns the change of an app's best rank over a day.
    func change(of entry: MyLaunchReport.Entry) -> StyledText {
        MyLaunchTable.change(
            entry.best?.day,
            isRanked: entry.best != nil,
            window: ChartStanding.dayWindow,
            theme: theme
        )
    }

    /// Draws instructions for an empty watchlist.
    private func drawEmpty(in body: Region, on frame: inout Frame) {
        let lines = [
            ("watch your app", "launchtop watch 1559935726 --storefront us,jp"),
            ("replay a launch", "launchtop replay sora"), ("help", commands.label(.help)),
        ]
        let label = (lines.map { displayWidth($0.0) }.max() ?? 0) + 2
        let width = label + (lines.map { displayWidth($0.1) }.max() ?? 0)
        let block = Region(
            x: body.x + max(1, (body.width - width) / 2),
            y: body.y + max(0, (body.height - lines.count) / 2),
            width: min(width, body.width - 1),
            height: min(lines.count, body.height)
        )
        for (index, (name, text)) in lines.enumerated() {
            let line = block.row(index)
            frame.write(name, in: line, style: theme.heading)
            frame.write(text, in: line.splitLeft(label).rest, style: theme.accent)
        }
    }

    /// Returns the table of ranks by storefront.
    func table(of details: MyLaunchDetails, width: Int) -> MyLaunchTable {
        let charts =
            isLive && report.polls.count > 0
            ? details.rows.flatMap { [$0.overall?.chart, $0.genre?.chart].compactMap { $0 } } : []
        let unpolled = Set(charts.filter { report.polls(of: $0)?.allFailing ?? true })
        return MyLaunchTable(details: details, theme: theme, width: width, unpolled: unpolled, flash: flash)
    }

    /// Draws the table of ranks by storefront.
    func drawTable(_ table: MyLaunchTable, of details: MyLaunchDetails, in region: Region, on frame: inout Frame) {
        guard !details.rows.isEmpty else {
            frame.write(report.noCharts, in: region.row(0), style: theme.faint)
            return
        }
        Table(
            columns: table.columns,
            count: details.rows.count,
            titleStyle: theme.faint,
            selectionStyle: theme.selection
        )
        .draw(in: region, selection: selection(in: details), first: firstRow, on: &frame, row: table.cells)
    }

    /// Returns the facts about the selected row, the time until the next poll, and problems with polling.
    func facts(of details: MyLaunchDetails) -> [String] {
        let facts = details.row(at: selection(in: details)).map { details.facts(of: $0) } ?? []
        return facts + [pollingFact(of: details), report.polls.problem].compactMap { $0 }
    }

    /// Returns when the selected row's chart is polled next, or that it isn't polled; `nil` unless the page is live.
    private func pollingFact(of details: MyLaunchDetails) -> String? {
        guard isLive else { return nil }
        guard report.polls.count > 0 else { return "not polling" }
        let chart = details.row(at: selection(in: details))?.chart
        guard let polls = report.polls(of: chart) else { return "no source polls this chart" }
        return polls.nextText.map { polls.allFailing ? "last poll failed, next \($0)" : "next poll \($0)" }
    }
}
