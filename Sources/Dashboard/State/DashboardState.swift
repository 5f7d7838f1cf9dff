public import Alerts
public import Canvas
public import History
public import Market

/// The complete state of the dashboard: data, navigation and settings. Events change it, and frames are drawn from it.
///
/// The state never reads a clock, file or terminal: time, data and keys arrive as events, and effects are returned.
public struct DashboardState: Sendable {
    /// The data from the polled or opened sources.
    public internal(set) var data: LedgerSnapshot { didSet { reports = ReportCache() } }
    /// The library of documented launches, which is always available.
    public internal(set) var library: LedgerSnapshot { didSet { reports = ReportCache() } }
    /// The reports on the current data and library that were computed for earlier keys and frames.
    private(set) var reports = ReportCache()
    public internal(set) var size = Size(columns: 80, rows: 24)
    /// The current time.
    public internal(set) var now: Timestamp
    /// Whether sources are polled, so that time ends at `now`.
    public let isLive: Bool
    /// Whether the charts of an added app are polled. If not, a message says how to poll them.
    public var pollsAddedCharts = false
    /// The search that is running, if any.
    var pendingSearch: StoreSearch?
    /// The outcome of the search, if it arrived while something was being typed or chosen.
    var finishedSearch: StoreSearch.Outcome?
    /// The key bindings.
    public var commands = CommandTable.standard
    /// Anchors that relate ranks to downloads. If there are none, downloads aren't estimated from ranks.
    public var anchors: [DemandAnchor] = []
    /// The time zone for clock times.
    public var zone = TimeZoneTable.utc
    /// The names of all time zones, for completion.
    public var zoneNames: [String] = []
    /// The watchlist in the config file, which ``userState`` overrides; `nil` if there is no config file.
    public var configuredWatchlist: ConfiguredWatchlist?
    /// The state that is saved between runs.
    public var userState = UserState() {
        didSet {
            if userState.watchlist != oldValue.watchlist { applyWatchlist() }
            if userState.watched != oldValue.watched { applyNames() }
        }
    }
    /// The navigation path from the first page to the current one; never empty.
    public internal(set) var stack: [Route]
    var mode = Mode.page
    /// The alert rules, and the alerts of this run and earlier ones.
    public internal(set) var alertHistory = AlertHistory()
    /// Whether frames are for a picture or a cast, so that they name the sources of figures instead of keys.
    public var isPicture = false
    /// The toast about the latest alerts, if any.
    var toast: Toast?
    /// The app that was just added to the watchlist on another page, which My launch shows when it is opened; `nil` if
    /// there is none, or if My launch is open already.
    var addedApp: AppID?
    /// The message that sources work again, if any.
    var recovery: SourceRecovery?
    /// The rank changes in snapshots that have just arrived.
    var flash = RankFlash()
    /// Whether rank changes in new snapshots aren't highlighted.
    public var reducesMotion = false {
        didSet { if reducesMotion { flash = RankFlash() } }
    }
    /// The message in the bottom line, which is shown until the next key press; `nil` if there is none.
    var message: String?
    /// The message to show once the requested export has been written; `nil` for a saved screen.
    var exportMessage: String?
    /// The source problems that were dismissed with a key press.
    var dismissedProblems: Set<String> = []
    /// Whether the first chart may still change, because no key was pressed and no new data arrived.
    var isUntouched = true
    /// The page from an earlier run that is shown once the library has been loaded; `nil` if there is none.
    var restoring: LastPage?
    /// Whether the dashboard responds to clicks and the wheel.
    public var usesMouse = true
    /// The part of the screen that the arrow keys control.
    var focus = Focus.list
    /// The position of the crosshair in the unit of the chart's axis; `nil` if there is no crosshair.
    var crosshair: Int64?
    /// Whether the replay skips long periods without data.
    var skipsQuiet = true
    /// Whether the replay stops at each marker.
    var stopsAtMarkers = false
    /// The time over which changes are measured.
    var changeWindow = ChangeWindow.seconds(86_400)
    /// Whether charts show the column of estimates; `nil` to show it only in charts without other downloads.
    var showsEstimates: Bool?
    /// The finder's index of everything except app names; `nil` until the finder first needs it.
    var searchIndex: SearchIndex?
    /// The available themes.
    public var themes = ThemeCatalog()
    /// The name of the current theme; set with ``chooseTheme(_:)``.
    public internal(set) var themeName = ThemeCatalog.auto

    /// Creates the state of a dashboard that shows its first page.
    ///
    /// - Parameter start: The route to the first page; see the `opening…` functions for common ones.
    public init(data: LedgerSnapshot, library: LedgerSnapshot, now: Timestamp, isLive: Bool, start: Route) {
        self.data = data
        self.library = library
        self.now = now
        self.isLive = isLive
        stack = [start]
    }

    public internal(set) var route: Route {
        get { stack[stack.count - 1] }
        set { stack[stack.count - 1] = newValue }
    }

    /// The data of the current page.
    public var ledger: LedgerSnapshot { route.isOfLibrary ? library : data }

    /// The instant that the page shows.
    public var instant: Timestamp { route.playhead.instant }

    /// Whether a replay is playing.
    public var isPlaying: Bool { route.playhead.isPlaying }

    /// Whether the page shows live data.
    public var isAtLiveEdge: Bool { isLive && !route.isOfLibrary && route.playhead.cursor == nil }

    /// The ids of apps in both stores that the user removed from the comparison, while the other id stayed in it.
    var removedStores: Set<AppID> = []
    /// The items marked for comparison, in the order they were marked.
    var marked: [CompareItem] {
        get { userState.marked }
        set { userState.marked = newValue }
    }

    /// Whether nothing is open except the library of documented launches.
    public var isOnStartPage: Bool { stack.count == 1 && route.page == .library && mode == .page }

    /// The length of the change window in seconds.
    var changeSeconds: Int64 {
        switch changeWindow {
        case .seconds(let seconds): seconds
        case .sinceLaunch: max(60, instant - (launchStart?.time ?? route.playhead.bounds.start))
        }
    }

    /// The start of the launch that the page is about: of the replayed launch, otherwise of the page's app.
    var launchStart: LaunchStart? {
        if let launch = route.launch.flatMap({ ledger.launch(id: $0) }) { return LaunchStart(on: launch.day0) }
        return route.app.flatMap(launchStart(of:))
    }

    /// Returns the start of an app's launch; `nil` if unknown.
    func launchStart(of app: AppID) -> LaunchStart? {
        LaunchStart(of: userState.watched[app], documented: ledger.launch(of: app) ?? library.launch(of: app))
    }

    /// The documented launch the page is about.
    var launch: Launch? {
        route.launch.flatMap { ledger.launch(id: $0) } ?? route.app.flatMap { ledger.launch(of: $0) }
    }
}
