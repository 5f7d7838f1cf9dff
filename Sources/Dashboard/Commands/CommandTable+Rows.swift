import Canvas

extension CommandTable {
    private static let listPages: Set<Page> = [.charts, .countries, .launches, .milestones, .sources]

    static let standardRows: [Row] = moveRows + pageRows + findRows + timeRows + figureRows + otherRows

    private static let moveRows: [Row] = [
        Row(command: .up, keys: [.up, "k"], title: "previous row", group: .move),
        Row(command: .down, keys: [.down, "j"], title: "next row", group: .move),
        Row(command: .pageUp, keys: [.pageUp], title: "page up", group: .move),
        Row(command: .pageDown, keys: [.pageDown], title: "page down", group: .move),
        Row(command: .top, keys: ["g"], title: "first row", group: .move),
        Row(command: .bottom, keys: ["G"], title: "last row", group: .move),
        Row(command: .open, keys: [.enter, "l", .right], title: "open the selected row", group: .move, hint: "open"),
        Row(command: .back, keys: [.escape, .backspace, "h", .left], title: "go back", group: .move, hint: "back"),
    ]

    private static let pageRows: [Row] = [
        Row(command: .charts, keys: ["1"], title: "charts: ranks by storefront, chart and genre", group: .pages),
        Row(
            command: .app,
            keys: ["2"],
            title: "app: ranks, downloads and milestones of the selected app",
            group: .pages,
            argument: .app
        ),
        Row(
            command: .countries,
            keys: ["3"],
            title: "countries: one app, or the leaders, in every country",
            group: .pages
        ),
        Row(
            command: .launches,
            keys: ["4"],
            title: "launches: documented app launches",
            group: .pages,
            argument: .launch
        ),
        Row(
            command: .compare,
            keys: ["5"],
            title: "compare: launches side by side",
            group: .pages,
            argument: .launches
        ),
        Row(
            command: .milestones,
            keys: ["6"],
            title: "milestones: totals and time to the next milestone",
            group: .pages
        ),
        Row(command: .sources, keys: ["7"], title: "sources: status of every source", group: .pages),
        Row(
            command: .country,
            keys: ["c"],
            title: "choose a country",
            group: .pages,
            pages: [.charts, .countries],
            hint: "country",
            argument: .country
        ),
        Row(command: .chart, keys: ["v"], title: "choose a chart", group: .pages, pages: [.charts], argument: .chart),
        Row(
            command: .view,
            keys: ["v"],
            title: "switch view (app, leaders; total, daily, rank)",
            group: .pages,
            pages: [.countries, .compare],
            hint: "view"
        ),
        Row(
            command: .align,
            keys: ["a"],
            title: "align at day 0, first rank, #1 or an event",
            group: .pages,
            pages: [.compare],
            hint: "align",
            argument: .origin
        ),
        Row(
            command: .band,
            keys: ["b"],
            title: "toggle median and quartiles of the library",
            group: .pages,
            pages: [.compare]
        ),
        Row(
            command: .mark,
            keys: ["x"],
            title: "toggle compare mark",
            group: .pages,
            pages: [.charts, .app, .launches, .compare],
            hint: "mark"
        ),
        Row(
            command: .watchlist,
            keys: ["w"],
            title: "add to or remove from watchlist",
            group: .pages,
            pages: [.charts, .app, .countries, .milestones, .launches]
        ),
    ]

    private static let findRows: [Row] = [
        Row(
            command: .filter,
            keys: ["/"],
            title: "filter rows: text, app: dev: #1-20 new moved>5 re:",
            group: .find,
            pages: listPages,
            hint: "filter",
            argument: .text
        ),
        Row(command: .nextMatch, keys: ["n"], title: "next match", group: .find, pages: listPages),
        Row(command: .previousMatch, keys: ["N"], title: "previous match", group: .find, pages: listPages),
        Row(
            command: .sort,
            keys: ["s"],
            title: "sort by column; choose it again to reverse",
            group: .find,
            pages: listPages,
            argument: .column
        ),
        Row(
            command: .window,
            keys: ["d"],
            title: "change window: 1h, 24h, 7d or since launch",
            group: .find,
            pages: [.charts, .countries, .app],
            argument: .window
        ),
        Row(command: .changes, keys: ["u"], title: "changes since last visit", group: .find),
        Row(command: .alerts, keys: ["A"], title: "alert history and rules", group: .find),
    ]

    private static let timeRows: [Row] = [
        Row(command: .play, keys: [" "], title: "play or pause", group: .time, hint: "play"),
        Row(command: .stepBack, keys: [","], title: "previous snapshot", group: .time),
        Row(command: .stepForward, keys: ["."], title: "next snapshot", group: .time),
        Row(command: .previousMarker, keys: ["["], title: "previous marker", group: .time),
        Row(command: .nextMarker, keys: ["]"], title: "next marker", group: .time, hint: "marker"),
        Row(command: .slower, keys: ["<"], title: "play slower", group: .time),
        Row(command: .faster, keys: [">"], title: "play faster", group: .time),
        Row(
            command: .speed,
            keys: [],
            title: "set the replay speed, such as 3600 for ×3600",
            group: .time,
            argument: .speed
        ),
        Row(command: .skipQuiet, keys: ["f"], title: "toggle skipping quiet periods", group: .time),
        Row(command: .stopAtMarkers, keys: ["p"], title: "toggle pausing at markers", group: .time),
        Row(command: .toStart, keys: [.home], title: "go to the start", group: .time),
        Row(command: .toEnd, keys: [.end], title: "go to the end, or to live", group: .time),
        Row(
            command: .at,
            keys: ["t"],
            title: "go to time: 14:00, 2025-10-03, 3h5m, -2d, day 3, 50%, #1",
            group: .time,
            hint: "time",
            argument: .time
        ),
        Row(command: .zoomIn, keys: ["+"], title: "zoom in", group: .time),
        Row(command: .zoomOut, keys: ["-"], title: "zoom out", group: .time),
        Row(command: .zoomFit, keys: ["="], title: "zoom to fit: show all data", group: .time),
        Row(command: .panLeft, keys: ["{"], title: "pan to earlier data", group: .time),
        Row(command: .panRight, keys: ["}"], title: "pan to later data", group: .time),
    ]

    private static let figureRows: [Row] = [
        Row(
            command: .focus,
            keys: [.tab],
            title: "switch arrow keys between list, crosshair and timeline",
            group: .figures
        ),
        Row(
            command: .zoomPanel,
            keys: ["z"],
            title: "zoom panel; press again for the next, then for all",
            group: .figures,
            pages: [.charts, .app, .compare]
        ),
        Row(
            command: .logarithmic,
            keys: ["L"],
            title: "toggle logarithmic axis",
            group: .figures,
            pages: [.charts, .app, .compare]
        ),
        Row(
            command: .info,
            keys: ["i"],
            title: "where these figures come from",
            group: .figures,
            hint: "info"
        ),
        Row(
            command: .bass,
            keys: [],
            title: "fit a Bass diffusion model to the downloads, once past their peak",
            group: .figures,
            pages: [.app]
        ),
        Row(command: .copy, keys: ["y"], title: "copy the selected figure with its source", group: .figures),
        Row(
            command: .save,
            keys: ["S"],
            title: "save the screen as .svg, .ansi or .txt",
            group: .figures,
            argument: .file
        ),
        Row(
            command: .export,
            keys: ["E"],
            title: "export the page as CSV, JSON or text",
            group: .figures,
            argument: .export
        ),
    ]

    private static let otherRows: [Row] = [
        Row(command: .palette, keys: [":"], title: "command palette; Tab completes", group: .other, hint: "command"),
        Row(command: .theme, keys: ["T"], title: "choose a theme", group: .other, argument: .theme),
        Row(command: .help, keys: ["?"], title: "keys, commands and signs", group: .other, hint: "help"),
        Row(command: .mouse, keys: ["m"], title: "toggle mouse support; turn off to select text", group: .other),
        Row(command: .quit, keys: ["q", .control("c")], title: "quit", group: .other, hint: "quit"),
    ]
}
