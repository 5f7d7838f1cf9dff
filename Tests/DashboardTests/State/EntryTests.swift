import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Launch times, storefronts and commands typed by the user")
struct EntryTests {
    private func opened(_ apps: [WatchedApp] = [LaunchStory.watched]) -> DashboardState {
        var state = DashboardState.openingCharts(LaunchStory.market(), now: LaunchStory.now, isLive: true)
        for app in apps { state.userState.watch(app) }
        state.startOnMyLaunch()
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        return state
    }

    @Test(
        ":launch sets the launch time of the selected or named app, in the current time zone",
        arguments: [
            ("2026-03-04T09:30Z", "2026-03-04T09:30:00Z"), ("2026-03-04 09:30", "2026-03-04T09:30:00Z"),
            ("2026-03-04", "2026-03-04T00:00:00Z"), ("now", "2026-03-04T15:12:00Z"),
            ("today", "2026-03-04T00:00:00Z"), ("Yesterday", "2026-03-03T00:00:00Z"),
            ("tomorrow", "2026-03-05T00:00:00Z"), ("09:30", "2026-03-04T09:30:00Z"),
            ("yesterday 9:30", "2026-03-03T09:30:00Z"), ("Mint Weather today 06:00", "2026-03-04T06:00:00Z"),
            ("Mint Weather 2026-03-05 06:00", "2026-03-05T06:00:00Z"),
            ("1559935726 2026-03-05", "2026-03-05T00:00:00Z"),
        ]
    )
    func launchTime(text: String, time: String) {
        var state = opened()
        state.type(":launch \(text)")
        #expect(state.userState.watched[LaunchStory.app]?.launch?.iso8601 == time)
        #expect(state.message?.hasPrefix("launch time of Mint Weather: Mar ") == true)
    }

    @Test(
        ":launch with a missing time or an unknown app shows an error and doesn't change launch times",
        arguments: [
            ("", "no launch time in \"\"; use :launch [APP] 2026-03-04 09:00"),
            ("25:00", "no launch time in \"25:00\"; use :launch [APP] 2026-03-04 09:00"),
            ("soon", "no launch time in \"soon\"; use :launch [APP] 2026-03-04 09:00"),
            ("Nothing 2026-03-04", "no app found for \"Nothing\"; use the app id"),
        ]
    )
    func badLaunchTime(text: String, message: String) {
        var state = opened()
        state.type(":launch \(text)")
        #expect(state.message == message)
        #expect(state.userState.watched[LaunchStory.app]?.launch == LaunchStory.launch)
    }

    @Test(":launch for an app that isn't on the watchlist also adds the app")
    func launchTimeOfNewApp() {
        var state = opened()
        state.type(":launch 1234567890 2026-03-06 09:00")
        #expect(state.userState.watchlist[Fixtures.app("1234567890")] == true)
        #expect(state.message == "launch time of 1234567890: Mar 6, 2026, 09:00 UTC; added to the watchlist")
    }

    @Test(
        ":watch adds an app with the typed name, or lists the apps if several names contain the text",
        arguments: [
            ("App", nil, "\"App\" is ambiguous: App 1 (1), App 12 (12); use the app id"),
            ("app 1", "1", "added App 1 to the watchlist; press 1 to show it"),
            ("app 12", "12", "added App 12 to the watchlist; press 1 to show it"),
            ("nothing", nil, "no app found for \"nothing\"; use the app id"),
        ] as [(String, String?, String)]
    )
    func ambiguousName(text: String, added: String?, message: String) {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["1", "12"], at: "2026-03-05T10:00:00Z"))
        let now = Fixtures.time("2026-03-05T11:00:00Z")
        var state = DashboardState.openingCharts(ledger.snapshot, now: now, isLive: true)
        state.type(":watch \(text)")
        #expect(state.message == message)
        #expect(state.data.watchlist == Set(added.map { [Fixtures.app($0)] } ?? []))
        guard let added else { return }
        // My launch shows the app that was added last, also if it was shown before with another app.
        state.type(":watch 999999999")
        state.press("1")
        #expect(state.page().selectedApp == Fixtures.app("999999999"))
        state.press("2")
        state.type(":unwatch \(added)", ":watch \(added)")
        state.press("1")
        #expect(state.page().selectedApp == Fixtures.app(added))
    }

    @Test(
        ":name names the selected app until a chart does, and adds it to the watchlist",
        arguments: [
            ("Mint", "name of 1559935726: Mint; charts call it Mint Weather, which is shown instead"),
            ("", "no name; use :name NAME"),
        ]
    )
    func name(text: String, message: String) {
        var state = opened()
        state.type(":name \(text)")
        #expect(state.message == message)
    }

    @Test("the palette accepts other names of common commands", arguments: [("screenshot a.txt", "a.txt")])
    func synonyms(line: String, file: String) {
        var state = opened()
        for character in ":\(line)" { state.press(.character(character)) }
        guard case .write(let written, _)? = state.press(.enter).first else { return #expect(Bool(false)) }
        #expect(written == file)
    }

    @Test(
        ":watch accepts storefronts and explains how to poll those that aren't polled yet",
        arguments: [
            ("1234567890", ""), ("1234567890 us,de", ""),
            (
                "1234567890 us,br,united-kingdom",
                "; to poll its charts there, quit and run: launchtop watch 1234567890 --storefront br,gb"
            ),
        ]
    )
    func storefronts(text: String, hint: String) {
        var state = opened()
        state.type(":watch \(text)")
        #expect(state.message == "added 1234567890 to the watchlist; no chart has listed this id yet\(hint)")
        #expect(state.data.watchlist.contains(Fixtures.app("1234567890")))
        #expect(state.page().selectedApp == Fixtures.app("1234567890"))
    }

    @Test(":watch accepts an app name followed by a storefront; the error for no match quotes both")
    func nameLikeStorefront() {
        var state = opened()
        state.type(":watch Mint Weather us")
        #expect(state.message?.hasPrefix("Mint Weather is already on the watchlist") == true)
        state.type(":watch Bramble Gorden us")
        #expect(state.message == "no app found for \"Bramble Gorden us\"; use the app id")
    }

    @Test("on a page without a filter, / opens the finder, so typed letters don't run commands")
    func filterKey() {
        var state = opened()
        state.press("/", "w", "q")
        guard case .picker(let picker) = state.mode else {
            Issue.record("no finder")
            return
        }
        #expect(picker.isFinder && picker.text == "wq")
        #expect(state.data.watchlist.contains(LaunchStory.app))
    }

    @Test("the palette lists pages first, then common commands, and navigation commands last")
    func paletteOrder() {
        let names = CommandTable.standard.palette.map(\.command.rawValue)
        #expect(Set(names) == Set(CommandTable.standard.rows.map(\.command.rawValue)))
        #expect(names.prefix(PageID.all.count) == PageID.all.map(\.name)[...])
        #expect(names.dropFirst(PageID.all.count).prefix(5) == ["open", "watch", "launch", "at", "export"])
        #expect(names.suffix(3) == ["top", "bottom", "back"])
    }

    @Test("20 hours after a launch, the header and My launch show day 0, even if the date has changed")
    func days() {
        var state = opened()
        // 20 hours after the launch is another date, but still day 0.
        state.type(":at day 0 20h")
        #expect(state.instant.iso8601 == "2026-03-04T15:12:00Z")
        state = DashboardState.openingCharts(LaunchStory.market(), now: LaunchStory.launch + 20 * 3600, isLive: true)
        state.userState.watch(LaunchStory.watched)
        state.startOnMyLaunch()
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        let text = state.frame(theme: .mono).lines.joined(separator: "\n")
        #expect(text.contains("day 0, 20 h 0 m") && !text.contains("day 1"))
        state.press(" ")
        #expect(state.frame(theme: .mono).lines[0].contains("Mar 5, 2026, 05:00 UTC, day 0"))
    }
}
