extension KeyEffect {
    /// The instant at which the market replay is opened.
    static let marketInstant = "2026-03-02T12:00:00Z"
    /// The instant at which the launch replay is opened.
    static let launchInstant = "2025-10-03T12:00:00Z"

    private static let here = ["t", marketInstant, "Enter"]
    private static let thereAgain = ["t", launchInstant, "Enter"]
    /// The left end of the timeline when the timeline shows all data.
    private static let allTime = "◂ Mar 1, 2026, 00:00 ┝"
    private static let first = "Bramble Garden"

    /// The expected effects of all commands.
    static let table: [KeyEffect] = move + pages + find + time + ages + figures + other

    private static let move: [KeyEffect] = [
        KeyEffect("up", before: ["j"], given: [.row(4)], shows: .row(3)),
        KeyEffect("down", shows: .row(4), after: ["k"]),
        KeyEffect("page-down", shows: .row(3), .text("  25  •▲2 Bramble Fit"), after: ["g"]),
        KeyEffect(
            "page-up",
            before: ["G"],
            given: [.text("Quill Radio AI"), .row(26)],
            shows: .row(26),
            .text("  80  •▲1 Sprig Maps"),
            after: ["g"]
        ),
        KeyEffect("top", before: ["G"], given: [.text("Quill Radio AI"), .row(26)], shows: .row(3), .text(first)),
        KeyEffect("bottom", shows: .text("Quill Radio AI"), .row(26), after: ["g"]),
        KeyEffect("open", shows: .text("[3 App]"), .text("Vela GmbH  id"), after: ["h"]),
        KeyEffect("back", before: ["Enter"], given: [.text("Vela GmbH  id")], shows: .text("best days")),
    ]

    private static let pages: [KeyEffect] = [
        KeyEffect("my-launch", shows: .text("watch your app"), after: ["h"]),
        KeyEffect(
            "next-app",
            before: ["1"],
            given: [.text("watch your app")],
            shows: .text("the watchlist is empty"),
            after: ["h"]
        ),
        KeyEffect(
            "previous-app",
            before: ["1"],
            given: [.text("watch your app")],
            shows: .text("the watchlist is empty"),
            after: ["h"]
        ),
        KeyEffect("charts", before: ["4"], given: [.text("[4 Countries]")], shows: .text("best days")),
        KeyEffect("app", shows: .text("Vela GmbH  id"), after: ["h"]),
        KeyEffect("countries", shows: .text("[4 Countries]"), .text("GB United Kingdom"), after: ["h"]),
        KeyEffect("library", shows: .text("documented launches"), .text("Sora for Andro"), after: ["h"]),
        // Comparing an app also marks it.
        KeyEffect("compare", shows: .text("comparing 1"), .text("[6 Compare]"), after: ["x", "h"]),
        KeyEffect("milestones", shows: .text("[7 Milestones]"), after: ["h"]),
        KeyEffect("sources", shows: .text("0 sources"), .text("No sources"), after: ["h"]),
        KeyEffect("reviews", shows: .text("[R Reviews]"), .text("No reviews of "), after: ["h"]),
        KeyEffect("country", shows: .text("── country"), .text("GB"), after: ["C-c"]),
        KeyEffect("chart", shows: .text("── chart"), .text("Top Paid"), after: ["C-c"]),
        KeyEffect(
            "view",
            before: ["4"],
            given: [.text("[4 Countries]")],
            shows: .text("leaders  Top Free"),
            after: ["h"]
        ),
        KeyEffect(
            "view",
            on: .launch,
            before: ["6"],
            given: [.text("total  since day 0")],
            shows: .text("daily  since day 0"),
            after: ["x", "x", "h"]
        ),
        KeyEffect(
            "align",
            on: .launch,
            before: ["6"],
            given: [.text("total  since day 0")],
            shows: .text("── align at"),
            .text("an event…"),
            after: ["C-c", "x", "x", "h"]
        ),
        KeyEffect(
            "band",
            on: .launch,
            before: ["6"],
            given: [.text("total  since day 0")],
            shows: .text("median and quartiles: on"),
            after: ["x", "x", "h"]
        ),
        KeyEffect("mark", shows: .text("+    1 "), .text("press 6 to compare 1"), after: ["x"]),
        KeyEffect("watchlist", shows: .text("*   1 "), .text("to the watchlist"), after: ["w"]),
        KeyEffect("estimates", shows: .text("estimated downloads per day: "), after: ["e", "~"]),
        KeyEffect("pin", shows: .text("pin apps on the watchlist to the top: on"), after: ["P", "~"]),
        KeyEffect(
            "watch",
            shows: .text("added Sora"),
            .text("to the watchlist"),
            after: [":", "unwatch sora", "Enter"]
        ),
        KeyEffect("add", shows: .text("a replay and the library don't use the network"), after: ["~"]),
        KeyEffect(
            "unwatch",
            before: [":", "watch sora", "Enter"],
            given: [.text("added Sora")],
            shows: .text("removed Sora"),
            .text("from the watchlist")
        ),
        KeyEffect(
            "launch",
            shows: .text("launch time of "),
            after: [":", "unwatch", "Enter"]
        ),
        KeyEffect(
            "name",
            shows: .text("name of 6856884234"),
            after: [":", "unwatch", "Enter"]
        ),
    ]

    /// The keys that apply a filter with nine matches.
    private static let cams = ["/", "cam", "Enter"]
    private static let areCams: [Sight] = [.text("9 match \"cam\""), .no("Esc cancel"), .row(3)]

    private static let find: [KeyEffect] = [
        KeyEffect("find", shows: .text("── find"), .text("type a name or an id"), after: ["C-c"]),
        KeyEffect("filter", shows: .text("Enter apply  Esc cancel"), .row(29), after: ["C-c"]),
        KeyEffect("next-match", before: cams, given: areCams, shows: .row(4), after: ["h", "j", "k"]),
        KeyEffect("previous-match", before: cams, given: areCams, shows: .row(11), after: ["h", "j", "k"]),
        KeyEffect("sort", shows: .text("── sort by"), .text("move: change, ranks gained"), after: ["C-c"]),
        KeyEffect("window", shows: .text("── change window"), .text("since launch"), after: ["C-c"]),
        KeyEffect("changes", shows: .text("Changes, "), .text("new: Mint Weather"), after: ["q"]),
        KeyEffect("alerts", shows: .text("no alerts yet"), after: ["q"]),
    ]

    private static let time: [KeyEffect] = [
        KeyEffect(
            "play",
            before: ["Home"],
            given: [.text("‖ Mar 1, 2026, 00:00 UTC")],
            shows: .text("▸ ×"),
            after: here
        ),
        KeyEffect(
            "play",
            before: ["Home", "Space"],
            given: [.text("▸ ×")],
            shows: .no("▸ ×"),
            .text("launchtop  ‖ Mar 1"),
            after: here
        ),
        KeyEffect("step-back", shows: .text("‖ Mar 2, 2026, 09:00 UTC"), after: ["."]),
        KeyEffect("step-forward", shows: .text("‖ Mar 2, 2026, 15:00 UTC"), after: [","]),
        KeyEffect(
            "previous-marker",
            on: .launch,
            shows: .text("Oct 1, 2025, 23:59"),
            .text("◉100k"),
            after: thereAgain
        ),
        KeyEffect("next-marker", on: .launch, shows: .text("Oct 3, 2025, 23:59"), .text("◉#1"), after: thereAgain),
        KeyEffect("slower", shows: .text("speed ×600 (10 min per second)"), after: [">"]),
        KeyEffect("faster", shows: .text("speed ×21600 (6 h per second)"), after: ["<"]),
        // An unbound key dismisses the last message.
        KeyEffect("speed", before: ["~"], given: [.no("per second")], shows: .text("speed ×3600 (1 h per second)")),
        KeyEffect("skip-quiet", shows: .text("skipping quiet periods: off"), after: ["f"]),
        KeyEffect("stop-at-markers", shows: .text("pausing at markers: on"), after: ["p"]),
        KeyEffect("start", shows: .text("‖ Mar 1, 2026, 00:00 UTC"), after: here),
        KeyEffect("end", shows: .text("‖ END Mar 2, 2026, 23:00 UTC"), after: here),
        KeyEffect("at", shows: .text("go to: "), .row(29), after: ["C-c"]),
        KeyEffect("zoom-in", shows: .text("◂ Mar 1, 2026, 18:00 ┝"), .text("┥ Mar 2, 17:30 ▸"), after: ["="]),
        KeyEffect("zoom-out", before: ["+"], given: [.no(allTime)], shows: .text(allTime)),
        KeyEffect("zoom-fit", before: ["+", "+"], given: [.text("Mar 2, 2026, 03:00 ┝")], shows: .text(allTime)),
        KeyEffect("pan-left", before: ["+"], given: [.text("18:00 ┝")], shows: .text("12:07 ┝"), after: ["="] + here),
        KeyEffect("pan-right", before: ["+"], given: [.text("18:00 ┝")], shows: .text("23:30 ┝"), after: ["="] + here),
    ]

    /// The effects of zooming and panning the age axis of the Compare page.
    private static let ages: [KeyEffect] = [
        onAges("zoom-in", after: [], given: "total  since day 0", shows: .text("day 3, 12 h to day 7")),
        onAges("zoom-out", after: ["+", "+"], given: "day 5, 6 h to day 7", shows: .text("day 3, 12 h to day 7")),
        onAges("zoom-fit", after: ["+"], given: "day 3, 12 h to day 7", shows: .no("day 3, 12 h")),
        onAges("pan-left", after: ["+"], given: "day 3, 12 h to day 7", shows: .text("day 2, 15 h to day 6, 3 h")),
        onAges(
            "pan-right",
            after: ["+", "{"],
            given: "day 2, 15 h to day 6, 3 h",
            shows: .text("day 3, 12 h to day 7")
        ),
    ]

    /// Returns an effect on the Compare page. Afterwards, the marks are removed and the page is left.
    private static func onAges(
        _ command: String,
        after keys: [String],
        given: String,
        shows effect: Sight
    ) -> KeyEffect {
        KeyEffect(
            command,
            on: .launch,
            before: ["6", "End"] + keys,
            given: [.text(given)],
            shows: effect,
            after: ["x", "x", "h"]
        )
    }

    private static let figures: [KeyEffect] = [
        KeyEffect("focus", shows: .text("arrow keys control the timeline"), after: ["Tab"]),
        KeyEffect(
            "focus",
            on: .launch,
            shows: .text("arrow keys move the crosshair"),
            .text("Oct 3, 2025, 12:00 UTC  US"),
            after: ["Tab", "Tab"]
        ),
        KeyEffect(
            "zoom-panel",
            on: .launch,
            shows: .text("zoomed: ranks; z: next panel"),
            .no("downloads/day"),
            after: ["z", "z", "z", "z"]
        ),
        KeyEffect("log", on: .launch, shows: .text("linear axis"), .no("    #2 "), after: ["L"]),
        KeyEffect("info", shows: .text("observed: read from a chart"), .text("y copy"), after: ["q"]),
        KeyEffect(
            "bass",
            on: .launch,
            shows: .text("Bass diffusion model of Sora's downloads"),
            .text("needs at least 8 consecutive days"),
            after: ["q"]
        ),
        // The message covers the bottom of the page until the next key.
        KeyEffect("copy", shows: .text("copied: rank of \(first)"), .copied("rank of \(first)"), after: ["~"]),
        KeyEffect("copy-id", shows: .text("the id of \(first)"), .copied("6856884234"), after: ["~"]),
        KeyEffect(
            "store",
            shows: .text("can't open a browser without a desktop session; copied: https://apps.apple.com/us/app/id"),
            .copied("https://apps.apple.com/us/app/id"),
            after: ["~"]
        ),
        KeyEffect("save", shows: .text("save as: launchtop-charts-us-top-free-2026-03-02.svg"), after: ["C-c"]),
        KeyEffect("export", shows: .text(":export csv launchtop-charts-us-top-free-2026-03-02.csv"), after: ["C-c"]),
    ]

    private static let other: [KeyEffect] = [
        KeyEffect("command", shows: .text("Tab complete  ↑ history"), .row(29), after: ["C-c"]),
        KeyEffect("theme", shows: .text("── theme"), .text("mono"), after: ["C-c"]),
        KeyEffect("zone", shows: .text("time zone: Europe/Berlin (UTC+1)"), after: [":", "zone UTC", "Enter"]),
        KeyEffect("help", shows: .text("Keys on this page (Charts)"), .text("choose a country"), after: ["q"]),
        KeyEffect("mouse", shows: .text("mouse off"), .mouse("0"), after: ["m"]),
        KeyEffect("quit", on: .own, shows: .text("ended with 0")),
    ]
}
