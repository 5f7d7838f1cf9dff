import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Countries page")
struct CountriesPageTests {
    private static let small = Size(columns: 80, rows: 24)
    private static let middle = Size(columns: 120, rows: 40)
    private static let large = Size(columns: 200, rows: 60)
    private static let instant = "2026-03-05T12:00:00Z"

    /// Generated charts of twelve storefronts over six days.
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

    // MARK: Golden screens

    @Test(
        "the Countries page for one app matches its golden screens",
        arguments: [
            (small, Theme.roles, "countries-80x24"), (small, .mono, "countries-80x24-mono"),
            (middle, .roles, "countries-120x40"), (middle, .mono, "countries-120x40-mono"),
            (large, .roles, "countries-200x60"),
        ]
    )
    func app(size: Size, theme: Theme, name: String) {
        var state = world(size: size)
        state.press("j", "j", "4")
        #expect(Golden.difference(of: state.frame(theme: theme), named: name) == nil)
    }

    @Test(
        "the leaders view of the Countries page matches its golden screens",
        arguments: [
            (small, Theme.roles, "leaders-80x24"), (small, .mono, "leaders-80x24-mono"),
            (middle, .roles, "leaders-120x40"), (large, .roles, "leaders-200x60"),
        ]
    )
    func leaders(size: Size, theme: Theme, name: String) {
        var state = world(size: size)
        state.press("4", "v")
        #expect(Golden.difference(of: state.frame(theme: theme), named: name) == nil)
    }

    @Test("the Countries page with rank lines below three countries matches its golden screen")
    func three() {
        var state = Dashboards.marketReplay(at: Self.instant, size: Self.small)
        state.press("4")
        #expect(Golden.difference(of: state.frame(theme: .roles), named: "countries-three-80x24") == nil)
    }

    // MARK: Navigation

    private func rows(_ state: DashboardState) -> [CountriesReport.Row] { state.countriesReport?.rows ?? [] }

    private func selected(_ state: DashboardState) -> String? {
        state.countriesReport.map { $0.rows[state.page().selection].chart.storefront.code }
    }

    @Test("going back from an app reached through a country's chart restores the Countries page")
    func drill() throws {
        var state = world()
        state.press("j", "j", "4", "j", "j", "j")
        let app = try #require(state.route.app)
        let country = try #require(selected(state))
        let before = state.frame(theme: .standard)
        state.press(.enter)
        #expect(state.route.page == .charts && state.route.chart?.storefront.code == country)
        #expect(state.page().selectedApp == app)
        state.press("g", .enter)
        let other = try #require(state.route.app)
        #expect(other != app)
        state.press("4")
        #expect(state.route.page == .countries && state.route.app == other)
        #expect(state.stack.map(\.page) == [.charts, .countries, .charts, .app, .countries])
        state.press(.escape, .escape, .escape)
        #expect(state.frame(theme: .standard) == before)
        #expect(selected(state) == country)
    }

    @Test("the 4 key returns to an open Countries page for the same app instead of opening a second one")
    func returned() {
        var state = world()
        state.press("4", .enter, "3", "4")
        #expect(state.stack.map(\.page) == [.charts, .countries])
    }

    @Test("the selected country stays selected when the sort order, time or filter changes")
    func selection() {
        var state = world()
        state.press("j", "j", "4", "j", "j", "j")
        let country = selected(state)
        for column in ["country", "move", "best", "rank"] {
            state.sort(by: column)
            #expect(selected(state) == country, "\(column)")
        }
        let rows = Set(
            stride(from: Int64(0), to: 144, by: 5).map { hour -> Int? in
                state.route.playhead.move(to: Fixtures.time("2026-03-01") + hour * 3600)
                #expect(selected(state) == country)
                return state.page().selection
            }
        )
        #expect(rows.count > 1)
        state.press("/", "x", "q", "z", "q", .escape)
        #expect(selected(state) == country)
    }

    @Test("on the Countries page, c and :country select a country")
    func country() throws {
        var state = world()
        state.press("4", "c", .end, .enter)
        #expect(selected(state) == Self.world.charts.last?.storefront.code)
        state.press(":")
        for character in "country de" { state.press(.character(character)) }
        state.press(.enter)
        #expect(selected(state) == "de")
        #expect(state.route.page == .countries)
    }

    @Test("each sort column orders countries in both directions, with missing values last")
    func sort() throws {
        var state = world()
        state.press("j", "j", "4")
        for column in state.page().sortChoices.map(\.name) {
            for isReversed in [false, true] {
                state.route.sort = Sort(column: column, isReversed: isReversed)
                let rows = rows(state)
                #expect(rows.count == 12)
                func isSorted<Value: Comparable>(_ value: (CountriesReport.Row) -> Value?) -> Bool {
                    let values = rows.map(value)
                    let known = values.compactMap { $0 }
                    return values.prefix(known.count).allSatisfy { $0 != nil }
                        && zip(known, known.dropFirst()).allSatisfy { isReversed ? $0 >= $1 : $0 <= $1 }
                }
                switch column {
                case "move": #expect(isSorted { $0.rankStatus?.change.map { -$0 } })
                case "country": #expect(isSorted { $0.chart.storefront.name })
                case "best":
                    let report = try #require(state.countriesReport)
                    let best = report.content(report.columns(sparkColumns: 0), theme: .mono).rows.compactMap {
                        Int($0[3].text)
                    }
                    #expect(best == (isReversed ? best.sorted(by: >) : best.sorted()) && best.count > 5)
                default: #expect(isSorted { $0.rankStatus?.rank })
                }
            }
        }
    }

    @Test(
        "a filter on the Countries page matches a country's code, name, rank, rank change and app",
        arguments: [
            ("kor", "kr"), ("gb", "gb"), ("united kingdom", ""), ("\"united kingdom\"", "gb"), ("#1-9", "gb jp us"),
            ("#50-", "br de"), ("moved>13", "de"), ("down>12", "br"), ("zzz", ""), ("re:^J", "jp"),
            ("app:plume #3", "us"),
        ]
    )
    func filter(text: String, expected: String) {
        var state = world()
        state.press("j", "j", "4")
        state.filter(by: text)
        let codes = rows(state).map(\.chart.storefront.code).sorted().joined(separator: " ")
        #expect(text.contains(" kingdom") && !text.hasPrefix("\"") ? codes == "gb" : codes == expected)
        #expect(state.frame(theme: .mono).size == state.size)
    }

    @Test("v toggles the leaders view, in which Enter opens a country's chart with its leader selected")
    func views() throws {
        var state = world()
        state.press("j", "j", "4", "v")
        #expect(state.countriesReport?.view == .leaders)
        let leader = try #require(state.page().selectedApp)
        state.press(.enter)
        #expect(state.page().selectedApp == leader)
        #expect(state.chartReport?.row(of: leader) == 0)
        state.press(.escape, "v")
        #expect(state.countriesReport?.view == .app)
    }

    // MARK: Figures

    @Test("a country's card shows the rank, its kind, its source and when it was seen, and y copies the card")
    func provenance() throws {
        var state = world()
        state.press("j", "j", "4", "j")
        let card = try #require(state.page().cards.first)
        #expect(card.title.contains("JP Top Free") && card.value == "#5" && card.kind == .observed)
        #expect(card.lines.map(\.label).contains("source") && card.lines.map(\.label).contains("seen"))
        #expect(state.page().cards.count == 12)
        #expect(state.press("y") == [.copy(card.citation(asOf: TimeFormat.instant(state.instant, in: state.zone)))])
        state.press("i")
        #expect(text(state).contains("figure 1 of 12"))
    }

    @Test(
        ":export writes the Countries page as CSV, JSON or text",
        arguments: [("csv", PageExport.Format.csv), ("json", .json), ("text", .text)]
    )
    func export(word: String, format: PageExport.Format) throws {
        var state = world()
        state.press("j", "j", "4", "E", .control("u"))
        for character in "export \(word) out" { state.press(.character(character)) }
        let (chart, app) = (try #require(state.route.chart), try #require(state.route.app))
        let pageExport = PageExport.countries(
            chart,
            app: app,
            in: state.data,
            asOf: state.instant,
            window: 86_400,
            as: format
        )
        #expect(state.press(.enter) == [.write(file: "out", text: try #require(pageExport) + "\n")])
    }

    // MARK: Missing data and robustness

    @Test("without charts, the Countries page suggests the launchtop watch command")
    func empty() {
        var state = DashboardState.openingCharts(LedgerSnapshot(), now: Fixtures.time("2026-04-01"), isLive: true)
        _ = state.apply(.resize(Self.small))
        state.press("4")
        #expect(text(state).contains("launchtop watch SOURCE"))
    }

    @Test("the Countries page for a library launch lists its countries and opens its charts")
    func library() throws {
        var state = DashboardState.openingLibrary(try Dashboards.library(), now: Fixtures.time("2026-11-01"))
        _ = state.apply(.resize(Self.small))
        state.press("j", "4")
        #expect(state.route.page == .countries)
        #expect(text(state).contains("US United States"))
        state.press(.enter)
        #expect(state.route.page == .charts)
        #expect(text(state).contains("Sora"))
        state.press(.escape, .escape)
        #expect(state.route.page == .library)
    }

    @Test("random keys and resizes don't crash the Countries page", arguments: [UInt64(31), 32, 33])
    func storm(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let keys: [Key] =
            [.up, .down, .enter, .escape, .pageUp, .pageDown, .home, .end, .tab]
            + "kjgG3v33/sducwxiy,.[]+-={} #1ae".map { .character($0) }
        var state = world()
        state.press("4")
        for _ in 0..<600 {
            if Int.random(in: 0..<12, using: &generator) == 0 {
                let columns = Int.random(in: 40..<220, using: &generator)
                _ = state.apply(.resize(Size(columns: columns, rows: Int.random(in: 10..<70, using: &generator))))
            }
            if let key = keys.randomElement(using: &generator) { _ = state.apply(.key(key)) }
            if state.route.page != .countries, Int.random(in: 0..<4, using: &generator) == 0 {
                state.press(.escape, .escape, "4")
            }
            #expect(state.frame(theme: .standard).size == state.size, "seed \(seed)")
        }
    }
}
