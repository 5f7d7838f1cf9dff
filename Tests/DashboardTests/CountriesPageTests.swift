import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Countries")
struct CountriesPageTests {
    private static let small = Size(columns: 80, rows: 24)
    private static let middle = Size(columns: 120, rows: 40)
    private static let large = Size(columns: 200, rows: 60)
    private static let instant = "2026-03-05T12:00:00Z"

    /// An invented market of twelve storefronts over six days.
    private static let world: LedgerSnapshot = {
        var ledger = Ledger()
        let codes = ["us", "jp", "de", "kr", "br", "fr", "gb", "in", "mx", "ca", "au", "id"]
        Dashboards.fill(&ledger, storefronts: codes, hours: 144, launches: 3, seed: 7, start: "2026-03-01")
        return ledger.snapshot
    }()

    private func world(at instant: String = instant, size: Size = small) -> DashboardState {
        var state = DashboardState.openingCharts(Self.world, now: Fixtures.time("2026-04-01"), isLive: false)
        state.start(at: Fixtures.time(instant), speed: nil)
        _ = state.apply(.resize(size))
        return state
    }

    private func text(_ state: DashboardState) -> String { state.frame(theme: .mono).lines.joined(separator: "\n") }

    // MARK: Pictures

    @Test(
        "one app in twelve countries",
        arguments: [
            (small, Theme.dark, "countries-80x24-dark"), (small, .light, "countries-80x24-light"),
            (small, .mono, "countries-80x24-mono"), (middle, .dark, "countries-120x40-dark"),
            (middle, .mono, "countries-120x40-mono"), (large, .dark, "countries-200x60-dark"),
            (large, .light, "countries-200x60-light"),
        ]
    )
    func app(size: Size, theme: Theme, name: String) {
        var state = world(size: size)
        state.press("j", "j", "3")
        #expect(Golden.difference(of: state.frame(theme: theme), named: name) == nil)
    }

    @Test(
        "who leads",
        arguments: [
            (small, Theme.dark, "leaders-80x24-dark"), (small, .mono, "leaders-80x24-mono"),
            (middle, .dark, "leaders-120x40-dark"), (large, .dark, "leaders-200x60-dark"),
        ]
    )
    func leaders(size: Size, theme: Theme, name: String) {
        var state = world(size: size)
        state.press("3", "v")
        #expect(Golden.difference(of: state.frame(theme: theme), named: name) == nil)
    }

    @Test("three countries, with lines below them")
    func three() {
        var state = Dashboards.marketReplay(at: Self.instant, size: Self.small)
        state.press("3")
        #expect(Golden.difference(of: state.frame(theme: .dark), named: "countries-three-80x24") == nil)
    }

    // MARK: Ways

    private func rows(_ state: DashboardState) -> [CountriesReport.Row] { state.countriesReport?.rows ?? [] }

    private func selected(_ state: DashboardState) -> String? {
        state.countriesReport.map { $0.rows[state.selection(in: $0)].chart.storefront.code }
    }

    @Test("from a country to its chart, on to the app and to its countries, and all the way back as it was left")
    func drill() throws {
        var state = world()
        state.press("j", "j", "3", "j", "j", "j")
        let app = try #require(state.place.app)
        let country = try #require(selected(state))
        let before = state.frame(theme: .standard)
        state.press(.enter)
        #expect(state.place.page == .charts && state.place.chart?.storefront.code == country)
        #expect(state.selectedApp == app)
        state.press("g", .enter)
        let other = try #require(state.place.app)
        #expect(other != app)
        state.press("3")
        #expect(state.place.page == .countries && state.place.app == other)
        #expect(state.stack.map(\.page) == [.charts, .countries, .charts, .app, .countries])
        state.press(.escape, .escape, .escape)
        #expect(state.frame(theme: .standard) == before)
        #expect(selected(state) == country)
    }

    @Test("the page of one app is returned to, and not opened twice")
    func returned() {
        var state = world()
        state.press("3", .enter, "2", "3")
        #expect(state.stack.map(\.page) == [.charts, .countries])
    }

    @Test("the selection is a country's and not a row's: in any order, at any time, under any filter that passes it")
    func selection() {
        var state = world()
        state.press("j", "j", "3", "j", "j", "j")
        let country = selected(state)
        for column in ["country", "move", "best", "rank"] {
            state.sort(by: column)
            #expect(selected(state) == country, "\(column)")
        }
        let rows = Set(
            stride(from: Int64(0), to: 144, by: 5).map { hour -> Int? in
                state.place.playhead.move(to: Fixtures.time("2026-03-01") + hour * 3600)
                #expect(selected(state) == country)
                return state.countriesReport.map(state.selection)
            }
        )
        #expect(rows.count > 1)
        state.press("/", "x", "q", "z", "q", .escape)
        #expect(selected(state) == country)
    }

    @Test("c moves the selection to the country that is chosen, :chart to another kind")
    func country() throws {
        var state = world()
        state.press("3", "c", "G", .enter)
        #expect(selected(state) == Self.world.charts.last?.storefront.code)
        state.press(":")
        for character in "country de" { state.press(.character(character)) }
        state.press(.enter)
        #expect(selected(state) == "de")
        #expect(state.place.page == .countries)
    }

    @Test("rows are in the order that is asked for, and those without a figure last either way")
    func sort() throws {
        for column in Page.countries.sortColumns {
            for isReversed in [false, true] {
                var state = world()
                state.press("j", "j", "3")
                state.place.sort = Sort(column: column, isReversed: isReversed)
                let rows = rows(state)
                #expect(rows.count == 12)
                func isSorted<Value: Comparable>(_ value: (CountriesReport.Row) -> Value?) -> Bool {
                    let values = rows.map(value)
                    let known = values.compactMap { $0 }
                    return values.prefix(known.count).allSatisfy { $0 != nil }
                        && zip(known, known.dropFirst()).allSatisfy { isReversed ? $0 >= $1 : $0 <= $1 }
                }
                switch column {
                case .move: #expect(isSorted { $0.standing?.change.map { -$0 } })
                case .country: #expect(isSorted { $0.chart.storefront.name })
                case .best:
                    let report = try #require(state.countriesReport)
                    let best = report.content(sparkColumns: 0, theme: .mono).rows.compactMap { Int($0[3].text) }
                    #expect(best == (isReversed ? best.sorted(by: >) : best.sorted()) && best.count > 5)
                default: #expect(isSorted { $0.standing?.rank })
                }
            }
        }
    }

    @Test(
        "the filter knows countries by code and name, ranks, places and what came",
        arguments: [
            ("kor", "kr"), ("gb", "gb"), ("united kingdom", ""), ("\"united kingdom\"", "gb"), ("#1-9", "gb jp us"),
            ("#50-", "br de"), ("moved>13", "de"), ("down>12", "br"), ("zzz", ""), ("re:^J", "jp"),
            ("app:plume #3", "us"),
        ]
    )
    func filter(text: String, expected: String) {
        var state = world()
        state.press("j", "j", "3")
        state.filter(by: text)
        let codes = rows(state).map(\.chart.storefront.code).sorted().joined(separator: " ")
        #expect(text.contains(" kingdom") && !text.hasPrefix("\"") ? codes == "gb" : codes == expected)
        #expect(state.frame(theme: .mono).size == state.size)
    }

    @Test("v goes between the app and who leads; the leader's country opens with the leader selected")
    func views() throws {
        var state = world()
        state.press("j", "j", "3", "v")
        #expect(state.countriesReport?.view == .leaders)
        let leader = try #require(state.selectedApp)
        state.press(.enter)
        #expect(state.selectedApp == leader)
        #expect(state.chartReport?.row(of: leader) == 0)
        state.press(.escape, "v")
        #expect(state.countriesReport?.view == .app)
    }

    // MARK: Figures

    @Test("the card of a country says rank, kind, source and when it was seen, and y copies it")
    func provenance() throws {
        var state = world()
        state.press("j", "j", "3", "j")
        let card = try #require(state.figureCards.first)
        #expect(card.title.contains("JP · Top Free") && card.value == "#5" && card.kind == .observed)
        #expect(card.lines.map(\.label).contains("source") && card.lines.map(\.label).contains("seen"))
        #expect(state.figureCards.count == 12)
        #expect(state.press("y") == [.copy(card.sentence)])
        state.press("i")
        #expect(text(state).contains("figure 1 of 12"))
    }

    @Test(
        "the page's data are those of its text twin",
        arguments: [("csv", Twin.Format.csv), ("json", .json), ("text", .text)]
    )
    func export(word: String, format: Twin.Format) throws {
        var state = world()
        state.press("j", "j", "3", "E", .control("u"))
        for character in "export \(word) out" { state.press(.character(character)) }
        let (chart, app) = (try #require(state.place.chart), try #require(state.place.app))
        let twin = Twin.countries(chart, app: app, in: state.data, asOf: state.instant, window: 86_400, as: format)
        #expect(state.press(.enter) == [.write(file: "out", text: try #require(twin) + "\n")])
    }

    /// Five countries of which different things are known of app 2.
    private static let uneven: LedgerSnapshot = {
        var ledger = Ledger()
        func note(_ code: String, _ lists: [(String, [String])]) {
            for (time, ids) in lists {
                ledger.append(Fixtures.snapshot(ids, at: time, chart: Fixtures.chart(code)))
            }
        }
        let days = (1...10).map { $0 < 10 ? "2026-03-0\($0)" : "2026-03-\($0)" }
        note("us", days.enumerated().map { ($1, $0 % 2 == 0 ? ["1", "2", "3"] : ["3", "2", "1"]) })
        // Never listed.
        note("jp", days.enumerated().map { ($1, $0 % 2 == 0 ? ["1", "3"] : ["3", "1"]) })
        // Nobody has looked for a week.
        note("de", days.prefix(3).enumerated().map { ($1, $0 % 2 == 0 ? ["2", "1"] : ["2", "3"]) })
        // The newest list lacks it; no second one says so.
        note("fr", days.enumerated().map { ($1, $0 == 9 ? ["1"] : $0 % 2 == 0 ? ["1", "2"] : ["3", "2"]) })
        // First seen later than the others.
        note("kr", [("2026-03-20", ["2"])])
        return ledger.snapshot
    }()

    @Test("not known, off the chart, missing in one list, and not looked at for long are four different things")
    func absence() throws {
        let report = CountriesReport(
            of: Fixtures.chart(),
            app: Fixtures.app("2"),
            in: Self.uneven,
            asOf: Fixtures.time("2026-03-10")
        )
        let lines = report.content(sparkColumns: 0, theme: .mono).lines.map {
            $0.split(separator: " ").joined(separator: " ")
        }
        #expect(
            lines == [
                "country # Δ24h best seen", "DE Germany 1 old 1 7 d", "US United States 2 = 2 now",
                "FR France ? from 2 2 now", "JP Japan off · now", "KR South Korea · · never",
            ]
        )
        #expect(report.summary == "#1 in 1, top 10 in 2, listed in 2 of 5 countries, off in 2, not looked at in 1")
        let window = TimeRange(Fixtures.time("2026-03-01"), Fixtures.time("2026-03-10"))
        let columns = HeatColumns(window: window, upTo: window.end, most: 10, least: 0)
        let cells = report.rows.map { report.heatCells(of: $0, in: columns).map(\.text).joined(separator: ",") }
        // A feed that stopped is believed for two and a half of its looks; then nothing is known, and nothing fell.
        #expect(
            cells == [
                "1,1,1,1,,,,,,", "2,2,2,2,2,2,2,2,2,2", "2,2,2,2,2,2,2,2,2,2", "–,–,–,–,–,–,–,–,–,–", ",,,,,,,,,",
            ]
        )
        #expect(report.cards(at: 4).isEmpty)
        let json = try #require(
            Twin.countries(
                Fixtures.chart(),
                app: Fixtures.app("2"),
                in: Self.uneven,
                asOf: Fixtures.time("2026-03-10"),
                window: 86_400,
                as: .json
            )
        )
        #expect(json.contains("\"storefront\":\"kr\",\"country\":\"South Korea\",\"app\":\"2\",\"name\":\"App 2\""))
        #expect(json.contains("\"rank\":null,\"listed\":null"))
        #expect(json.contains("\"rank\":null,\"listed\":false,\"confirmed\":false"))
    }

    @Test("nothing of the future is in the last column")
    func noFuture() throws {
        let instant = Fixtures.time("2026-03-03T04:00:00Z")
        let window = TimeRange(Fixtures.time("2026-03-01"), Fixtures.time("2026-03-06"))
        let columns = HeatColumns(window: window, upTo: instant, most: 8, least: 0)
        #expect(columns.step == Day.secondsPerDay && columns.stretches.count == 3)
        var past = Ledger()
        var all = Ledger()
        let codes = ["us", "jp", "de"]
        Dashboards.fill(&past, storefronts: codes, hours: 144, seed: 1, start: "2026-03-01", until: instant)
        Dashboards.fill(&all, storefronts: codes, hours: 144, seed: 1, start: "2026-03-01")
        let chart = try #require(past.snapshot.charts.first)
        for entry in try #require(past.snapshot.ranking(of: chart, asOf: instant)).entries {
            let reports = [past, all].map {
                CountriesReport(of: chart, app: entry.app, in: $0.snapshot, asOf: instant)
            }
            let cells = reports.map { report in report.rows.map { report.heatCells(of: $0, in: columns) } }
            #expect(cells[0] == cells[1])
            let words = reports.map { $0.content(sparkColumns: 21, theme: .mono).lines }
            #expect(words[0] == words[1])
        }
    }

    private static let columnCases: [(String, String, Int, Int64)] = [
        ("2026-03-01", "2026-03-01T01:00:00Z", 16, 900), ("2026-03-01", "2026-03-02", 16, 7200),
        ("2026-03-01", "2026-03-06T23:00:00Z", 16, 43_200), ("2026-03-01", "2026-03-06T23:00:00Z", 24, 21_600),
        ("2026-02-20", "2026-03-09", 16, 172_800), ("2026-02-20", "2026-03-09", 18, 86_400),
        ("2025-01-01", "2026-01-01", 16, 2_419_200), ("2015-01-01", "2026-01-01", 16, 31_449_600),
        ("1990-01-01", "2026-01-01", 4, 503_193_600), ("2026-03-01", "2026-03-01", 2, 900),
    ]

    @Test("columns are of lengths that clocks and calendars know, and cover the window", arguments: columnCases)
    func heatColumns(start: String, end: String, most: Int, step: Int64) {
        let window = TimeRange(Fixtures.time(start), Fixtures.time(end))
        let columns = HeatColumns(window: window, upTo: window.end, most: most, least: 0)
        #expect(columns.step == step)
        #expect(columns.stretches.count <= most)
        #expect(columns.start(columns.stretches.lowerBound) <= window.start)
        #expect(columns.start(columns.stretches.upperBound) > window.end)
    }

    // MARK: What cannot be shown

    @Test("without a chart the page says what to do")
    func empty() {
        var state = DashboardState.openingCharts(LedgerSnapshot(), now: Fixtures.time("2026-04-01"), isLive: true)
        _ = state.apply(.resize(Self.small))
        state.press("3")
        #expect(text(state).contains("launchtop watch SOURCE"))
    }

    @Test("the library's launches have their countries, and their charts open from there")
    func library() throws {
        var state = DashboardState.openingLibrary(try Dashboards.library(), now: Fixtures.time("2026-11-01"))
        _ = state.apply(.resize(Self.small))
        state.press("j", "3")
        #expect(state.place.page == .countries)
        #expect(text(state).contains("US United States"))
        state.press(.enter)
        #expect(state.place.page == .charts)
        #expect(text(state).contains("Sora"))
        state.press(.escape, .escape)
        #expect(state.place.page == .launches)
    }

    @Test("no key, in any order at any size, brings it down", arguments: [UInt64(31), 32, 33])
    func storm(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let keys: [Key] =
            [.up, .down, .enter, .escape, .pageUp, .pageDown, .home, .end, .tab]
            + "kjgG3v33/sducwxiy,.[]+-={} #1ae".map { .character($0) }
        var state = world()
        state.press("3")
        for _ in 0..<600 {
            if Int.random(in: 0..<12, using: &generator) == 0 {
                let columns = Int.random(in: 40..<220, using: &generator)
                _ = state.apply(.resize(Size(columns: columns, rows: Int.random(in: 10..<70, using: &generator))))
            }
            if let key = keys.randomElement(using: &generator) { _ = state.apply(.key(key)) }
            if state.place.page != .countries, Int.random(in: 0..<4, using: &generator) == 0 {
                state.press(.escape, .escape, "3")
            }
            #expect(state.frame(theme: .standard).size == state.size, "seed \(seed)")
        }
    }
}
