import Canvas

extension CommandTable {
    private static let lists: Set<Page> = [.charts, .countries, .launches, .milestones, .sources]

    static let standardRows: [Row] = moveRows + pageRows + findRows + timeRows + figureRows + otherRows

    private static let moveRows: [Row] = [
        Row(command: .up, keys: [.up, "k"], title: "one row up", group: .move),
        Row(command: .down, keys: [.down, "j"], title: "one row down", group: .move),
        Row(command: .pageUp, keys: [.pageUp], title: "a page up", group: .move),
        Row(command: .pageDown, keys: [.pageDown], title: "a page down", group: .move),
        Row(command: .top, keys: ["g"], title: "to the first row", group: .move),
        Row(command: .bottom, keys: ["G"], title: "to the last row", group: .move),
        Row(command: .open, keys: [.enter, "l", .right], title: "open what is selected", group: .move, hint: "open"),
        Row(command: .back, keys: [.escape, .backspace, "h", .left], title: "go back", group: .move, hint: "back"),
    ]

    private static let pageRows: [Row] = [
        Row(command: .charts, keys: ["1"], title: "charts: who stands where", group: .pages),
        Row(command: .app, keys: ["2"], title: "the selected app", group: .pages, argument: .app),
        Row(command: .countries, keys: ["3"], title: "countries: one app or chart in all of them", group: .pages),
        Row(command: .launches, keys: ["4"], title: "launches that were documented", group: .pages, argument: .launch),
        Row(command: .compare, keys: ["5"], title: "launches side by side", group: .pages, argument: .launches),
        Row(command: .milestones, keys: ["6"], title: "milestones: totals, and when the next comes", group: .pages),
        Row(command: .sources, keys: ["7"], title: "feeds: how each source is doing", group: .pages),
        Row(
            command: .country,
            keys: ["c"],
            title: "choose the country",
            group: .pages,
            pages: [.charts, .countries],
            hint: "country",
            argument: .country
        ),
        Row(command: .chart, keys: ["v"], title: "choose the chart", group: .pages, pages: [.charts], argument: .chart),
        Row(
            command: .view,
            keys: ["v"],
            title: "the other view: app or leaders; total, by day or rank",
            group: .pages,
            pages: [.countries, .compare],
            hint: "view"
        ),
        Row(
            command: .align,
            keys: ["a"],
            title: "align at day 0, the first rank, #1 or an event",
            group: .pages,
            pages: [.compare],
            hint: "align",
            argument: .origin
        ),
        Row(
            command: .band,
            keys: ["b"],
            title: "median and quartiles of the library, or no longer",
            group: .pages,
            pages: [.compare]
        ),
        Row(
            command: .mark,
            keys: ["x"],
            title: "mark for comparing, or no longer",
            group: .pages,
            pages: [.charts, .app, .launches, .compare],
            hint: "mark"
        ),
        Row(
            command: .watch,
            keys: ["w"],
            title: "watch the app, or no longer",
            group: .pages,
            pages: [.charts, .app, .countries, .milestones, .launches]
        ),
    ]

    private static let findRows: [Row] = [
        Row(
            command: .filter,
            keys: ["/"],
            title: "filter rows: words, app: dev: #1-20 new moved>5 re:",
            group: .find,
            pages: lists,
            hint: "filter",
            argument: .text
        ),
        Row(command: .nextMatch, keys: ["n"], title: "next row that matches", group: .find, pages: lists),
        Row(command: .previousMatch, keys: ["N"], title: "previous row that matches", group: .find, pages: lists),
        Row(
            command: .sort,
            keys: ["s"],
            title: "sort by a column; the same once more turns it round",
            group: .find,
            pages: lists,
            argument: .column
        ),
        Row(
            command: .window,
            keys: ["d"],
            title: "measure change over 1 h, 24 h, 7 d or since the launch",
            group: .find,
            pages: [.charts, .countries, .app],
            argument: .window
        ),
        Row(command: .changes, keys: ["u"], title: "what changed since I last looked", group: .find),
        Row(command: .alerts, keys: ["A"], title: "what alerts told, and what they watch for", group: .find),
    ]

    private static let timeRows: [Row] = [
        Row(command: .play, keys: [" "], title: "play or pause", group: .time, hint: "play"),
        Row(command: .stepBack, keys: [","], title: "one tick back", group: .time),
        Row(command: .stepForward, keys: ["."], title: "one tick forward", group: .time),
        Row(command: .previousMarker, keys: ["["], title: "previous marker", group: .time),
        Row(command: .nextMarker, keys: ["]"], title: "next marker", group: .time, hint: "marker"),
        Row(command: .slower, keys: ["<"], title: "play slower", group: .time),
        Row(command: .faster, keys: [">"], title: "play faster", group: .time),
        Row(command: .speed, keys: [], title: "play at so many seconds a second", group: .time, argument: .speed),
        Row(command: .skipQuiet, keys: ["f"], title: "pass quickly over quiet stretches, or no longer", group: .time),
        Row(command: .stopAtMarkers, keys: ["p"], title: "stop at each marker, or no longer", group: .time),
        Row(command: .toStart, keys: [.home], title: "to the start", group: .time),
        Row(command: .toEnd, keys: [.end], title: "to the end (live, where there is a live edge)", group: .time),
        Row(
            command: .at,
            keys: ["t"],
            title: "go to a time: 14:00, 2025-10-03, 3h5m on, -2d, day 3, 50%, #1",
            group: .time,
            hint: "time",
            argument: .time
        ),
        Row(command: .zoomIn, keys: ["+"], title: "show less time", group: .time),
        Row(command: .zoomOut, keys: ["-"], title: "show more time", group: .time),
        Row(command: .zoomFit, keys: ["="], title: "show all the time there is", group: .time),
        Row(command: .panLeft, keys: ["{"], title: "show earlier time; the cursor stays in sight", group: .time),
        Row(command: .panRight, keys: ["}"], title: "show later time; the cursor stays in sight", group: .time),
    ]

    private static let figureRows: [Row] = [
        Row(
            command: .focus,
            keys: [.tab],
            title: "arrows point into the chart, then seek on the timeline, then move again",
            group: .figures
        ),
        Row(
            command: .zoomPanel,
            keys: ["z"],
            title: "one panel alone, the next, all again",
            group: .figures,
            pages: [.charts, .app, .compare]
        ),
        Row(
            command: .logarithmic,
            keys: ["L"],
            title: "logarithmic or linear axis",
            group: .figures,
            pages: [.charts, .app, .compare]
        ),
        Row(
            command: .source,
            keys: ["i"],
            title: "where the figures come from",
            group: .figures,
            hint: "source"
        ),
        Row(
            command: .bass,
            keys: [],
            title: "fit a Bass diffusion to the downloads, once the peak is over",
            group: .figures,
            pages: [.app]
        ),
        Row(command: .copy, keys: ["y"], title: "copy the selected figure", group: .figures),
        Row(
            command: .save,
            keys: ["S"],
            title: "save the screen as .svg, .ansi or .txt",
            group: .figures,
            argument: .file
        ),
        Row(command: .export, keys: ["E"], title: "export the page's data", group: .figures, argument: .export),
    ]

    private static let otherRows: [Row] = [
        Row(command: .palette, keys: [":"], title: "type a command; Tab completes", group: .other, hint: "command"),
        Row(command: .theme, keys: ["T"], title: "choose the colours", group: .other, argument: .theme),
        Row(command: .help, keys: ["?"], title: "this list", group: .other, hint: "help"),
        Row(command: .mouse, keys: ["m"], title: "mouse on, or off so that the terminal selects text", group: .other),
        Row(command: .quit, keys: ["q", .control("c")], title: "quit", group: .other, hint: "quit"),
    ]
}
