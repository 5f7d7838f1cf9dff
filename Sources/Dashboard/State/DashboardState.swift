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
    public let library: LedgerSnapshot
    public internal(set) var size = Size(columns: 80, rows: 24)
    /// The clock on the wall.
    public internal(set) var now: Timestamp
    /// Whether data keep coming, so that the end of time is now.
    public let isLive: Bool
    /// From the first page to the one that is shown; never empty.
    public internal(set) var stack: [Place]
    var mode = Mode.page
    /// A sentence in the bottom line, until the next key.
    var message: String?
    /// Problems of sources that were on the bottom line when a key was pressed.
    var readProblems: Set<String> = []
    /// Whether no key was pressed and nothing new came yet, so that the chart to begin with may still change.
    var isUntouched = true
    /// Whether clicks and the wheel are taken; set before the start, a key changes it.
    public var usesMouse = true
    /// Whether the arrow keys move on the timeline.
    var isOnTimeline = false
    /// The themes that can be chosen.
    public var themes = ThemeShelf()
    /// The chosen one; see ``chooseTheme(_:)``.
    public internal(set) var themeName = ThemeShelf.auto

    /// - Parameter start: where to begin; see `opening(…)` for the usual places.
    public init(data: LedgerSnapshot, library: LedgerSnapshot, now: Timestamp, isLive: Bool, start: Place) {
        self.data = data
        self.library = library
        self.now = now
        self.isLive = isLive
        stack = [start]
    }

    mutating func toggleMouse() -> [Effect] {
        usesMouse.toggle()
        message = usesMouse ? "mouse on: click selects, click again opens, the wheel moves" : "mouse off"
        return [.mouse(usesMouse)]
    }

    public internal(set) var place: Place {
        get { stack[stack.count - 1] }
        set { stack[stack.count - 1] = newValue }
    }

    /// What the page draws from.
    public var ledger: LedgerSnapshot { place.isOfLibrary ? library : data }

    /// The instant that the page shows.
    public var instant: Timestamp { place.playhead.instant }

    /// Whether time is running on its own.
    public var isPlaying: Bool { place.playhead.isPlaying }

    /// Whether the page stands at the live edge.
    public var isAtLiveEdge: Bool { isLive && !place.isOfLibrary && place.playhead.cursor == nil }
}
