import Canvas
public import Market

/// Where one is in the program: a page, what it is about, and how it was left, so that coming back finds it so.
public struct Route: Hashable, Sendable {
    public var page: Page
    /// What a Charts page shows.
    public var chart: Chart?
    /// What an App page shows, or a Countries page.
    public var app: AppID?
    /// What a Compare page shows; the first is what the others are measured by.
    public var compared: [CompareItem] = []
    /// What they are aligned at.
    var origin = CompareAlignment.day0
    /// The ages that are shown; `nil` for those that compare best.
    var ages: ClosedRange<Int64>?
    /// Whether median and quartiles of the library stand beside them.
    var showsBand = false
    /// In which way; `nil` for the page's first.
    public var view: PageView?
    /// Whether it is about the documented launches and not about what sources gave.
    var showsLibrary = false
    /// The documented launch whose first days are being replayed.
    public var launch: String?
    /// The row, where no app says it better.
    public var selection = 0
    /// The first row of a chart's list that is in sight, as far as the selection lets it.
    public var firstRow = 0
    /// The app that is selected on a Charts page: it stays so when the list changes under it.
    public var selectedApp: AppID?
    public var filter = ""
    var sort: Sort?
    /// Linear in place of logarithmic, or the other way round.
    var hasOtherAxis = false
    /// Which of the panels has all the room; `nil` for all of them.
    var maximised: Int?
    public var playhead: Playhead

    /// What the playhead moves through: the time of the data, of the library, or of one launch.
    enum Subject: Hashable {
        case data
        case library
        case launch(String)
    }

    var subject: Subject { launch.map { .launch($0) } ?? (page == .launches || showsLibrary ? .library : .data) }

    var isOfLibrary: Bool { subject != .data }

    public init(
        page: Page,
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
