import Canvas
public import Market

/// A location in the dashboard: a page, its subject, and its view state, which is restored when navigating back.
public struct Route: Hashable, Sendable {
    public var page: PageID
    /// The chart of a Charts page, or of the selected row of a Countries or My launch page.
    public var chart: Chart?
    /// The app of an App, Countries or My launch page.
    public var app: AppID?
    /// The items of a Compare page. The first is the baseline.
    public var compared: [CompareItem] = []
    /// The alignment of the compared launches.
    var origin = CompareAlignment.day0
    /// The range of ages that a Compare page shows, in seconds; `nil` for the default.
    var ages: ClosedRange<Int64>?
    /// Whether the median and quartiles of the library's launches are shown.
    var showsBand = false
    /// The page's view; `nil` for the default.
    public var view: PageView?
    /// Whether the page shows the library instead of data from sources.
    var showsLibrary = false
    /// The id of the replayed launch; `nil` if the page doesn't replay a launch.
    public var launch: String?
    /// The selected row on pages that don't track the selected app.
    public var selection = 0
    /// The first visible row, unless the selection would be out of view.
    public var firstRow = 0
    /// The selected app on a Charts or Milestones page, which stays selected when the rows change.
    public var selectedApp: AppID?
    public var filter = ""
    var sort: Sort?
    /// Whether the axis is switched from the page's default scale to the other one: from logarithmic to linear, or from
    /// linear to logarithmic.
    var isAxisSwitched = false
    /// The index of the zoomed panel; `nil` if all panels are shown.
    var zoomedPanel: Int?
    public var playhead: Playhead
    /// For a page without time, the playhead of the latest page with time, for use by the next page with time;
    /// otherwise `nil`.
    var kept: KeptPlayhead?

    /// The data that the playhead moves through.
    enum Subject: Hashable, Sendable {
        case data
        case library
        case launch(String)
    }

    /// A playhead and the data that it moves through.
    struct KeptPlayhead: Hashable, Sendable {
        var playhead: Playhead
        let subject: Subject
    }

    /// The playhead of this page or, if the page has no time, of the latest page with time; `nil` if there was none.
    var current: KeptPlayhead? {
        page.type.hasTime ? KeptPlayhead(playhead: playhead, subject: subject) : kept
    }

    var subject: Subject { launch.map { .launch($0) } ?? (page.type.isOfLibrary || showsLibrary ? .library : .data) }

    var isOfLibrary: Bool { subject != .data }

    public init(
        page: PageID,
        chart: Chart? = nil,
        app: AppID? = nil,
        launch: String? = nil,
        playhead: Playhead
    ) {
        self.page = page
        self.chart = chart
        self.app = app
        self.launch = launch
        self.playhead = playhead
    }
}
