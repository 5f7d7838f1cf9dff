import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Command palette")
struct PaletteTests {
    private static let size = Size(columns: 100, rows: 30)

    private func market() -> DashboardState { Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Self.size) }

    private func run(_ line: String, on state: inout DashboardState) -> [Effect] {
        state.press(":")
        for character in line { state.press(.character(character)) }
        return state.press(.enter)
    }

    @Test(":theme and the list of themes say how to keep the theme", arguments: [":theme light", "T"])
    func themeHint(typed: String) {
        var state = Dashboards.marketReplay(at: "2026-03-04", size: Size(columns: 80, rows: 24))
        if typed == "T" {
            state.pickTheme()
            for character in "light" { state.press(.character(character)) }
            state.press(.enter)
        } else {
            state.type(typed)
        }
        #expect(state.themeName == "light")
        let hint = "theme: light; to keep it after you quit, set theme = \"light\" in [display] of the config file"
        #expect(state.message == hint)
    }

    @Test("the chart and country commands find a chart by its storefront; an ambiguous prefix is an error")
    func chart() {
        var state = market()
        for (line, storefront) in [
            ("chart jp", "jp"), ("chart germany", "de"), ("country us", "us"), ("chart JPN", "jp"),
            ("ch top-free jp", "jp"),
        ] {
            _ = run(line, on: &state)
            // "ch" is ambiguous: chart, charts, changes.
            if line.hasPrefix("ch ") {
                #expect(state.message?.contains("unknown command \"ch\"") == true)
            } else {
                #expect(state.route.chart?.storefront.code == storefront, "\(line)")
            }
        }
    }

    @Test("the zone command requests a change to the named time zone, or shows the current one if none is named")
    func zone() {
        var state = market()
        #expect(run("zone Europe/Berlin", on: &state) == [.zone("Europe/Berlin")])
        #expect(run("zone", on: &state).isEmpty && state.message == "time zone: UTC")
        state.zone = TimeZoneTable(
            name: "Europe/Berlin",
            changes: [.init(from: Fixtures.time("2026-01-01"), offset: 3600, abbreviation: "UTC+1")]
        )
        #expect(run("zone", on: &state).isEmpty && state.message == "time zone: Europe/Berlin (UTC+1)")
    }

    @Test(
        "the zone command completes time zone names from any part of the name",
        arguments: [
            ("zone berl", ["Europe/Berlin"]), ("zone europe/", ["Europe/Berlin", "Europe/Paris"]), ("zone x", []),
        ]
    )
    func zoneCompletion(line: String, words: [String]) {
        var state = market()
        state.zoneNames = ["UTC", "Europe/Berlin", "Europe/Paris", "Asia/Kolkata"]
        state.press(":")
        for character in line { state.press(.character(character)) }
        guard case .line(let prompt) = state.mode else { return #expect(Bool(false), "no prompt") }
        #expect(state.completions(of: prompt).map(\.word) == words)
    }

    @Test(
        "invalid palette commands and arguments show an error message and have no effect",
        arguments: [
            ("chart jpp", "unknown chart or storefront \"jpp\"; did you mean jp?"),
            ("speed fast", "invalid speed \"fast\"; use 1 to 86400"),
            ("sort rnk", "unknown column \"rnk\"; did you mean rank?"), ("quti", "did you mean quit?"),
            ("window soon", "invalid duration \"soon\"; use"), ("at noonish", "invalid time \"noonish\"; use"),
            ("export pdf", "csv, json or text"),
            ("save page.pdf", "use .png, .svg, .ansi or .txt"), ("app Nobody Knows This", "no app found"),
            ("library sora", "unknown launch \"sora\""), ("compare nothing", "unknown launch \"nothing\""),
            ("theme purple", "unknown theme \"purple\""), ("quit now", "quit takes no argument"),
            ("view", "isn't available on this page"),
        ]
    )
    func errors(line: String, sentence: String) {
        var state = market()
        #expect(run(line, on: &state) == [])
        #expect(state.message?.contains(sentence) == true, "\(state.message ?? "nothing")")
    }

    @Test("Tab in the palette cycles through the completions of the typed text")
    func completion() {
        var state = market()
        state.press(":", "s", "o", "r", .tab)
        guard case .line(let one) = state.mode else { return #expect(Bool(false)) }
        #expect(one.text == "sort ")
        state.press(.tab)
        guard case .line(let column) = state.mode else { return #expect(Bool(false)) }
        #expect(column.text == "sort rank")
        state.press(.tab, .enter)
        #expect(state.route.sort?.column == "move")
    }

    @Test("the arrow keys in the palette recall earlier lines without duplicates")
    func history() {
        var state = market()
        _ = run("sort move", on: &state)
        _ = run("sort name", on: &state)
        _ = run("sort move", on: &state)
        #expect(state.userState.lines == ["sort name", "sort move"])
        state.press(":", .up, .up, .up)
        guard case .line(let line) = state.mode else { return #expect(Bool(false)) }
        #expect(line.text == "sort name")
        state.press(.down, .down)
        guard case .line(let empty) = state.mode else { return #expect(Bool(false)) }
        #expect(empty.text.isEmpty)
        state.press(.backspace)
        #expect(state.mode == .page)
    }

    @Test("the app command finds an app by its name, ignoring case")
    func app() throws {
        var state = market()
        let report = try #require(state.chartReport)
        let name = try #require(report.apps[7].name)
        _ = run("app \(name.uppercased())", on: &state)
        #expect(state.route.page == .app)
        #expect(state.route.app.map { state.data.name(of: $0, asOf: state.instant) } == name)
    }

    @Test("palette commands set the time, the replay speed and the change window")
    func time() {
        var state = market()
        _ = run("at 2026-03-02 10:00", on: &state)
        #expect(state.instant == Fixtures.time("2026-03-02T10:00:00Z"))
        _ = run("speed ×3600", on: &state)
        #expect(state.route.playhead.speed == 3600)
        _ = run("window 2h", on: &state)
        #expect(state.chartReport?.changeTitle == "Δ2h")
        _ = run("window launch", on: &state)
        #expect(state.changeWindow == .sinceLaunch)
    }

    @Test("pasting a megabyte into the palette keeps it within its length limit and runs no command")
    func paste() {
        var state = market()
        let text = String(repeating: "quit\n", count: 200_000)
        #expect(state.apply(.paste(text)) == [])
        #expect(state.message?.contains("pasted") == true)
        state.press(":")
        #expect(state.apply(.paste(text)) == [])
        guard case .line(let line) = state.mode else { return #expect(Bool(false)) }
        #expect(line.text.count <= TextField.limit)
    }
}
