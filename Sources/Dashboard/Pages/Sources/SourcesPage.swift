import Canvas
import History
import Market

extension PageID {
    public static let sources = PageID("sources")
}

/// The Sources page: all sources, one per row, with the details of the selected source below.
struct SourcesPage: Page {
    static let id = PageID.sources
    static let title = "Sources"
    static let summary = "status of every source"
    static let commands = Command.list
    static let opensRows = false

    let state: DashboardState
    let theme: Theme
    let report: SourceReport

    init(_ state: DashboardState, theme: Theme) {
        self.state = state
        self.theme = theme
        let route = state.route
        report = SourceReport(
            state.data,
            now: state.now,
            filter: route.filter,
            sort: route.sort,
            zone: state.zone
        )
    }

    static func show(_ argument: String, in state: inout DashboardState) {
        state.show(.sources) { $0.launch = nil }
    }

    var titles: [String] { [report.title] }
    var rowCount: Int { report.rows.count }
    var sortChoices: [SortChoice] { report.sortChoices }

    func open(in state: inout DashboardState) {
        guard rowCount > 0, let chart = report.rows[selection].charts.first else {
            let hasCharts = !state.data.charts.isEmpty
            state.message = hasCharts ? "press \(state.commands.label(.charts)) for the charts" : "no charts yet"
            return
        }
        state.open(chart, selecting: nil)
    }

    func exported(_ options: ExportOptions) -> (any ExportedReport)? { report }

    var cards: [FigureCard] {
        guard rowCount > 0 else { return [] }
        let source = report.rows[selection]
        let lines = report.details(of: source).map { FigureCard.Line(label: "", text: $0.text) }
        let age = source.newestData.map { TimeFormat.age(state.now - $0) + " old" } ?? "no data yet"
        return [FigureCard(title: source.source, value: age, kind: .observed, lines: lines)]
    }

    // MARK: Drawing

    func draw(in body: Region, on frame: inout Frame) {
        guard report.all > 0 else {
            return DashboardState.drawEmpty(
                ["No sources", "Poll one with launchtop watch appstore:us/top-free"],
                in: body,
                theme: theme,
                on: &frame
            )
        }
        let (table, rest, store) = regions(in: body)
        frame.write(report.storeText, in: store.row(0), style: theme.faint)
        report.draw(in: table, selection: selection, first: state.route.firstRow, theme: theme, on: &frame)
        if rowCount == 0 {
            frame.write("no source matches \"\(state.route.filter)\"", in: rest.row(0), style: theme.faint)
        }
        guard let source = report.rows.indices.contains(selection) ? report.rows[selection] : nil else { return }
        let lines = details(width: table.width)
        if isFramed {
            let (panel, below) = rest.splitTop(min(rest.height, lines.count + Panel.borderRows))
            let inner = Panel(title: source.source).draw(in: panel, theme: theme, on: &frame)
            draw(lines, in: inner, on: &frame)
            let rest = ChartCoverage(ledger: state.data, now: state.now, zone: state.zone, theme: theme)
                .draw(in: below, on: &frame)
            NewestSnapshotsPanel(ledger: state.data, now: state.now, zone: state.zone, theme: theme)
                .draw(in: rest, on: &frame)
        } else {
            draw([StyledText(source.source, theme.heading)] + lines, in: rest.inset(top: 1), on: &frame)
        }
    }

    private func draw(_ lines: [StyledText], in region: Region, on frame: inout Frame) {
        for (row, line) in lines.prefix(region.height).enumerated() {
            frame.write(line.text, in: region.row(row), style: line.style)
        }
    }

    var visibleRows: Int { max(1, regions(in: state.body).table.height - 1) }

    /// Returns the regions of the table, the details, and the line about data in memory. The table gets the rows that
    /// the details don't need.
    private func regions(in body: Region) -> (table: Region, details: Region, store: Region) {
        let (main, store) = body.inset(left: 1, right: 1).splitBottom(1)
        // With the border, or a blank line and the name.
        let lines = details(width: main.width).count + 2
        let height = min(rowCount + 1, max(main.height / 2, main.height - lines))
        let (table, rest) = main.splitTop(height)
        return (table, rest, store)
    }

    /// Whether the details are in a panel.
    private var isFramed: Bool { Panel.fit(in: state.body) }

    private func details(width: Int) -> [StyledText] {
        guard rowCount > 0 else { return [] }
        let room = isFramed ? width - Panel.borderColumns : width
        return report.details(of: report.rows[selection]).flatMap { line in
            TextWrapping.lines(line.text, width: room).map { theme.styled(RoleText($0, line.role)) }
        }
    }
}
