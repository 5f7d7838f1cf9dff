import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Finder")
struct FinderTests {
    private static let wide = Size(columns: 120, rows: 40)

    private func market(_ size: Size = wide) throws -> DashboardState {
        var state = DashboardState.openingCharts(
            Dashboards.market(),
            library: try Dashboards.library(),
            now: Fixtures.time("2026-04-01"),
            isLive: false
        )
        state.start(at: Fixtures.time("2026-03-05T12:00:00Z"), speed: nil)
        _ = state.apply(.resize(size))
        return state
    }

    private func find(_ text: String, in state: inout DashboardState) {
        state.press(.control("p"))
        for character in text { state.press(.character(character)) }
    }

    private func picker(_ state: DashboardState) -> Picker? {
        if case .picker(let picker) = state.mode { picker } else { nil }
    }

    /// Returns the kind and label of the best match, such as "app: Mint Weather 日記".
    private func first(_ text: String, in state: DashboardState) -> String? {
        var state = state
        find(text, in: &state)
        return picker(state)?.shown.first.map { "\($0.kind): \($0.label)" }
    }

    @Test(
        "the finder lists the best match first, and nothing if there is no match",
        arguments: [
            ("brgar", "app: Bramble Garden"), ("sora", "launch: Sora"),
            ("cgpt", "launch: ChatGPT"),
            ("japan", "storefront: Japan"), ("jp", "storefront: Japan"),
            ("jp free", "chart: JP Top Free, all but games"),
            ("sort", "command: sort"), ("countr", "page: Countries"), ("library", "page: Library"),
            ("thm", "command: theme"), ("xyzzy", nil),
        ] as [(String, String?)]
    )
    func best(text: String, expected: String?) throws {
        let found = first(text, in: try market())
        if let expected {
            #expect(found?.hasPrefix(expected) == true, "\(found ?? "nothing")")
        } else {
            #expect(found == nil)
        }
    }

    @Test("the finder finds an app by its id, the beginning of its id and its App Store URL")
    func ids() throws {
        let state = try market()
        let app = try #require(state.chartReport?.apps[20])
        let name = "app: \(app.name ?? "")"
        let id = app.app.text
        for text in [id, "id\(id)", String(id.dropLast()), "https://apps.apple.com/us/app/x/id\(id)"] {
            #expect(first(text, in: state)?.hasPrefix("app: ") == true)
            if text.contains(id) { #expect(first(text, in: state) == name, "\(text)") }
        }
    }

    @Test(
        "the finder finds an app by a former name or its name in another storefront, and shows that name"
    )
    func otherNames() {
        var ledger = Ledger()
        for (storefront, name, time) in [
            ("us", "Old Timer", "2026-03-01"), ("us", "Fable Clock", "2026-03-03"), ("jp", "集中タイマー", "2026-03-03"),
        ] {
            let entry = RankEntry(rank: Fixtures.rank(1), app: Fixtures.app("77"), name: name, developer: "Studio")
            ledger.append(
                ChartSnapshot(chart: Fixtures.chart(storefront), observedAt: Fixtures.time(time), entries: [entry])
            )
        }
        var state = DashboardState.openingCharts(ledger.snapshot, now: Fixtures.time("2026-03-05"), isLive: true)
        _ = state.apply(.resize(Self.wide))
        for (text, detail) in [("fable", "Studio"), ("old timer", "Old Timer"), ("集中", "集中タイマー")] {
            var typed = state
            find(text, in: &typed)
            let item = picker(typed)?.shown.first
            #expect(item?.label == "Fable Clock")
            #expect(item?.detail == detail)
        }
    }

    @Test(
        "Enter in the finder opens the best match",
        arguments: [
            ("brgar", PageID.app, "us"), ("sora", .app, nil), ("japan", .charts, "jp"), ("de free", .charts, "de"),
            ("milestones", .milestones, "us"),
        ] as [(String, PageID, String?)]
    )
    func opening(text: String, page: PageID, storefront: String?) throws {
        var state = try market()
        find(text, in: &state)
        #expect(state.press(.enter) == [])
        #expect(state.route.page == page)
        #expect(state.mode == .page)
        if page == .charts { #expect(state.route.chart?.storefront.code == storefront) }
        if text == "sora" { #expect(state.route.launch == "sora") }
    }

    @Test("a chart chosen in the finder opens on the Charts page from any page")
    func chartFromAnywhere() throws {
        for key: Key in ["1", "3", "4", "5", "7"] {
            var state = try market()
            state.press(key)
            find("de free", in: &state)
            state.press(.enter)
            #expect(state.route.page == .charts, "\(key)")
            #expect(state.route.chart?.storefront.code == "de", "\(key)")
        }
    }

    @Test("the finder runs a command, but opens the palette for a command that needs an argument")
    func commands() throws {
        var state = try market()
        find("quit", in: &state)
        #expect(state.press(.enter) == [.quit])
        state = try market()
        find("speed", in: &state)
        state.press(.enter)
        guard case .line(let line) = state.mode else { return #expect(Bool(false)) }
        #expect(line.text == "speed ")
    }

    @Test(
        "Esc clears the finder's text, then closes the finder; Ctrl-C closes the finder immediately",
        arguments: [[Key.escape, .escape], [.control("c")]]
    )
    func cancel(keys: [Key]) throws {
        var state = try market()
        state.press("j", "j", "/", "a", .enter)
        let (before, route) = (state.frame(theme: .dark), state.route)
        find("mint", in: &state)
        state.press(.down)
        for key in keys {
            #expect(state.mode != .page)
            state.press(key)
        }
        #expect(state.mode == .page)
        #expect(state.route == route)
        #expect(state.frame(theme: .dark) == before)
    }

    @Test("Backspace in the finder deletes a character, or closes the finder if there is no text")
    func backspace() throws {
        var state = try market()
        find("mi", in: &state)
        state.press(.backspace, .backspace)
        #expect(picker(state)?.shown == picker(state)?.items)
        state.press(.backspace)
        #expect(state.mode == .page)
    }

    @Test("arrows, Ctrl-N, Ctrl-P, Tab and paging keys move the finder's selection within the matches")
    func moving() throws {
        var state = try market()
        find("a", in: &state)
        let last = try #require(picker(state)).shown.count - 1
        let moves: [(Key, Int)] = [
            (.down, 1), (.control("n"), 2), (.tab, 3), (.up, 2), (.control("p"), 1), (.backTab, 0), (.up, 0),
            (.pageDown, min(last, state.pageHeight)), (.end, last), (.down, last), (.home, 0), (.pageUp, 0),
        ]
        for (key, row) in moves {
            state.press(key)
            #expect(picker(state)?.selection == row, "\(key)")
        }
    }

    @Test("without text, the finder shows the watchlist, recent pages, marked apps, then all pages")
    func suggestions() throws {
        var state = try market()
        state.press("w", "j", "x", "j", .enter, "4")
        state.press(.control("p"))
        let shown = try #require(picker(state)).shown.map { "\($0.kind): \($0.label.prefix(12))" }
        #expect(
            shown.prefix(5) == [
                "app: Mint Weather", "app: Lumo Sketch", "chart: US Top Free,", "app: Bramble Gard", "page: My launch",
            ]
        )
        #expect(shown.count == 4 + PageID.all.count)
    }

    @Test("the finder lists a watchlist app before equal matches, even if no chart contains the app")
    func watched() throws {
        var state = try market()
        let unlisted = Fixtures.app("4444444444")
        state.userState.watch(WatchedApp(unlisted, name: "Mint Zebra"))
        #expect(first("mint", in: state) == "app: Mint Zebra")
        find("mint", in: &state)
        state.press(.enter)
        #expect(state.route.app == unlisted)
    }

    @Test("an app added to the watchlist by its id has its name from the charts, also on the Library page")
    func watchedByID() throws {
        var state = try market()
        let app = try #require(state.data.ranking(of: state.data.charts[0], asOf: state.now)?.entries.first?.app)
        state.userState.watch(WatchedApp(app))
        let name = state.data.name(of: app, asOf: state.now)
        for page in ["8", "5"] {
            state.press(.character(Character(page)))
            #expect(first(app.text, in: state) == "app: \(name)" && name != app.text)
        }
    }

    @Test("an open finder finds the storefront of a chart that arrives while text is typed")
    func live() {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["1", "2"], at: "2026-03-01T10:00:00Z"))
        var state = DashboardState.openingCharts(ledger.snapshot, now: Fixtures.time("2026-03-02"), isLive: true)
        _ = state.apply(.resize(Self.wide))
        find("brazi", in: &state)
        #expect(picker(state)?.shown.isEmpty == true)
        ledger.append(Fixtures.snapshot(["1"], at: "2026-03-01T11:00:00Z", chart: Fixtures.chart("br")))
        _ = state.apply(.ledger(ledger.snapshot))
        state.press("l")
        #expect(picker(state)?.shown.first?.label == "Brazil")
    }

    @Test("the finder shows no control characters from app names at any screen size")
    func hostile() {
        let names = [
            "\u{1B}[2J\u{202E}evil", String(repeating: "字", count: 300), "a\u{300}\u{301}\u{302}b", "\u{200B}",
            "👩‍👩‍👧‍👦 family",
            "e", "\u{FEFF}bom", String(repeating: "e ", count: 5000),
        ]
        let entries = names.enumerated().map { index, name in
            RankEntry(rank: Fixtures.rank(index + 1), app: Fixtures.app("\(index + 10)"), name: name, developer: name)
        }
        var ledger = Ledger()
        ledger.append(ChartSnapshot(chart: Fixtures.chart(), observedAt: Fixtures.time("2026-03-01"), entries: entries))
        for (columns, rows) in [(0, 0), (40, 10), (80, 24), (200, 60)] {
            for text in ["", "e", "evil", "字", "family", "ab", "!"] {
                var state = DashboardState.openingCharts(
                    ledger.snapshot,
                    now: Fixtures.time("2026-03-02"),
                    isLive: true
                )
                _ = state.apply(.resize(Size(columns: columns, rows: rows)))
                find(text, in: &state)
                let frame = state.frame(theme: .dark)
                #expect(
                    frame.lines.allSatisfy { !$0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E } }
                )
                state.press(.enter)
                _ = state.frame(theme: .dark)
            }
        }
    }

    @Test(
        "the finder matches its golden screens",
        arguments: [
            (Size(columns: 80, rows: 24), "", "finder-empty-80x24"),
            (Size(columns: 80, rows: 24), "mint", "finder-80x24"),
            (Size(columns: 120, rows: 40), "jp", "finder-120x40"),
            (Size(columns: 200, rows: 60), "cam a", "finder-200x60"),
        ]
    )
    func pictures(size: Size, text: String, name: String) throws {
        var state = try market(size)
        state.press("w", "j", "x")
        find(text, in: &state)
        #expect(Golden.difference(of: state.frame(theme: .roles), named: name) == nil)
    }
}
