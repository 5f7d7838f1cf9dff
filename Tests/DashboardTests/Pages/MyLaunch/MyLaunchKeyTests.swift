import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("My launch: keys and the watchlist")
struct MyLaunchKeyTests {
    private static let other = Fixtures.app("9000003")

    private func opened(_ data: LedgerSnapshot = LaunchStory.market(), watching apps: [WatchedApp]) -> DashboardState {
        var state = DashboardState.openingCharts(data, now: LaunchStory.now, isLive: true)
        for app in apps { state.userState.watch(app) }
        state.startOnMyLaunch()
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        return state
    }

    private func row(_ state: DashboardState) -> String? {
        let page = state.page() as? MyLaunchPage
        return page.flatMap { $0.report.details?.row(at: $0.selection)?.storefront.code }
    }

    @Test("the dashboard starts on My launch if an app is on the watchlist, otherwise on Charts")
    func start() {
        #expect(opened(watching: [LaunchStory.watched]).route.page == .myLaunch)
        #expect(opened(watching: []).route.page == .charts)
    }

    @Test("on My launch, J and K switch between the apps on the watchlist")
    func switchApps() {
        var state = opened(watching: [LaunchStory.watched, WatchedApp(Self.other, name: "A Timer")])
        var seen: [AppID?] = []
        for key: Key in ["J", "J", "K", "K"] {
            seen.append(state.page().selectedApp)
            state.press(key)
        }
        // Sorted by name.
        #expect(seen == [Self.other, LaunchStory.app, Self.other, LaunchStory.app])
    }

    @Test("the hint for the next app is shown only if several apps are on the watchlist")
    func hint() {
        for (apps, isShown) in [([LaunchStory.watched], false), ([LaunchStory.watched, WatchedApp(Self.other)], true)] {
            let lines = opened(watching: apps).frame(theme: .mono).lines
            #expect(lines[lines.count - 1].contains("J next app") == isShown)
        }
    }

    @Test("3 on a page without a selected app shows the app selected on My launch, or the first on the watchlist")
    func appPage() {
        var state = opened(watching: [LaunchStory.watched, WatchedApp(Self.other, name: "A Timer")])
        for expected in [Self.other, LaunchStory.app] {
            for key: Key in ["8", "3"] { state.press(key) }
            #expect(state.route.page == .app && state.route.app == expected)
            for key: Key in ["1", "J"] { state.press(key) }
        }
        var empty = opened(watching: [])
        for key: Key in ["8", "3"] { empty.press(key) }
        #expect(empty.route.page == .sources && empty.message == "no app selected")
    }

    @Test("7 and then 3 keep the app that is selected on My launch, also when Milestones was open before")
    func milestones() {
        var state = opened(watching: [LaunchStory.watched, WatchedApp(Self.other, name: "A Timer")])
        for expected in [Self.other, LaunchStory.app, Self.other] {
            #expect(state.page().selectedApp == expected)
            state.press("7")
            #expect(state.route.page == .milestones && state.page().selectedApp == expected)
            state.press("3")
            #expect(state.route.page == .app && state.route.app == expected)
            for key: Key in ["1", "J"] { state.press(key) }
        }
    }

    @Test("6 on My launch compares the app with the launches that the page shows")
    func compare() throws {
        var state = opened(watching: [LaunchStory.watched])
        _ = state.apply(.library(try Dashboards.library()))
        state.press("6")
        #expect(state.route.compared.first == .app(LaunchStory.app))
        #expect(Set(state.route.compared.dropFirst()) == [.launch("sora"), .launch("chatgpt")])
    }

    @Test("My launch keeps the selected storefront when ranks change, and Enter opens its chart")
    func selection() {
        var state = opened(watching: [LaunchStory.watched])
        state.press("j")
        #expect(row(state) == "de")
        let risen = LaunchStory.ledger { ledger in
            LaunchStory.poll(&ledger, [5, 4], in: LaunchStory.chart("us"))
            LaunchStory.poll(&ledger, [2, 1], in: LaunchStory.chart("de"))
        }
        _ = state.apply(.ledger(risen))
        #expect(row(state) == "de")
        state.press(.enter)
        #expect(state.route.page == .charts && state.route.chart?.storefront.code == "de")
        state.press(.escape)
        #expect(state.route.page == .myLaunch && row(state) == "de")
    }

    @Test("My launch shows the last rank of an app that left a chart, and lists its departure")
    func left() {
        let data = LaunchStory.ledger { LaunchStory.poll(&$0, [nil, 40, 31, nil, nil], in: LaunchStory.chart("jp")) }
        let lines = opened(data, watching: [LaunchStory.watched]).frame(theme: .mono).lines
        #expect(lines.contains { $0.contains("JP Japan") && $0.contains(">100") && $0.contains("was 31") })
        #expect(lines.contains { $0.contains("JP  left the chart, was #31") })
    }

    @Test("My launch keeps a departure in its list after the app is back in the chart, and lists the return")
    func back() throws {
        let ranks = [60, 40, 31, nil, nil, 12, nil, 9]
        let data = LaunchStory.ledger { LaunchStory.poll(&$0, ranks, in: LaunchStory.chart("jp")) }
        let lines = opened(data, watching: [LaunchStory.watched]).frame(theme: .mono).lines
        #expect(lines.count { $0.contains("JP  left the chart") } == 1, "missing from one snapshot isn't a departure")
        let left = try #require(lines.firstIndex { $0.contains("JP  left the chart, was #31") })
        let back = try #require(lines.firstIndex { $0.contains("JP  back in the chart at #12 after 2 h") })
        #expect(back < left)
    }

    @Test("My launch shows >100? and lists no departure for an app missing only from the newest snapshot")
    func missingOnce() {
        let data = LaunchStory.ledger { LaunchStory.poll(&$0, [nil, 40, 31, nil], in: LaunchStory.chart("jp")) }
        let text = opened(data, watching: [LaunchStory.watched]).frame(theme: .mono).lines.joined(separator: "\n")
        #expect(text.contains(">100?") && !text.contains("left the chart"))
    }

    @Test(
        ":watch finds an app by id and :unwatch by id or name, and both report unknown apps",
        arguments: [
            ("watch 1234567890", "added 1234567890 to the watchlist; no chart has listed this id yet"),
            ("watch 99999999999999999999999", "no app found for \"99999999999999999999999\"; use the app id"),
            ("watch nothing like it", "no app found for \"nothing like it\"; use the app id"),
            ("unwatch mint", "removed Mint Weather from the watchlist"),
            ("unwatch 1559935726", "removed Mint Weather from the watchlist"),
            ("unwatch 42", "\"42\" is not on the watchlist"),
        ]
    )
    func commands(line: String, message: String) {
        var state = opened(watching: [LaunchStory.watched])
        state.type(":" + line)
        #expect(state.message == message)
    }

    @Test(":unwatch of an app listed in the config file names the line that it overrides")
    func configured() {
        var state = opened(watching: [LaunchStory.watched])
        state.configuredWatchlist = ConfiguredWatchlist(
            apps: [LaunchStory.watched.app],
            location: "line 3 of config.toml"
        )
        state.type(":unwatch mint")
        #expect(
            state.message
                == "removed Mint Weather from the watchlist, overriding line 3 of config.toml; :watch adds it again"
        )
    }

    @Test("the App page of a never-ranked watchlist app shows the last check and the next poll")
    func unranked() {
        let data = LaunchStory.ledger { LaunchStory.poll(&$0, [nil, nil], in: LaunchStory.chart("us")) }
        var state = opened(data, watching: [LaunchStory.watched])
        state.press("3")
        let text = state.frame(theme: .mono).lines.joined(separator: "\n")
        #expect(state.route.page == .app)
        #expect(text.contains("Mint Weather") && text.contains("not ranked in 1 storefront"))
        #expect(text.contains("checked 12 min ago") && text.contains("next poll within 1 min"))
    }

    @Test(
        "My launch shows the mark symbol in the heading and the app tabs, or the app list if tabs don't fit",
        arguments: [
            (Size(columns: 80, rows: 24), 2, "+ Mint Weather"), (Size(columns: 200, rows: 60), 2, "[+ Mint Weather"),
            (Size(columns: 200, rows: 60), 12, "│ +* Mint Weather"),
        ]
    )
    func marks(size: Size, apps: Int, expected: String) {
        var state = DashboardState.openingCharts(LaunchStory.market(), now: LaunchStory.now, isLive: true)
        _ = state.apply(.resize(size))
        state.userState.watch(LaunchStory.watched)
        for number in 1..<apps {
            state.userState.watch(WatchedApp(Fixtures.app("\(9_000_002 + number)"), name: "Juniper Calendar \(number)"))
        }
        state.press("1")
        while state.route.app != LaunchStory.app { state.press("J") }
        #expect(!state.frame(theme: .mono).lines.contains { $0.contains("+ Mint Weather") })
        state.press("x")
        let lines = state.frame(theme: .mono).lines
        #expect(lines.contains { $0.contains("+ Mint Weather") })
        #expect(lines.contains { $0.contains(expected) }, "\(lines)")
    }

    @Test("2 and 4 open the chart of the selected row", arguments: ["2", "4"], 0..<3)
    func rowChart(key: Character, row: Int) throws {
        var state = opened(LaunchStory.market(), watching: [LaunchStory.watched])
        for _ in 0..<row { state.press("j") }
        let chart = try #require(state.page().selectedChart)
        state.press(.character(key))
        #expect(state.route.chart == chart && state.page().selectedApp == LaunchStory.app)
    }

    @Test(
        "z zooms through the panels of My launch one at a time, then restores the page",
        arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)]
    )
    func zoom(size: Size) {
        var state = opened(LaunchStory.market(), watching: [LaunchStory.watched])
        _ = state.apply(.resize(size))
        let before = state.frame(theme: .mono).lines
        let titles = ["Mint Weather", "Ranks, ", "7 Downloads", "6 At the same age", "A Alerts", "Neighbors, US"]
        for title in titles {
            state.press("z")
            let lines = state.frame(theme: .mono).lines
            #expect(lines.count { $0.contains("╭─ ") } == 1, "\(lines)")
            #expect(lines[2].hasPrefix("╭─ \(title)"), "\(lines[2])")
            #expect(lines[size.rows - 3].hasPrefix("╰"), "\(lines)")
        }
        state.press("z")
        state.message = nil
        #expect(state.frame(theme: .mono).lines == before)
    }
}
