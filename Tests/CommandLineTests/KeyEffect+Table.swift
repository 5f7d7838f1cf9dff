extension KeyEffect {
    /// At which instant the market stands.
    static let marketInstant = "2026-03-02T12:00:00Z"
    /// Likewise the replay of the launch.
    static let launchInstant = "2025-10-03T12:00:00Z"

    private static let here = ["t", marketInstant, "Enter"]
    private static let thereAgain = ["t", launchInstant, "Enter"]
    /// The ends of the timeline as long as all of it is shown.
    private static let allTime = "◂ 1 Mar 2026 00:00 ┝"
    private static let first = "Bramble Garden"

    /// What every command does, at least once.
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
        KeyEffect("open", shows: .text("US Top Free › \(first)"), .text("Vela GmbH  id"), after: ["h"]),
        KeyEffect("back", before: ["Enter"], given: [.text("Vela GmbH  id")], shows: .text("best days")),
    ]

    private static let pages: [KeyEffect] = [
        KeyEffect("charts", before: ["3"], given: [.text("by country")], shows: .text("best days")),
        KeyEffect("app", shows: .text("Vela GmbH  id"), after: ["h"]),
        KeyEffect("countries", shows: .text("Video Editor by country"), .text("GB United Kingdom"), after: ["h"]),
        KeyEffect("launches", shows: .text("documented launches"), .text("Sora for Andro"), after: ["h"]),
        // What is compared is marked from then on.
        KeyEffect("compare", shows: .text("1 side by side"), .text("› compare"), after: ["x", "h"]),
        KeyEffect("milestones", shows: .text("US Top Free › milestones"), after: ["h"]),
        KeyEffect("feeds", shows: .text("0 feeds"), .text("No source is followed"), after: ["h"]),
        KeyEffect("country", shows: .text("── country"), .text("GB"), after: ["h"]),
        KeyEffect("chart", shows: .text("── chart"), .text("Top Paid"), after: ["h"]),
        KeyEffect(
            "view",
            before: ["3"],
            given: [.text("by country")],
            shows: .text("who leads  Top Free"),
            after: ["h"]
        ),
        KeyEffect(
            "view",
            on: .launch,
            before: ["5"],
            given: [.text("in total  since day 0")],
            shows: .text("by day  since day 0"),
            after: ["x", "x", "h"]
        ),
        KeyEffect(
            "align",
            on: .launch,
            before: ["5"],
            given: [.text("in total  since day 0")],
            shows: .text("── align at"),
            .text("an event, by words of it"),
            after: ["h", "x", "x", "h"]
        ),
        KeyEffect(
            "band",
            on: .launch,
            before: ["5"],
            given: [.text("in total  since day 0")],
            shows: .text("fewer than 3 launches of the library are known by downloads in US: no band"),
            after: ["x", "x", "h"]
        ),
        KeyEffect("mark", shows: .text("+ Bramble"), .text("5 compares 1"), after: ["x"]),
        KeyEffect("watch", shows: .text("* Bramble"), .text("is watched"), after: ["w"]),
    ]

    /// Nine rows match; undoing a filter leaves no row chosen.
    private static let cams = ["/", "cam", "Enter"]
    private static let areCams: [Sight] = [.text("9 match “cam”"), .no("Esc undo"), .row(3)]

    private static let find: [KeyEffect] = [
        KeyEffect("filter", shows: .text("Enter keep  Esc undo"), .row(29), after: ["C-c"]),
        KeyEffect("next-match", before: cams, given: areCams, shows: .row(4), after: ["h", "j", "k"]),
        KeyEffect("previous-match", before: cams, given: areCams, shows: .row(11), after: ["h", "j", "k"]),
        KeyEffect("sort", shows: .text("── sort by"), .text("move: places gained"), after: ["h"]),
        KeyEffect("window", shows: .text("── change over"), .text("since the launch"), after: ["h"]),
        KeyEffect("changes", shows: .text("What changed: "), .text("entered: Mint Weather"), after: ["q"]),
        KeyEffect("alerts", shows: .text("nothing was told in this run"), after: ["q"]),
    ]

    private static let time: [KeyEffect] = [
        KeyEffect("play", before: ["Home"], given: [.text("‖ 1 Mar 2026 00:00 UTC")], shows: .text("▸ ×"), after: here),
        KeyEffect(
            "play",
            before: ["Home", "Space"],
            given: [.text("▸ ×")],
            shows: .no("▸ ×"),
            .text("launchtop  ‖ 1 Mar"),
            after: here
        ),
        KeyEffect("step-back", shows: .text("‖ 2 Mar 2026 09:00 UTC"), after: ["."]),
        KeyEffect("step-forward", shows: .text("‖ 2 Mar 2026 15:00 UTC"), after: [","]),
        KeyEffect("previous-marker", on: .launch, shows: .text("1 Oct 2025 23:59"), .text("◉100k"), after: thereAgain),
        KeyEffect("next-marker", on: .launch, shows: .text("3 Oct 2025 23:59"), .text("◉#1"), after: thereAgain),
        KeyEffect("slower", shows: .text("plays at ×600: 10 min a second"), after: [">"]),
        KeyEffect("faster", shows: .text("plays at ×21600: 6 h a second"), after: ["<"]),
        // A key that does nothing takes away what was said last.
        KeyEffect("speed", before: ["~"], given: [.no("plays at")], shows: .text("plays at ×3600: 1 h a second")),
        KeyEffect("pass-quietly", shows: .text("all time passes alike"), after: ["f"]),
        KeyEffect("stop-at-markers", shows: .text("playing stops at each marker"), after: ["p"]),
        KeyEffect("start", shows: .text("‖ 1 Mar 2026 00:00 UTC"), after: here),
        KeyEffect("end", shows: .text("‖ END 2 Mar 2026 23:00 UTC"), after: here),
        KeyEffect("at", shows: .text("go to: "), .row(29), after: ["C-c"]),
        KeyEffect("zoom-in", shows: .text("◂ 1 Mar 2026 18:00 ┝"), .text("┥ 2 Mar 17:30 ▸"), after: ["="]),
        KeyEffect("zoom-out", before: ["+"], given: [.no(allTime)], shows: .text(allTime)),
        KeyEffect("zoom-fit", before: ["+", "+"], given: [.text("2 Mar 2026 03:00 ┝")], shows: .text(allTime)),
        KeyEffect("pan-left", before: ["+"], given: [.text("18:00 ┝")], shows: .text("12:07 ┝"), after: ["="] + here),
        KeyEffect("pan-right", before: ["+"], given: [.text("18:00 ┝")], shows: .text("23:30 ┝"), after: ["="] + here),
    ]

    /// The same keys on the axis of ages.
    private static let ages: [KeyEffect] = [
        onAges("zoom-in", after: [], given: "in total  since day 0", shows: .text("D+3 h 12 to D+7")),
        onAges("zoom-out", after: ["+", "+"], given: "D+5 h 6 to D+7", shows: .text("D+3 h 12 to D+7")),
        onAges("zoom-fit", after: ["+"], given: "D+3 h 12 to D+7", shows: .no("D+3 h 12")),
        onAges("pan-left", after: ["+"], given: "D+3 h 12 to D+7", shows: .text("D+2 h 15 to D+6 h 3")),
        onAges("pan-right", after: ["+", "{"], given: "D+2 h 15 to D+6 h 3", shows: .text("D+3 h 12 to D+7")),
    ]

    /// On a Compare page, which is left by taking out what was marked for it.
    private static func onAges(
        _ command: String,
        after keys: [String],
        given: String,
        shows effect: Sight
    ) -> KeyEffect {
        KeyEffect(
            command,
            on: .launch,
            before: ["5"] + keys,
            given: [.text(given)],
            shows: effect,
            after: ["x", "x", "h"]
        )
    }

    private static let figures: [KeyEffect] = [
        KeyEffect("focus", shows: .text("arrows move in time"), after: ["Tab"]),
        KeyEffect(
            "focus",
            on: .launch,
            shows: .text("arrows point into the chart"),
            .text("3 Oct 2025 12:00 UTC  US"),
            after: ["Tab", "Tab"]
        ),
        KeyEffect(
            "maximise",
            on: .launch,
            shows: .text("ranks alone; z goes on"),
            .no("downloads/day"),
            after: ["z", "z", "z", "z"]
        ),
        KeyEffect("log", on: .launch, shows: .text("linear axis"), .no("    #2 "), after: ["L"]),
        KeyEffect("source", shows: .text("observed: read in a feed"), .text("y copies this one"), after: ["q"]),
        KeyEffect(
            "bass",
            on: .launch,
            shows: .text("Bass diffusion of the downloads of Sora"),
            .text("8 days without a hole"),
            after: ["q"]
        ),
        // What was said lies over the foot of the page until the next key.
        KeyEffect("copy", shows: .text("copied: rank of \(first)"), .copied("rank of \(first)"), after: ["~"]),
        KeyEffect("save", shows: .text("save as: launchtop-charts-us-top-free-2026-03-02.svg"), after: ["C-c"]),
        KeyEffect("export", shows: .text(":export csv launchtop-charts-us-top-free-2026-03-02.csv"), after: ["C-c"]),
    ]

    private static let other: [KeyEffect] = [
        KeyEffect("command", shows: .text("Tab completes  ↑ earlier lines"), .row(29), after: ["C-c"]),
        KeyEffect("theme", shows: .text("── theme"), .text("mono"), after: ["h"]),
        KeyEffect("help", shows: .text("Keys on this page (charts)"), .text("choose the country"), after: ["q"]),
        KeyEffect("mouse", shows: .text("mouse off"), .mouse("0"), after: ["m"]),
        KeyEffect("quit", on: .own, shows: .text("ended with 0")),
    ]
}
