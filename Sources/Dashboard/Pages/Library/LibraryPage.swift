import Canvas
import History
import Market

extension PageID {
    public static let library = PageID("library")
}

/// The Library page: one documented launch per row, with the details of the selected launch below, or next to the rows
/// on wide screens.
struct LibraryPage: Page {
    static let id = PageID.library
    static let title = "Library"
    static let summary = "documented app launches"
    static let argument: CommandArgument? = .launch
    static let commands = Command.list.union([.mark, .watchlist])
    static let isOfLibrary = true
    static let hasTime = false

    let state: DashboardState
    let theme: Theme
    let report: LaunchListReport

    init(_ state: DashboardState, theme: Theme) {
        self.state = state
        self.theme = theme
        report = state.launchListReport
    }

    static func show(_ argument: String, in state: inout DashboardState) {
        guard argument.isEmpty else { return state.showLaunch(called: argument) }
        guard state.route.page != id, !state.returned(to: id) else { return }
        let replayed = state.route.launch
        let row = replayed.flatMap { LaunchListReport(state.library, asOf: state.instant).row(of: $0) }
        state.show(id) { next in
            next.launch = nil
            next.selection = row ?? 0
        }
    }

    var titles: [String] { ["\(report.total) documented \(report.total == 1 ? "launch" : "launches")"] }
    var rowCount: Int { report.rows.count }
    func app(at row: Int) -> AppID? { report.rows.indices.contains(row) ? report.rows[row].launch.app : nil }
    var selectedLaunch: Launch? { report.rows.indices.contains(selection) ? report.rows[selection].launch : nil }
    var sortChoices: [SortChoice] { report.sortChoices }

    func open(in state: inout DashboardState) {
        guard let selectedLaunch else { return }
        state.push(DashboardState.route(of: selectedLaunch))
        state.route.playhead.play(from: state.route.playhead.start)
    }

    func exported(_ options: ExportOptions) -> (any ExportedReport)? { report }

    var cards: [FigureCard] { selectedLaunch.map(cards(of:)) ?? [] }

    var creditedCards: [FigureCard] {
        cards + report.rows.map(\.launch).filter { $0.id != selectedLaunch?.id }.flatMap(cards(of:))
    }

    private func cards(of launch: Launch) -> [FigureCard] {
        guard let report = state.report(of: launch.app, launch: launch.id) else { return [] }
        return report.observations.sorted { $0.period.lastDay < $1.period.lastDay }.map { FigureCard($0, of: report) }
    }

    // MARK: Drawing

    func draw(in body: Region, on frame: inout Frame) {
        guard report.total > 0 else {
            return DashboardState.drawEmpty(
                [
                    "No launches found",
                    "searched --data DIR, $LAUNCHTOP_DATA and the program's folder",
                ],
                in: body,
                theme: theme,
                on: &frame
            )
        }
        let (list, below, detail) = regions(in: body)
        report.draw(
            report.columns(width: list.width),
            in: list,
            selection: selection,
            first: state.route.firstRow,
            theme: theme,
            on: &frame
        )
        guard let selectedLaunch else {
            frame.write("no launch matches \"\(state.route.filter)\"", in: list.row(1), style: theme.faint)
            return
        }
        drawDetail(of: selectedLaunch, in: detail, on: &frame)
        if let launched = state.report(of: selectedLaunch.app, launch: selectedLaunch.id) {
            LaunchTimeline(launch: selectedLaunch, report: launched, theme: theme).draw(in: below, on: &frame)
        }
    }

    var visibleRows: Int { max(1, regions(in: state.body).list.height - 1) }

    /// Returns the regions of the list, of the timeline below it, and of the details. The list keeps its height when a
    /// filter hides launches. The timeline is empty on a small page or if the launches need the space.
    private func regions(in body: Region) -> (list: Region, below: Region, detail: Region) {
        let area = body.inset(left: 1, right: 1)
        if state.size.columns >= 120 {
            let (left, detail) = body.inset(left: 1).splitLeft(max(78, area.width * 58 / 100), gap: 1)
            let isFramed = Panel.fit(in: body)
            guard isFramed, left.height - report.total - 1 >= LaunchTimeline.minimumHeight else {
                return (left, left.splitTop(left.height).rest, detail)
            }
            let (list, below) = left.splitTop(report.total + 1)
            return (list, below, detail)
        }
        let (list, rest) = area.splitTop(min(rowCount + 1, max(4, area.height / 2)))
        return (list, rest.splitTop(rest.height).rest, rest.inset(top: 1))
    }

    private func drawDetail(of launch: Launch, in region: Region, on frame: inout Frame) {
        guard let report = state.report(of: launch.app, launch: launch.id) else { return }
        let isFramed = state.size.columns >= Panel.pageSize.columns
        let sections = LaunchDetail(
            launch: launch,
            report: report,
            theme: theme,
            width: min(110, region.width - (isFramed ? Panel.borderColumns : 0)),
            infoKey: state.commands.label(.info)
        )
        .sections
        guard !isFramed else { return PanelStack(sections: sections, theme: theme).draw(in: [region], on: &frame) }
        let lines = sections.flatMap { section in
            [[StyledText(section.title, theme.heading), StyledText("  \(section.summary)", theme.faint)]]
                + section.lines
        }
        let isCut = lines.count > region.height
        for (row, line) in lines.prefix(isCut ? max(0, region.height - 1) : region.height).enumerated() {
            frame.write(line, in: region.row(row))
        }
        guard isCut, region.height > 0 else { return }
        let hint = "… \(state.commands.label(.info)): figures with their sources"
        frame.write(hint, in: region.row(region.height - 1), style: theme.faint)
    }
}

/// What the list of launches depends on, besides the library.
private struct LaunchListKey: Hashable, Sendable {
    let instant: Timestamp
    let filter: String
    let sort: Sort?
    let marked: [CompareItem]
}

extension DashboardState {
    /// The report for the Library page.
    fileprivate var launchListReport: LaunchListReport {
        let key = LaunchListKey(instant: instant, filter: route.filter, sort: route.sort, marked: marked)
        return reports.value(for: key) {
            LaunchListReport(
                ledger,
                asOf: key.instant,
                filter: key.filter,
                sort: key.sort,
                marked: key.marked
            )
        }
    }
}
