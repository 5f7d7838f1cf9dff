import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("The palette")
struct PaletteTests {
    private static let size = Size(columns: 100, rows: 30)

    private func market() -> DashboardState { Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Self.size) }

    private func run(_ line: String, on state: inout DashboardState) -> [Effect] {
        state.press(":")
        for character in line { state.press(.character(character)) }
        return state.press(.enter)
    }

    @Test("charts are called by country, kind and genre, in any order and as far as they differ")
    func chart() {
        var state = market()
        for (line, storefront) in [
            ("chart jp", "jp"), ("chart germany", "de"), ("country us", "us"), ("chart JPN", "jp"),
            ("ch top-free jp", "jp"),
        ] {
            _ = run(line, on: &state)
            // "ch" alone is not clear: chart, charts and changes begin so.
            if line.hasPrefix("ch ") {
                #expect(state.message?.contains("there is no command “ch”") == true)
            } else {
                #expect(state.route.chart?.storefront.code == storefront, "\(line)")
            }
        }
    }

    @Test(
        "what is wrong is said in a sentence that helps",
        arguments: [
            ("chart jpp", "no chart here is called “jpp”; did you mean jp?"), ("speed fast", "is no speed"),
            ("sort rnk", "there is no column “rnk”; did you mean rank?"), ("quti", "did you mean quit?"),
            ("window soon", "is no length of time"), ("at noonish", "is no time"), ("export pdf", "csv, json or text"),
            ("save page.pdf", "must end in .svg"), ("app Nobody Knows This", "no app is called"),
            ("launch sora", "there is no launch “sora”"), ("compare nothing", "there is no launch “nothing”"),
            ("theme purple", "there is no theme “purple”"), ("quit now", "quit takes nothing after it"),
            ("view", "does nothing on this page"),
        ]
    )
    func faults(line: String, sentence: String) {
        var state = market()
        #expect(run(line, on: &state) == [])
        #expect(state.message?.contains(sentence) == true, "\(state.message ?? "nothing")")
    }

    @Test("Tab offers what may be meant, one after the other, and what was typed stays known")
    func completion() {
        var state = market()
        state.press(":", "s", "o", "r", .tab)
        guard case .line(let one) = state.mode else { return #expect(Bool(false)) }
        #expect(one.text == "sort ")
        state.press(.tab)
        guard case .line(let column) = state.mode else { return #expect(Bool(false)) }
        #expect(column.text == "sort rank")
        state.press(.tab, .enter)
        #expect(state.route.sort?.column == .move)
    }

    @Test("earlier lines come back with the arrow, each once")
    func history() {
        var state = market()
        _ = run("sort move", on: &state)
        _ = run("sort name", on: &state)
        _ = run("sort move", on: &state)
        #expect(state.memory.lines == ["sort name", "sort move"])
        state.press(":", .up, .up, .up)
        guard case .line(let line) = state.mode else { return #expect(Bool(false)) }
        #expect(line.text == "sort name")
        state.press(.down, .down)
        guard case .line(let empty) = state.mode else { return #expect(Bool(false)) }
        #expect(empty.text.isEmpty)
        state.press(.backspace)
        #expect(state.mode == .page)
    }

    @Test("an app is found by a part of its name, whatever the case")
    func app() throws {
        var state = market()
        let report = try #require(state.chartReport)
        let name = try #require(report.apps[7].name)
        _ = run("app \(name.uppercased())", on: &state)
        #expect(state.route.page == .app)
        #expect(state.route.app.map { state.data.name(of: $0, asOf: state.instant) } == name)
    }

    @Test("times, speeds and windows are set")
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

    @Test("a megabyte that is pasted fills the line and no more, and does nothing by itself")
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
