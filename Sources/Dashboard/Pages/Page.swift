import Canvas
import History
import Market

/// A page of the dashboard: its rows, how they're drawn and exported, and the commands it performs.
///
/// All code that is specific to a page is in the page's folder. Navigation, selection, scrolling, sorting, filtering,
/// help, completion, the palette, `E`, `show` and `screenshot` use only the requirements below. To add a page, create a
/// folder with a type that conforms to this protocol, and add the type to ``PageList/all``.
protocol Page: Sendable {
    static var id: PageID { get }
    /// The key that opens the page, which then has no tab; `nil` if the page has a tab and a number key.
    static var key: Key? { get }
    /// The name in the tab bar and the navigation path.
    static var title: String { get }
    /// A description of the page for the help and the palette.
    static var summary: String { get }
    /// Explanations for the help of the page.
    static var notes: [HelpNote] { get }
    /// The argument that the page's command takes in the palette; `nil` if it takes none.
    static var argument: CommandArgument? { get }
    /// The commands that work only on pages that list them. A command that no page lists works on all pages.
    static var commands: Set<Command> { get }
    /// The alternative views, the default first.
    static var views: [PageView] { get }
    /// Whether the page always shows the library of documented launches.
    static var isOfLibrary: Bool { get }
    /// Whether the page shows one chart, which the `chart` and `country` commands replace.
    static var isOfChart: Bool { get }
    /// Whether the page depends on the time and therefore has a clock, a timeline and time commands.
    static var hasTime: Bool { get }
    /// Whether Enter opens a page for the selected row.
    static var opensRows: Bool { get }

    /// Shows the page, or returns to it.
    ///
    /// - Parameter argument: The text typed after the page's name in the palette.
    static func show(_ argument: String, in state: inout DashboardState)
    /// Performs a command that the page implements itself.
    ///
    /// - Returns: Whether the page performed the command; if not, the command's default behavior applies.
    static func perform(_ command: Command, _ argument: String, in state: inout DashboardState) -> Bool
    /// Returns the page's name in the navigation path.
    static func pathName(of route: Route, in ledger: LedgerSnapshot) -> String
    /// Returns the subject whose snapshots `,` and `.` step through.
    static func steps(of route: Route) -> Subject
    /// Examples of filters, shown while one is typed.
    static var filterExamples: [String] { get }
    /// Returns the chart whose milestones the timeline marks; `nil` for all charts.
    static func markedChart(of route: Route) -> Chart?
    /// Returns the launch that days are counted from.
    static func launchStart(in state: DashboardState) -> LaunchStart?

    /// Creates the page for the state's current route.
    init(_ state: DashboardState, theme: Theme)

    var state: DashboardState { get }
    /// The titles of the page's subject for the header, the longest first.
    var titles: [String] { get }
    func draw(in body: Region, on frame: inout Frame)

    /// The number of rows that can be selected.
    var rowCount: Int { get }
    /// The selected row.
    var selection: Int { get }
    /// The number of rows at the start that don't scroll.
    var pinnedRows: Int { get }
    /// The number of rows visible at a time, at least one.
    var visibleRows: Int { get }
    /// Selects a row.
    func select(_ row: Int, in route: inout Route)
    /// Returns the app in a row; `nil` if there is none.
    func app(at row: Int) -> AppID?
    /// The chart of the page or of the selected row; `nil` if there is none.
    var selectedChart: Chart? { get }
    /// The documented launch of the selected row; `nil` if the rows aren't launches.
    var selectedLaunch: Launch? { get }
    /// Opens the selected row.
    func open(in state: inout DashboardState)

    /// The orders that rows can be sorted in, the default first.
    var sortChoices: [SortChoice] { get }
    /// The cards with the figures of the selection and their sources. `y` copies the first card.
    var cards: [FigureCard] { get }
    /// The cards of figures that a picture of the page shows, whose publishers it credits (default: all cards).
    var creditedCards: [FigureCard] { get }
    /// Returns the report that `E` and `show` export; `nil` if there is nothing to export.
    func exported(_ options: ExportOptions) -> (any ExportedReport)?
    /// The parts of a file name that identify the subject.
    var fileNameParts: [String] { get }

    /// The current view; `nil` if the page has only one.
    var view: PageView? { get }
    /// The names of the panels that can be zoomed.
    var panels: [String] { get }
    /// Whether the vertical axis is linear unless the user switches it.
    var hasLinearAxis: Bool { get }
    /// Whether the page shows a chart with a crosshair.
    var hasCrosshair: Bool { get }
    /// The range of the crosshair, in the unit of the chart's axis.
    var crosshairRange: ClosedRange<Int64> { get }
    /// Whether the crosshair marks a point in time that the user can go to.
    var crosshairIsTime: Bool { get }
}

extension Page {
    var selectedChart: Chart? { state.route.chart }
    var creditedCards: [FigureCard] { cards }
    static var key: Key? { nil }
    static var notes: [HelpNote] { [] }
    static var argument: CommandArgument? { nil }
    static var commands: Set<Command> { [] }
    static var views: [PageView] { [] }
    static var isOfLibrary: Bool { false }
    static var isOfChart: Bool { false }
    static var hasTime: Bool { true }
    static var opensRows: Bool { true }
    static func perform(_ command: Command, _ argument: String, in state: inout DashboardState) -> Bool { false }
    static func pathName(of route: Route, in ledger: LedgerSnapshot) -> String { title }

    static var filterExamples: [String] { ["#1-20", "up>5", "new"] }
    static func steps(of route: Route) -> Subject { .everything }
    static func markedChart(of route: Route) -> Chart? { nil }
    static func launchStart(in state: DashboardState) -> LaunchStart? { state.launchStart }

    var titles: [String] { [] }

    var selection: Int { position }
    /// The previously selected position, clamped to the rows.
    var position: Int { max(0, min(state.route.selection, rowCount - 1)) }
    var pinnedRows: Int { 0 }
    var visibleRows: Int { state.pageHeight }
    func select(_ row: Int, in route: inout Route) { route.selection = row }
    func app(at row: Int) -> AppID? { nil }
    var selectedApp: AppID? { app(at: selection) }
    var selectedLaunch: Launch? { nil }
    func open(in state: inout DashboardState) { state.showSelectedApp() }

    var sortChoices: [SortChoice] { [] }
    var fileNameParts: [String] { [] }

    var view: PageView? { state.route.view ?? Self.views.first }
    var panels: [String] { [] }
    var hasLinearAxis: Bool { false }
    var hasCrosshair: Bool { false }
    var crosshairRange: ClosedRange<Int64> {
        let window = state.chartWindow
        return window.start.seconds...max(window.start.seconds, min(window.end, state.instant).seconds)
    }
    var crosshairIsTime: Bool { true }
}
