public import Alerts
public import Canvas
public import History
public import Market

/// What the dashboard knows and where one is in it. Events go in, effects come out, a frame is drawn from it.
///
/// It reads no clock, file or terminal: time, data and keys arrive as events.
public struct DashboardState: Sendable {
    /// What sources gave.
    public internal(set) var data: LedgerSnapshot
    /// The documented launches, which are at hand whatever else is open.
    public internal(set) var library: LedgerSnapshot
    public internal(set) var size = Size(columns: 80, rows: 24)
    /// The clock on the wall.
    public internal(set) var now: Timestamp
    /// Whether data keep coming, so that the end of time is now.
    public let isLive: Bool
    /// Which key does what.
    public var commands = CommandTable.standard
    /// What ties ranks to downloads; none until somebody sets them, and then nothing is estimated.
    public var anchors: [DemandAnchor] = []
    /// In which clock times read.
    public var zone = TimeZoneTable.utc
    /// What outlasts a run.
    public var memory = UserState() { didSet { applyWatchlist() } }
    /// From the first page to the one that is shown; never empty.
    public internal(set) var stack: [Route]
    var mode = Mode.page
    /// What was told in this run, the newest last.
    public internal(set) var alerts: [Alert] = []
    /// What is waited for.
    public internal(set) var alertRules: [AlertRule] = []
    /// The line about the last of them, until a key is pressed or its time is over.
    var toast: Toast?
    /// A sentence in the bottom line, until the next key.
    var message: String?
    /// What to say when the file that was asked for is written; `nil` for a saved screen.
    var pendingExport: String?
    /// Problems of sources that were on the bottom line when a key was pressed.
    var readProblems: Set<String> = []
    /// Whether no key was pressed and nothing new came yet, so that the chart to begin with may still change.
    var isUntouched = true
    /// Whether clicks and the wheel are taken; set before the start, a key changes it.
    public var usesMouse = true
    /// What the arrow keys move.
    var focus = Focus.list
    /// The instant that is pointed at in a chart, in the unit of its axis.
    var crosshair: Int64?
    /// Whether long stretches in which nothing happens pass quickly while playing.
    var skipsQuiet = true
    /// Whether playing stops at each marker.
    var stopsAtMarkers = false
    /// Over how long change is measured.
    var changeWindow = ChangeWindow.seconds(86_400)
    /// What is to be compared, in the order in which it was marked.
    var marked: [CompareItem] = []
    /// The themes that can be chosen.
    public var themes = ThemeCatalog()
    /// The chosen one; see ``chooseTheme(_:)``.
    public internal(set) var themeName = ThemeCatalog.auto

    /// - Parameter start: where to begin; see `opening(…)` for the usual places.
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

    /// What the page draws from.
    public var ledger: LedgerSnapshot { route.isOfLibrary ? library : data }

    /// The instant that the page shows.
    public var instant: Timestamp { route.playhead.instant }

    /// Whether time is running on its own.
    public var isPlaying: Bool { route.playhead.isPlaying }

    /// Whether the page stands at the live edge.
    public var isAtLiveEdge: Bool { isLive && !route.isOfLibrary && route.playhead.cursor == nil }

    /// Seconds over which change is measured.
    var changeSeconds: Int64 {
        switch changeWindow {
        case .seconds(let seconds): seconds
        case .sinceLaunch: max(60, instant - (launch?.day0.start ?? route.playhead.bounds.start))
        }
    }

    /// The documented launch that the page is about.
    var launch: Launch? {
        route.launch.flatMap { ledger.launch(id: $0) } ?? route.app.flatMap { ledger.launch(of: $0) }
    }
}
