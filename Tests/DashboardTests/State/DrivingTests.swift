import Canvas
import Dashboard
import History
import Market
import TestSupport
import Testing

@Suite("Key sequences")
struct DrivingTests {
    private static let size = Size(columns: 80, rows: 24)

    private func sora() throws -> DashboardState { try Dashboards.sora(at: "2025-09-30T00:00:00Z", size: Self.size) }

    @Test("keys play a launch replay past day 6, pause it, step back and jump to the #1 milestone")
    func replay() throws {
        var state = try sora()
        state.press(" ")
        #expect(state.isPlaying)
        for _ in 0..<1000 { _ = state.apply(.elapsed(milliseconds: 33)) }
        #expect(state.instant > Fixtures.time("2025-10-07"))
        state.press(" ")
        #expect(!state.isPlaying)
        let paused = state.instant
        state.press(",")
        #expect(state.instant < paused)
        state.press(.home)
        #expect(state.instant == Fixtures.time("2025-09-30"))
        var jumps = 0
        while !state.frame(theme: .mono).lines.joined().contains("#1 Oct 3, 2025"), jumps < 20 {
            state.press("]")
            jumps += 1
        }
        #expect(state.instant == Fixtures.day("2025-10-03").lastSecond)
        state.press("t", "#", "1", .enter)
        #expect(state.instant == Fixtures.day("2025-10-03").lastSecond)
    }

    @Test("seeking in Sora's replay shows the same screen as playing to that instant")
    func seekEqualsPlay() throws {
        var played = try sora()
        played.press(" ")
        while played.instant < Fixtures.time("2025-10-04T12:00:00Z") { _ = played.apply(.elapsed(milliseconds: 100)) }
        played.press(" ")
        var sought = try sora()
        for character in ["t"] + played.instant.iso8601.map({ String($0) }) {
            sought.press(.character(Character(character)))
        }
        sought.press(.enter)
        #expect(sought.instant == played.instant)
        #expect(sought.frame(theme: .standard) == played.frame(theme: .standard))
    }

    @Test("going back from an app and its chart restores the Charts page as it was left")
    func drillDown() {
        var state = Dashboards.marketReplay(at: "2026-03-04", size: Self.size)
        state.press("j", "j", "j", "j")
        let before = state.frame(theme: .standard)
        state.press(.enter)
        #expect(state.route.page == .app)
        state.press(.enter)
        #expect(state.stack.map(\.page) == [.charts, .app, .charts])
        state.press(.escape, .backspace)
        #expect(state.frame(theme: .standard) == before)
    }

    @Test("a filter applies while it's typed; Enter keeps it, and Esc restores the previous one")
    func filter() {
        var state = Dashboards.marketReplay(at: "2026-03-04", size: Self.size)
        state.press("/", "c", "a", "m")
        #expect(state.route.filter == "cam")
        state.press(.enter, "/", "x", .escape)
        #expect(state.route.filter == "cam")
        state.press(.escape)
        #expect(state.route.filter.isEmpty)
    }

    @Test("Esc clears the filter of a page before it leaves the page")
    func filteredPage() {
        var state = Dashboards.marketReplay(at: "2026-03-04", size: Self.size)
        state.press("4", "/", "u", .enter, .escape)
        #expect(state.route.page == .countries && state.route.filter.isEmpty)
        state.press(.escape)
        #expect(state.route.page == .charts)
    }

    @Test("q and Ctrl-C quit on a page, but q doesn't quit in a prompt")
    func quit() {
        var state = Dashboards.marketReplay(at: "2026-03-04", size: Self.size)
        #expect(state.press("/", "q") == [])
        #expect(state.press(.escape, "q") == [.quit])
        #expect(state.press(.control("c")) == [.quit])
    }

    @Test("pasted text doesn't run a command on a page, and is inserted in a prompt")
    func paste() {
        var state = Dashboards.marketReplay(at: "2026-03-04", size: Self.size)
        #expect(state.apply(.paste("q")) == [])
        state.press("/")
        _ = state.apply(.paste("cam"))
        #expect(state.route.filter == "cam")
    }

    @Test("a live page follows the clock, Space pauses it, and End resumes it")
    func live() {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["1", "2"], at: "2026-03-01T10:00:00Z"))
        let now = Fixtures.time("2026-03-01T10:00:05Z")
        var state = DashboardState.openingCharts(ledger.snapshot, now: now, isLive: true)
        _ = state.apply(.resize(Self.size))
        #expect(state.isAtLiveEdge)
        _ = state.apply(.clock(now + 60))
        #expect(state.instant == now + 60)
        state.press(" ")
        _ = state.apply(.clock(now + 120))
        #expect(state.instant == now + 60)
        ledger.append(Fixtures.snapshot(["2", "1"], at: "2026-03-01T10:03:00Z"))
        _ = state.apply(.ledger(ledger.snapshot))
        #expect(state.instant == now + 60)
        state.press(.end)
        _ = state.apply(.clock(now + 240))
        #expect(state.isAtLiveEdge)
    }

    @Test("a launch from the library can be opened during a chart replay, and going back restores the replay")
    func libraryEverywhere() throws {
        var state = DashboardState.openingCharts(
            Dashboards.market(),
            library: try Dashboards.library(),
            now: Fixtures.time("2026-04-01"),
            isLive: false
        )
        state.start(at: Fixtures.time("2026-03-04"), speed: nil)
        _ = state.apply(.resize(Self.size))
        let before = state.frame(theme: .standard)
        state.press("5")
        #expect(state.frame(theme: .mono).lines.contains { $0.contains("ChatGPT") })
        // The newest launch is first.
        state.press(.enter)
        #expect(state.instant == Fixtures.time("2025-09-30"))
        state.press(" ", .escape, .escape)
        #expect(state.frame(theme: .standard) == before)
    }

    @Test("apps that dropped out are listed at the end of a chart and can be opened")
    func dropped() {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["1", "2"], at: "2026-03-01"))
        ledger.append(Fixtures.snapshot(["1"], at: "2026-03-02"))
        ledger.append(Fixtures.snapshot(["1"], at: "2026-03-02T06:00:00Z"))
        var state = DashboardState.openingCharts(ledger.snapshot, now: Fixtures.time("2026-03-05"), isLive: false)
        state.start(at: Fixtures.time("2026-03-02"), speed: nil)
        _ = state.apply(.resize(Self.size))
        let lines = state.frame(theme: .mono).lines
        #expect(lines.contains { $0.contains("?   #2") && $0.contains("App 2") })
        #expect(lines.contains { $0.contains("1 dropped out, 1 unconfirmed") })
        state.press(.end)
        #expect(state.frame(theme: .mono).lines.contains { $0.contains("out   #2") && $0.contains("App 2") })
        state.press("G", .enter)
        #expect(state.route.app == Fixtures.app("2"))
    }

    @Test("a paused live page becomes live again when playback catches up with the clock")
    func catchUp() {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["1"], at: "2026-03-01T10:00:00Z"))
        let now = Fixtures.time("2026-03-01T10:00:05Z")
        var state = DashboardState.openingCharts(ledger.snapshot, now: now, isLive: true)
        _ = state.apply(.resize(Self.size))
        state.press(" ")
        _ = state.apply(.clock(now + 120))
        state.press(" ")
        for _ in 0..<1000 { _ = state.apply(.elapsed(milliseconds: 200)) }
        #expect(state.isAtLiveEdge)
    }

    @Test("an app stays selected when new live data changes its rank")
    func selection() {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["1", "2", "3"], at: "2026-03-01T10:00:00Z"))
        var state = DashboardState.openingCharts(
            ledger.snapshot,
            now: Fixtures.time("2026-03-01T10:00:05Z"),
            isLive: true
        )
        _ = state.apply(.resize(Self.size))
        state.press("j")
        ledger.append(Fixtures.snapshot(["2", "1", "3"], at: "2026-03-01T10:00:06Z"))
        _ = state.apply(.ledger(ledger.snapshot))
        _ = state.apply(.clock(Fixtures.time("2026-03-01T10:00:07Z")))
        state.press(.enter)
        #expect(state.route.app == Fixtures.app("2"))
    }

    @Test("an empty time entry is ignored")
    func emptyTime() throws {
        var state = try sora()
        state.press("t", .enter)
        #expect(state.instant == Fixtures.time("2025-09-30"))
    }

    @Test("a launch's export doesn't mention a later launch")
    func laterLaunch() throws {
        let library = try Dashboards.library()
        let chatgpt = try Fixtures.launch("chatgpt")
        let then = try #require(
            PageExport.launch(chatgpt, in: library, asOf: Fixtures.day("2023-06-01").lastSecond, as: .text)
        )
        #expect(!then.contains("Sora's"))
    }

    @Test(
        "random keys and screen sizes don't crash the dashboard, and the instant stays within the data",
        arguments: [UInt64(21), 22, 23, 24]
    )
    func storm(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let keys: [Key] =
            [.up, .down, .left, .right, .enter, .escape, .backspace, .tab, .pageUp, .pageDown, .home, .end, .delete]
            + "kjgGlh124cv/nN ,.[]<>t+-=?xd0%:#".map { .character($0) }
        var states = [try sora(), Dashboards.marketReplay(at: "2026-03-04", size: Self.size)]
        for index in states.indices {
            for _ in 0..<400 {
                switch Int.random(in: 0..<10, using: &generator) {
                case 0:
                    let size = Size(
                        columns: Int.random(in: 0..<220, using: &generator),
                        rows: Int.random(in: 0..<70, using: &generator)
                    )
                    _ = states[index].apply(.resize(size))
                case 1: _ = states[index].apply(.elapsed(milliseconds: Int64.random(in: 0..<500, using: &generator)))
                default:
                    if let key = keys.randomElement(using: &generator) { _ = states[index].apply(.key(key)) }
                }
                let frame = states[index].frame(theme: .standard)
                #expect(frame.size == states[index].size, "seed \(seed)")
                #expect(states[index].route.playhead.bounds.contains(states[index].instant), "seed \(seed)")
            }
        }
    }

    @Test("random clicks, drags, keys and screen sizes don't crash the dashboard", arguments: [UInt64(1), 2, 3])
    func clicks(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let keys: [Key] = ["c", "v", "/", "?", "t", .enter, .escape, "j", "5", "2", "3", .tab, "m", "m", " "]
        let actions: [Mouse.Action] = [.press, .press, .press, .drag, .release, .wheelUp, .wheelDown]
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Size(columns: 120, rows: 40))
        for _ in 0..<3000 {
            let point = Point(
                x: Int.random(in: -2...125, using: &generator),
                y: Int.random(in: -2...45, using: &generator)
            )
            _ = state.apply(.mouse(Mouse(actions.randomElement(using: &generator) ?? .press, at: point)))
            if Int.random(in: 0..<6, using: &generator) == 0 {
                state.press(keys.randomElement(using: &generator) ?? "j")
            }
            if Int.random(in: 0..<50, using: &generator) == 0 {
                let columns = Int.random(in: 0...130, using: &generator)
                _ = state.apply(.resize(Size(columns: columns, rows: Int.random(in: 0...45, using: &generator))))
            }
        }
        #expect(state.frame(theme: .standard).size == state.size, "seed \(seed)")
    }

    @Test("a click selects a row of a chart without scrolling, and a second click opens it", arguments: [5, 20, 35])
    func doubleClick(y: Int) throws {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Size(columns: 120, rows: 40))
        state.press(.pageDown)
        let row = try #require(state.frame(theme: .mono).clickTarget(at: Point(x: 10, y: y)))
        let before = state.frame(theme: .mono).lines
        _ = state.apply(.mouse(Mouse(.press, at: Point(x: 10, y: y))))
        #expect(state.frame(theme: .mono).clickTarget(at: Point(x: 10, y: y)) == row)
        #expect(state.frame(theme: .mono).lines[y].prefix(60) == before[y].prefix(60))
        _ = state.apply(.mouse(Mouse(.press, at: Point(x: 10, y: y))))
        #expect(state.route.page == .app)
    }

    @Test("clicks outside a picker do nothing, and clicking a row twice chooses it")
    func pickerClicks() throws {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Size(columns: 120, rows: 40))
        state.press("c")
        let before = state.frame(theme: .mono)
        for y in 0..<40 where y != 39 { _ = state.apply(.mouse(Mouse(.press, at: Point(x: 1, y: y)))) }
        #expect(state.frame(theme: .mono) == before)
        let clickTarget = try #require(before.clickTargets.first { $0.kind == .row(0) })
        for _ in 0..<2 {
            _ = state.apply(.mouse(Mouse(.press, at: Point(x: clickTarget.region.x, y: clickTarget.region.y))))
        }
        #expect(state.frame(theme: .mono) != before)
        #expect(state.frame(theme: .mono).clickTargets.contains { $0.kind == .strip })
    }

    @Test("canceling a filter with Esc restores the selected row")
    func undoneFilter() {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Size(columns: 120, rows: 40))
        state.press("j", "j", "j", "j")
        let before = state.frame(theme: .mono).lines
        state.press("/", "c", "a", "m", .escape)
        #expect(state.frame(theme: .mono).lines == before)
    }
}
