import Canvas

extension CommandTable {
    static let standardRows: [Row] = moveRows + pageRows + viewRows + findRows + timeRows + figureRows + otherRows

    private static let moveRows: [Row] = [
        Row(.up, [.up, "k"], "previous row", .move),
        Row(.down, [.down, "j"], "next row", .move),
        Row(.pageUp, [.pageUp], "page up", .move),
        Row(.pageDown, [.pageDown], "page down", .move),
        Row(.top, ["g"], "first row", .move),
        Row(.bottom, ["G"], "last row", .move),
        Row(.open, [.enter, "l", .right], "open the selected row", .move, hint: "open"),
        Row(.back, [.escape, .backspace, "h", .left], "clear the filter, or go back", .move, hint: "back"),
    ]

    private static let pageRows: [Row] = PageList.all.map { page in
        Row(page.id.command, [page.id.key], "\(page.title): \(page.summary)", .pages, argument: page.argument)
    }

    private static let viewRows: [Row] = [
        Row(.country, ["c"], "choose a country", .pages, hint: "country", argument: .country),
        Row(.chart, ["v"], "choose a chart", .pages, argument: .chart),
        Row(.view, ["v"], "switch view (app or leaders; total, daily or rank)", .pages, hint: "view"),
        Row(.align, ["a"], "align at day 0, first rank, #1 or an event", .pages, hint: "align", argument: .origin),
        Row(.band, ["b"], "toggle median and quartiles of the library", .pages),
        Row(.mark, ["x"], "toggle compare mark", .pages, hint: "mark"),
        Row(.watchlist, ["w"], "add to or remove from watchlist", .pages),
        Row(.pin, ["P"], "toggle pinning watchlist apps to the top of charts", .pages),
        Row(.estimates, ["e"], "toggle estimated downloads per day in charts", .pages),
        Row(.nextApp, ["J"], "next app on the watchlist", .pages, hint: "next app"),
        Row(.previousApp, ["K"], "previous app on the watchlist", .pages),
        Row(.watch, [], "add an app to the watchlist, by id or name", .pages, argument: .app),
        Row(.add, [], "search the App Store and add an app to the watchlist", .pages, argument: .appName),
        Row(.unwatch, [], "remove an app from the watchlist", .pages, argument: .watchedApp),
        Row(.launchTime, [], "set the launch time of an app", .pages, argument: .launchTime),
        Row(.name, [], "set the name of the selected app until a chart provides one", .pages, argument: .name),
    ]

    private static let findRows: [Row] = [
        Row(
            .find,
            [.control("p")],
            "find an app, launch, chart, storefront, page or command",
            .find,
            hint: "find"
        ),
        Row(
            .filter,
            ["/"],
            "filter rows: text, app: dev: #1-20 new up>5 moved>5 re:",
            .find,
            hint: "filter",
            argument: .text
        ),
        Row(.nextMatch, ["n"], "next match", .find),
        Row(.previousMatch, ["N"], "previous match", .find),
        Row(.sort, ["s"], "sort by column; choose it again to reverse", .find, argument: .column),
        Row(.window, ["d"], "change window: 10m, 1h, 24h, 7d or since launch", .find, argument: .window),
        Row(.changes, ["u"], "changes since you last read them", .find),
        Row(.alerts, ["A"], "alert history and rules", .find),
    ]

    private static let timeRows: [Row] = [
        Row(.play, [" "], "play or pause", .time, hint: "play"),
        Row(.stepBack, [","], "previous snapshot", .time),
        Row(.stepForward, ["."], "next snapshot", .time),
        Row(.previousMarker, ["["], "previous marker", .time),
        Row(.nextMarker, ["]"], "next marker", .time, hint: "marker"),
        Row(.slower, ["<"], "play slower", .time),
        Row(.faster, [">"], "play faster", .time),
        Row(.speed, [], "set the replay speed, such as 3600 for ×3600", .time, argument: .speed),
        Row(.skipQuiet, ["f"], "toggle skipping quiet periods", .time),
        Row(.stopAtMarkers, ["p"], "toggle pausing at markers", .time),
        Row(.toStart, [.home], "go to the start", .time),
        Row(.toEnd, [.end], "go to live, or to the end; also :live", .time),
        Row(
            .at,
            ["t"],
            "go to time: 14:00, yesterday, -2d, day 3, 50%, #1, now",
            .time,
            hint: "time",
            argument: .time
        ),
        Row(.zoomIn, ["+"], "zoom in", .time),
        Row(.zoomOut, ["-"], "zoom out", .time),
        Row(.zoomFit, ["="], "zoom to fit: show all data", .time),
        Row(.panLeft, ["{"], "pan to earlier data", .time),
        Row(.panRight, ["}"], "pan to later data", .time),
    ]

    private static let figureRows: [Row] = [
        Row(.focus, [.tab], "switch arrow keys between list, crosshair and timeline", .figures),
        Row(.zoomPanel, ["z"], "zoom each panel in turn, then show all panels", .figures),
        Row(.logarithmic, ["L"], "toggle logarithmic axis", .figures),
        Row(.info, ["i"], "sources of the figures on screen", .figures, hint: "info"),
        Row(.bass, [], "fit a Bass diffusion model to downloads that are past their peak", .figures),
        Row(.copy, ["y"], "copy the selected figure with its source", .figures),
        Row(.copyID, ["Y"], "copy the id of the selected app or launch", .figures),
        Row(.store, ["o"], "open the store page of the selected app in the browser", .figures),
        Row(.save, ["S"], "save the screen as .png, .svg, .ansi or .txt", .figures, argument: .file),
        Row(.export, ["E"], "export the page as CSV, JSON or text", .figures, argument: .export),
    ]

    private static let otherRows: [Row] = [
        Row(.palette, [":"], "command palette; Tab completes", .other, hint: "command"),
        Row(.theme, ["T"], "choose a theme", .other, argument: .theme),
        Row(.zone, [], "set the time zone; without an argument, show the current one", .other, argument: .zone),
        Row(.help, ["?"], "keys, commands and symbols", .other, hint: "help"),
        Row(.mouse, ["m"], "toggle mouse support; turn off to select text", .other),
        Row(.quit, ["q", .control("c")], "quit", .other, hint: "quit"),
    ]
}
