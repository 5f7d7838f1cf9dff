import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("One time cursor for all pages")
struct OneCursorTests {
    private static let dayTwo = "2025-10-02T18:00:00Z"

    private func sora(_ columns: Int = 120) throws -> DashboardState {
        try Dashboards.sora(at: Self.dayTwo, size: Size(columns: columns, rows: 40))
    }

    private func run(_ line: String, on state: inout DashboardState) {
        state.press(":")
        for character in line { state.press(.character(character)) }
        state.press(.enter)
    }

    @Test("the Compare page opens at the instant of a replay, and going back keeps that instant")
    func compare() throws {
        var state = try sora()
        run("compare sora chatgpt", on: &state)
        #expect(state.route.page == .compare && state.instant == Fixtures.time(Self.dayTwo))
        let report = try #require(state.compareReport)
        #expect(state.comparedAge(in: report).map { CompareReport.text(age: $0) } == "day 2, 18 h")
        #expect(state.frame(theme: .mono).lines.contains { $0.contains("at day 2, 18 h") })
        state.press(.escape)
        #expect(state.route.page == .app && state.instant == Fixtures.time(Self.dayTwo))
    }

    @Test("moving the time cursor on the Compare page also moves it on the previous page")
    func moved() throws {
        var state = try sora()
        run("compare sora chatgpt", on: &state)
        run("at 2025-10-05", on: &state)
        let instant = state.instant
        state.press(.escape)
        #expect(state.route.page == .app && state.instant == instant && instant.day == Fixtures.time("2025-10-05").day)
    }

    @Test("moving the Compare page to the end of its data doesn't move the replay on the previous page")
    func end() throws {
        var state = try sora()
        run("compare sora chatgpt", on: &state)
        state.press(.end)
        #expect(state.comparedAge(in: try #require(state.compareReport)) == nil)
        state.press(.escape)
        #expect(state.instant == Fixtures.time(Self.dayTwo))
    }

    @Test("the Compare page draws curves in color only up to the time cursor")
    func dimmed() {
        func week(_ value: Double) -> [Double] { [Double](repeating: value, count: 7) }
        let library = InventedLaunches.library(
            InventedLaunches.launch("old", "Old", day0: "2025-01-01", days: week(300)),
            InventedLaunches.launch("fresh", "Fresh", day0: "2025-09-30", days: week(100))
        )
        let now = Fixtures.time("2026-11-01")
        var state = DashboardState.openingLibrary(library, now: now)
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        run("compare fresh old", on: &state)
        run("at 2025-10-02", on: &state)
        func lines(_ state: DashboardState) -> Int {
            let frame = state.frame(theme: .dark)
            let colors = Set(Theme.dark.lines)
            // The rows above contain the comparison in large digits.
            return (7..<30).reduce(0) { $0 + frame.row($1).prefix(95).count { colors.contains($0.style) } }
        }
        let past = lines(state)
        state.press(.end)
        #expect(past > 0 && past * 2 < lines(state))
    }

    @Test("a note on the Compare page names a launch that starts after the time cursor")
    func later() throws {
        var state = try Dashboards.sora(at: "2025-09-30T01:00:00Z", size: Size(columns: 120, rows: 40))
        run("compare chatgpt sora", on: &state)
        run("at 2023-06-01", on: &state)
        #expect(state.frame(theme: .mono).lines.contains { $0.contains("Sora launched later (Sep 30, 2025)") })
    }

    @Test("going back to a live page from an instant outside its data leaves the page live")
    func outside() throws {
        var state = DashboardState.openingCharts(
            Dashboards.market(),
            library: try Dashboards.library(),
            now: Fixtures.time("2026-03-06T23:00:00Z"),
            isLive: true
        )
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        run("compare sora chatgpt", on: &state)
        run("at 2025-10-02", on: &state)
        state.press(.escape)
        #expect(state.route.page == .charts && state.isAtLiveEdge)
    }

    @Test("the timeline's labels show dates and times in the chosen time zone")
    func labels() {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Size(columns: 100, rows: 30))
        let change = TimeZoneTable.Change(from: Timestamp(seconds: 0), offset: 14 * 3600, abbreviation: "UTC+14")
        state.zone = TimeZoneTable(name: "Pacific/Kiritimati", changes: [change])
        for _ in 0..<3 { state.press("+") }
        let line = state.frame(theme: .mono).lines[28]
        // In UTC, the window is from Mar 4, 22:30 to Mar 5, 16:22.
        #expect(line.contains("Mar 5, 2026, 12:30 ┝") && line.contains("┥ Mar 6, 06:22"), "\(line)")
    }

    @Test("adding a launch from the Library page to a comparison keeps the instant")
    func added() throws {
        var state = try sora()
        state.press("5", "x", "j", "6")
        #expect(state.route.page == .compare && state.route.compared.count == 2)
        #expect(state.instant == Fixtures.time(Self.dayTwo))
        run("at 2025-10-04", on: &state)
        let moved = state.instant
        state.press("5", "6")
        #expect(state.instant == moved)
        state.press(.escape, .escape, .escape, .escape)
        #expect(state.stack.count == 1 && state.instant == moved)
    }

    @Test("a launch added to a comparison is listed last, so the age shown is still the first launch's")
    func addedLast() throws {
        var state = try sora()
        run("compare sora", on: &state)
        let age = state.comparedAge(in: try #require(state.compareReport))
        state.press("5", "j", "6")
        #expect(state.route.compared == [.launch("sora"), .launch("chatgpt")])
        let report = try #require(state.compareReport)
        #expect(age != nil && state.comparedAge(in: report) == age)
    }

    @Test("on the Library page, 3 resumes a launch's replay where it stopped, or starts another at day 0")
    func replayKept() throws {
        var state = try sora()
        state.press("5", "3")
        #expect(state.route.launch == "sora" && state.instant == Fixtures.time(Self.dayTwo))
        // The same if no earlier page shows the replay.
        let library = try Dashboards.library()
        state = DashboardState.openingLibrary(library, now: Fixtures.time("2026-11-01"))
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        state.press(.enter)
        let launch = try #require(state.route.launch)
        run("at day 4", on: &state)
        let (instant, window) = (state.instant, state.route.playhead.window)
        state.press("5")
        #expect(state.stack.count == 1)
        state.press("3")
        #expect(state.route.launch == launch && state.instant == instant && state.route.playhead.window == window)
        state.press("5", "j", "3")
        #expect(state.route.launch != launch && state.instant == state.launch?.day0.start)
    }

    @Test("in the last second of a day, the Compare page shows the same launch day as the replay")
    func sameDay() throws {
        var state = try sora()
        run("at day 3", on: &state)
        #expect(state.frame(theme: .mono).lines[0].contains("23:59 UTC, day 3"))
        run("compare sora chatgpt", on: &state)
        #expect(state.frame(theme: .mono).lines.contains { $0.contains("at day 3, 23 h") })
    }

    @Test("one named launch is compared with the selected app, or added to the comparison that is shown")
    func compareOne() throws {
        var state = try sora()
        run("compare chatgpt", on: &state)
        #expect(state.route.compared == [.launch("sora"), .launch("chatgpt")])
        run("compare sora", on: &state)
        #expect(state.route.compared == [.launch("sora"), .launch("chatgpt")])
        run("compare chatgpt sora", on: &state)
        #expect(state.route.compared == [.launch("chatgpt"), .launch("sora")])
        state.press("x")
        run("compare chatgpt", on: &state)
        #expect(state.route.compared == [.launch("sora"), .launch("chatgpt")])
    }

    @Test("the Compare page says why there is no comparison yet, and the day of the first one")
    func absence() throws {
        var state = try sora(80)
        run("compare sora chatgpt", on: &state)
        func text(_ state: DashboardState) -> String {
            state.frame(theme: .mono).lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
        }
        #expect(text(state).contains("no comparison: no total of Sora and ChatGPT after"))
        #expect(text(state).contains("the first comparison is on day 6 (Oct 6, 2025), by downloads in US"))
        #expect(!text(state).contains("isn't shown") && !text(state).contains("no common measure"))
        state.press(.end)
        #expect(!text(state).contains("no comparison"))
    }

    @Test("charts leave out long gaps in the data, and show the period at the cursor")
    func gaps() {
        var ledger = Ledger()
        for hour in 0..<6 { ledger.append(Fixtures.snapshot(["1", "2"], at: "2026-03-01T0\(hour):00:00Z")) }
        for hour in 0..<3 { ledger.append(Fixtures.snapshot(["2", "1"], at: "2026-11-30T0\(hour):00:00Z")) }
        var state = DashboardState.openingCharts(
            ledger.snapshot,
            now: Fixtures.time("2026-11-30T02:10:00Z"),
            isLive: true
        )
        let newest = TimeRange(Fixtures.time("2026-11-30T00:00:00Z"), Fixtures.time("2026-11-30T02:10:00Z"))
        #expect(state.chartWindow == newest)
        _ = state.goTo("2026-03-01 04:00")
        let oldest = TimeRange(Fixtures.time("2026-03-01T00:00:00Z"), Fixtures.time("2026-03-01T05:00:00Z"))
        #expect(state.chartWindow == oldest)
        // In the gap, the period before it is shown.
        _ = state.goTo("2026-07-01 04:00")
        #expect(state.chartWindow == oldest)
        // A range that the user has chosen isn't changed.
        state.route.playhead.zoom(by: 0.5)
        #expect(state.chartWindow == state.route.playhead.window)
    }

    @Test("the end of the data is that of the page's app or chart, otherwise of all data")
    func dataEnd() {
        var ledger = Ledger()
        let (us, jp) = (Fixtures.chart("us"), Fixtures.chart("jp"))
        ledger.append(Fixtures.snapshot(["1", "2"], at: "2026-03-01T00:00:00Z", chart: us))
        ledger.append(Fixtures.snapshot(["2", "3"], at: "2026-03-09T00:00:00Z", chart: jp))
        func end(_ subject: DashboardState.PageSubject) -> String? {
            DashboardState.showing(subject, in: ledger.snapshot, at: Fixtures.time("2026-03-10")).dataEnd?.iso8601
        }
        #expect(end(.chart(us)) == "2026-03-01T00:00:00Z" && end(.chart(jp)) == "2026-03-09T00:00:00Z")
        #expect(end(.app(Fixtures.app("1"))) == "2026-03-01T00:00:00Z")
        // The first row is the chart that is still followed.
        #expect(end(.countries(us, nil)) == "2026-03-09T00:00:00Z")
        #expect(end(.sources) == "2026-03-09T00:00:00Z")
    }

    @Test("an invalid time stays in the prompt until it is corrected")
    func invalidTime() {
        var state = DashboardState.openingCharts(Dashboards.market(), now: Fixtures.time("2026-03-07"), isLive: true)
        _ = state.apply(.resize(Size(columns: 100, rows: 30)))
        state.press("t")
        for character in "noonish" { state.press(.character(character)) }
        state.press(.enter)
        guard case .line(let prompt) = state.mode else { return #expect(Bool(false)) }
        #expect(prompt.text == "noonish" && prompt.isInvalid)
        #expect(state.frame(theme: .mono).lines.last?.contains("✗ invalid time, use:  14:00") == true)
        state.press(.backspace)
        guard case .line(let edited) = state.mode else { return #expect(Bool(false)) }
        #expect(edited.text == "noonis" && !edited.isInvalid)
    }

    @Test("the Library page has no clock, timeline or time commands")
    func library() throws {
        var state = try sora()
        state.press("5")
        let lines = state.frame(theme: .mono).lines
        #expect(lines[0].split(separator: " ").joined(separator: " ") == "launchtop 2 documented launches")
        #expect(!lines.contains { $0.contains("◉") } && !(lines.last ?? "").contains("play"))
        state.press(" ", ".", "t")
        #expect(state.route.page == .library && state.mode.isPage && !state.isPlaying)
        #expect(state.message == "the Library page has no timeline")
        run("at 50%", on: &state)
        #expect(state.message == "the Library page has no timeline")
        state.press(.escape)
        #expect(state.instant == Fixtures.time(Self.dayTwo))
    }
}

extension Mode {
    fileprivate var isPage: Bool { if case .page = self { true } else { false } }
}
