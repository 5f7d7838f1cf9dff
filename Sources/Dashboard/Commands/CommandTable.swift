import Canvas

/// The one table from which keys, the bottom line and the help page are made.
struct CommandTable: Sendable {
    struct Row: Sendable {
        let command: Command
        let keys: [Key]
        /// What it does, in a few words, beginning with a verb.
        let title: String
        let group: Group
        /// `nil` works on every page.
        var pages: Set<Page>?
        /// A word for the bottom line; `nil` keeps it out of there.
        var hint: String?
    }

    enum Group: String, CaseIterable, Sendable {
        case move = "Move"
        case pages = "Pages"
        case find = "Find"
        case time = "Time"
        case other = "Other"
    }

    static let rows: [Row] = [
        Row(command: .up, keys: [.up, "k"], title: "one row up", group: .move),
        Row(command: .down, keys: [.down, "j"], title: "one row down", group: .move),
        Row(command: .pageUp, keys: [.pageUp], title: "a page up", group: .move),
        Row(command: .pageDown, keys: [.pageDown], title: "a page down", group: .move),
        Row(command: .top, keys: ["g"], title: "to the first row", group: .move),
        Row(command: .bottom, keys: ["G"], title: "to the last row", group: .move),
        Row(command: .open, keys: [.enter, "l", .right], title: "open what is selected", group: .move, hint: "open"),
        Row(command: .back, keys: [.escape, .backspace, "h", .left], title: "go back", group: .move, hint: "back"),
        Row(command: .showCharts, keys: ["1"], title: "charts", group: .pages),
        Row(command: .showApp, keys: ["2"], title: "the selected app", group: .pages),
        Row(command: .showLaunches, keys: ["4"], title: "launches", group: .pages, hint: "launches"),
        Row(command: .showFeeds, keys: ["7"], title: "feeds: how each source is doing", group: .pages, hint: "feeds"),
        Row(
            command: .chooseCountry,
            keys: ["c"],
            title: "choose the country",
            group: .pages,
            pages: [.charts],
            hint: "country"
        ),
        Row(command: .chooseChart, keys: ["v"], title: "choose the chart", group: .pages, pages: [.charts]),
        Row(
            command: .filter,
            keys: ["/"],
            title: "filter rows as you type",
            group: .find,
            pages: [.charts, .launches, .feeds],
            hint: "filter"
        ),
        Row(
            command: .nextMatch,
            keys: ["n"],
            title: "next row that matches",
            group: .find,
            pages: [.charts, .launches, .feeds]
        ),
        Row(
            command: .previousMatch,
            keys: ["N"],
            title: "previous row that matches",
            group: .find,
            pages: [.charts, .launches, .feeds]
        ),
        Row(command: .playOrPause, keys: [" "], title: "play or pause", group: .time, hint: "play"),
        Row(command: .stepBack, keys: [","], title: "one tick back", group: .time),
        Row(command: .stepForward, keys: ["."], title: "one tick forward", group: .time, hint: "step"),
        Row(command: .previousMarker, keys: ["["], title: "previous marker", group: .time),
        Row(command: .nextMarker, keys: ["]"], title: "next marker", group: .time, hint: "marker"),
        Row(command: .slower, keys: ["<"], title: "play slower", group: .time),
        Row(command: .faster, keys: [">"], title: "play faster", group: .time),
        Row(command: .toStart, keys: [.home], title: "to the start", group: .time),
        Row(command: .toEnd, keys: [.end], title: "to the end (live, where there is a live edge)", group: .time),
        Row(
            command: .goToTime,
            keys: ["t"],
            title: "go to a time: 14:00, 2025-10-03, 3h5m on, -2d, day 3, 50%, #1",
            group: .time,
            hint: "time"
        ),
        Row(command: .timelineFocus, keys: [.tab], title: "arrows seek on the timeline, or no longer", group: .time),
        Row(command: .zoomIn, keys: ["+"], title: "show less time", group: .time),
        Row(command: .zoomOut, keys: ["-"], title: "show more time", group: .time),
        Row(command: .zoomFit, keys: ["="], title: "show all the time there is", group: .time),
        Row(command: .help, keys: ["?"], title: "this page", group: .other, hint: "help"),
        Row(
            command: .toggleMouse,
            keys: ["m"],
            title: "mouse on, or off so that the terminal selects text",
            group: .other
        ),
        Row(command: .quit, keys: ["q", .control("c")], title: "quit", group: .other, hint: "quit"),
    ]

    private static let byKey: [Key: [Row]] = Dictionary(
        grouping: rows.flatMap { row in row.keys.map { ($0, row) } },
        by: \.0
    ).mapValues { $0.map(\.1) }

    /// What `key` does on `page`.
    static func command(for key: Key, on page: Page) -> Command? {
        byKey[key]?.first { $0.pages?.contains(page) ?? true }?.command
    }

    /// The rows that the bottom line names on `page`.
    static func hints(on page: Page) -> [Row] {
        rows.filter { $0.hint != nil && ($0.pages?.contains(page) ?? true) }
    }
}
