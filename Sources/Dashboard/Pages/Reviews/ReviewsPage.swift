import Canvas
import History
import Market

extension PageID {
    public static let reviews = PageID("reviews")
}

/// The Reviews page: the reviews of one app as of the cursor, with the number of reviews by stars and the whole text of
/// the selected review.
struct ReviewsPage: Page {
    static let id = PageID.reviews
    static let key: Key? = "R"
    static let title = "Reviews"
    static let summary = "reviews of the selected app, newest first"
    static let argument: CommandArgument? = .app
    static let commands = Command.list.union([.watchlist])
    static let filterExamples = ["stars:1", "in:us"]
    static let notes = [
        HelpNote("stars:1", "filter by stars; stars:1-2 for a range"),
        HelpNote("in:us", "filter by storefront"),
    ]

    /// The start of the names of sources that poll reviews.
    private static let sourcePrefix = "appstore:reviews"

    let state: DashboardState
    let theme: Theme
    /// The report; `nil` if no app is selected.
    let report: ReviewReport?

    init(_ state: DashboardState, theme: Theme) {
        self.state = state
        self.theme = theme
        report = state.reviewReport
    }

    static func show(_ argument: String, in state: inout DashboardState) {
        guard !argument.isEmpty || state.route.page != id else { return }
        guard let app = app(named: argument, in: state) else {
            state.message = argument.isEmpty ? "no app selected" : "no app found for \"\(argument)\""
            return
        }
        guard !state.returned(to: id, where: { $0.app == app }) else { return }
        var next = Route(page: id, app: app, playhead: state.route.playhead)
        state.keepTime(in: &next)
        state.push(next)
    }

    private static func app(named text: String, in state: DashboardState) -> AppID? {
        guard !text.isEmpty else {
            let page = state.page()
            return page.selectedApp ?? page.selectedLaunch?.app ?? state.route.app ?? state.myLaunchApp
        }
        switch state.findApp(called: text) {
        case .one(let app), .several(let app, _): return app
        case .none: return nil
        }
    }

    static func pathName(of route: Route, in ledger: LedgerSnapshot) -> String {
        route.app.map { "\(title) of \(ledger.name(of: $0, asOf: route.playhead.instant))" } ?? title
    }

    static func steps(of route: Route) -> Subject { route.app.map { .app($0) } ?? .everything }

    var titles: [String] { report.map { ["reviews of \($0.name)", $0.name] } ?? [] }
    var rowCount: Int { report?.rows.count ?? 0 }
    func app(at row: Int) -> AppID? { state.route.app }
    var sortChoices: [SortChoice] { report?.sortChoices ?? [] }
    var fileNameParts: [String] { [state.route.app?.text].compactMap { $0 } }

    private var selected: ReviewReport.Row? {
        guard let report, report.rows.indices.contains(selection) else { return nil }
        return report.rows[selection]
    }

    /// Shows the selected review's details instead of its app, which the page is about.
    func open(in state: inout DashboardState) { state.showInfo() }

    var cards: [FigureCard] {
        guard let report, let selected else { return [] }
        let summary = FigureCard(
            title: "reviews of \(report.name)",
            value: report.heading,
            kind: .observed,
            lines: [
                .init(label: "stars", text: report.counts.text), .init(label: "source", text: ReviewSummary.publisher),
            ]
        )
        return [report.card(of: selected), summary]
    }

    func exported(_ options: ExportOptions) -> (any ExportedReport)? {
        report.flatMap { $0.all > 0 ? $0 : nil }
    }

    // MARK: Drawing

    func draw(in body: Region, on frame: inout Frame) {
        guard let report, report.all > 0 else {
            return DashboardState.drawEmpty(emptyText, in: body, theme: theme, on: &frame)
        }
        let regions = regions(in: body)
        let counts = report.counts
        let text = text(width: regions.text.width - (isFramed ? Panel.borderColumns : 0))
        if isFramed {
            let count = NumberFormat.grouped(rowCount)
            let table = Panel(
                title: "Reviews of \(report.name)",
                summary: rowCount < report.all ? "\(count) of \(NumberFormat.grouped(report.all))" : count,
                isFocused: true
            )
            .draw(in: regions.table, theme: theme, on: &frame)
            drawTable(report, in: table, on: &frame)
            let panel = Panel(title: "Stars", summary: "observed, \(ReviewSummary.publisher)")
                .draw(in: regions.stars, theme: theme, on: &frame)
            draw(headingLines(width: panel.width) + counts.bars(width: panel.width, theme: theme), in: panel, &frame)
            guard let selected else { return }
            let name = "\(selected.starsText) in \(selected.storefront.label)"
            let date = TimeFormat.instant(selected.review.date, in: state.zone)
            let inner = Panel(title: name, summary: date).draw(in: regions.text, theme: theme, on: &frame)
            draw(text, in: inner, &frame)
        } else {
            draw(
                [
                    [
                        StyledText(report.heading, theme.heading),
                        StyledText("  observed in the \(ReviewSummary.publisher)", theme.faint),
                    ]
                ]
                    + counts.bars(width: regions.stars.width, theme: theme),
                in: regions.stars,
                &frame
            )
            drawTable(report, in: regions.table, on: &frame)
            draw(text, in: regions.text.inset(top: 1), &frame)
        }
    }

    private func drawTable(_ report: ReviewReport, in region: Region, on frame: inout Frame) {
        guard rowCount > 0 else {
            frame.write("no review matches \"\(state.route.filter)\"", in: region.row(0), style: theme.faint)
            return
        }
        report.draw(in: region, selection: selection, first: state.route.firstRow, theme: theme, on: &frame)
    }

    private func draw(_ lines: [[StyledText]], in region: Region, _ frame: inout Frame) {
        for (row, line) in lines.prefix(region.height).enumerated() { frame.write(line, in: region.row(row)) }
    }

    /// Whether the parts of the page are in panels.
    private var isFramed: Bool { Panel.fit(in: state.body) }

    var visibleRows: Int {
        let table = regions(in: state.body).table
        return max(1, table.height - 1 - (isFramed ? Panel.borderRows : 0))
    }

    /// Returns the regions of the table, the bars and the text of the selected review, with their borders if there are
    /// any.
    private func regions(in body: Region) -> (table: Region, stars: Region, text: Region) {
        if isFramed {
            let (left, right) = body.splitLeft(body.width * 60 / 100)
            let heading = headingLines(width: right.width - Panel.borderColumns).count
            let (stars, text) = right.splitTop(heading + 5 + Panel.borderRows)
            return (left, stars, text)
        }
        let area = body.inset(left: 1, right: 1)
        let (stars, rest) = area.splitTop(area.height >= 14 ? 6 : 1)
        let lines = text(width: rest.width).count + 1
        let (table, text) = rest.splitBottom(min(lines, rest.height * 2 / 5))
        return (table, stars, text)
    }

    /// Returns the number of reviews and their mean, wrapped.
    private func headingLines(width: Int) -> [[StyledText]] {
        guard let report else { return [] }
        return TextWrapping.lines(report.heading, width: width, hanging: 0)
            .map { [StyledText($0, theme.text)] }
    }

    /// Returns the title and the whole text of the selected review, wrapped.
    private func text(width: Int) -> [[StyledText]] {
        guard let review = selected?.review else { return [] }
        func wrapped(_ text: String, _ style: Style) -> [[StyledText]] {
            TextWrapping.lines(text, width: width, hanging: 0).map { [StyledText($0, style)] }
        }
        let version = review.version.map { "version \($0)" }
        let undated = review.isDated ? nil : "the feed has no valid date; this is the time of receipt"
        let notes = [version, undated].compactMap { $0 }.joined(separator: ", ")
        return wrapped(review.title, theme.heading)
            + review.text.split(separator: "\n").flatMap { wrapped(String($0), theme.text) }
            + wrapped(notes, theme.faint)
    }

    private var emptyText: [String] {
        guard let report else { return ["No app selected"] }
        let sources = state.data.sources.filter { $0.source.hasPrefix(Self.sourcePrefix) }
        let failing = sources.first { $0.error != nil }
        let advice =
            failing.map { "\($0.source): \($0.errorWithoutName ?? "")" }
            ?? (sources.isEmpty
                ? "no source polls them; add one such as \(Self.sourcePrefix)/us"
                : "\(TextList.and(sources.map(\.source))): no reviews yet")
        return ["No reviews of \(report.name)", advice]
    }
}
