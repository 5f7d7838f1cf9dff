import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Figures, saved files, the watchlist and sorting")
struct FigureTests {
    private static let size = Size(columns: 120, rows: 40)

    private func sora() throws -> DashboardState { try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: Self.size) }

    private func market() -> DashboardState { Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Self.size) }

    @Test("every card for a published figure has a source, a URL, and a scope or chart")
    func cards() throws {
        let state = try sora()
        let published = state.page().cards.filter { card in card.lines.contains { $0.label == "published" } }
        #expect(published.count > 8)
        for card in published {
            let labels = card.lines.map(\.label)
            #expect(
                labels.contains("source") && labels.contains("address")
                    && (labels.contains("scope") || labels.contains("chart"))
            )
        }
        // Two models estimate day 0: each card shows the other figure.
        let conflicts = state.page().cards.flatMap(\.lines).filter { $0.label == "≠" }
        #expect(conflicts.contains { $0.text.contains("110,000") } && conflicts.contains { $0.text.contains("56,000") })
    }

    @Test("y copies the selected figure with its source, or the figure on the open card")
    func copy() throws {
        var state = market()
        state.press("j", "j")
        guard case .copy(let first) = state.press("y").first else { return #expect(Bool(false)) }
        #expect(first.contains("#3 (observed, unknown source)"))
        state = try sora()
        state.press("i", "j")
        guard case .copy(let second) = state.press("y").first else { return #expect(Bool(false)) }
        #expect(second.hasPrefix(state.page().cards[1].title))
    }

    @Test(
        "the file name extension selects the format of a saved screen",
        arguments: [("a.svg", "<svg"), ("a.ansi", "\u{1B}["), ("a.txt", " launchtop")]
    )
    func save(file: String, beginning: String) throws {
        var state = market()
        state.press("S", .control("u"))
        for character in file { state.press(.character(character)) }
        guard case .write(let name, let text) = state.press(.enter).first else { return #expect(Bool(false)) }
        #expect(name == file)
        #expect(text.contains(beginning))
        #expect(!text.contains("save as"))
    }

    @Test(
        "the export command writes the chart on the screen to a file as CSV, JSON or text",
        arguments: [("csv", PageExport.Format.csv), ("json", .json), ("text", .text)]
    )
    func export(word: String, format: PageExport.Format) throws {
        var state = market()
        state.press("E", .control("u"))
        for character in "export \(word) out" { state.press(.character(character)) }
        let chart = try #require(state.route.chart)
        let pageExport = try #require(
            PageExport.chart(chart, in: state.data, asOf: state.instant, window: 86_400, as: format)
        )
        #expect(state.press(.enter) == [.write(file: "out", text: pageExport + "\n")])
    }

    @Test("the list of changes starts at the instant when it was last closed")
    func changes() {
        var state = market()
        state.press("u")
        #expect(
            state.frame(theme: .mono).lines.joined().contains(
                "Changes, Mar 1, 2026, 00:00 UTC to Mar 5, 2026, 12:00 UTC"
            )
        )
        state.press(.escape)
        #expect(state.userState.readUntil == state.instant)
        state.press("t")
        for character in "2026-03-06 01:00" { state.press(.character(character)) }
        state.press(.enter, "u")
        #expect(
            state.frame(theme: .mono).lines.joined().contains(
                "Changes, Mar 5, 2026, 12:00 UTC to Mar 6, 2026, 01:00"
            )
        )
    }

    @Test("w adds the selected app to the watchlist or removes it, and new data doesn't change the watchlist")
    func watch() throws {
        var state = market()
        state.press("j", "w")
        let app = try #require(state.page().selectedApp)
        #expect(state.data.watchlist == [app])
        state.press("w")
        #expect(state.press("w") == [.watchlist([app: true])])
        _ = state.apply(.ledger(Dashboards.market()))
        #expect(state.data.watchlist == [app])
        #expect(state.frame(theme: .mono).lines.contains { $0.contains("* ") })
        state.press("w")
        #expect(state.data.watchlist.isEmpty)
        #expect(state.userState.watchlist == [app: false])
    }

    @Test("the rows of a chart can be sorted by any column in both directions")
    func sort() throws {
        for column in market().page().sortChoices.map(\.name) {
            var state = market()
            state.route.sort = Sort(column: column)
            let one = try #require(state.chartReport).apps
            state.route.sort = Sort(column: column, isReversed: true)
            let other = try #require(state.chartReport).apps
            #expect(Set(one) == Set(other) && one.count == 100)
            #expect(one != other, "\(column)")
        }
        var state = market()
        state.press("s", .down, .enter)
        let moves = try #require(state.chartReport).apps.compactMap(\.change)
        #expect(moves == moves.sorted(by: >))
    }

    @Test("the crosshair shows its time, Enter moves the time cursor there, and Esc leaves the timeline")
    func crosshair() {
        var state = market()
        state.press("j", .enter, .tab, .left, .left)
        let pointed = state.crosshair
        #expect(pointed != nil)
        #expect(state.frame(theme: .mono).lines.joined().contains("Mar 5, 2026, 0"))
        state.press(.enter)
        #expect(state.instant.seconds == pointed)
        #expect(state.crosshair == nil && state.focus == .list)
        state.press(.tab, .tab)
        #expect(state.focus == .timeline)
        state.press(.escape)
        #expect(state.focus == .list && state.route.page == .app)
    }

    @Test("the selected app stays selected after seeking to an instant at which it has a different rank")
    func selection() throws {
        var state = market()
        state.press("j", "j", "j", "j")
        let app = try #require(state.page().selectedApp)
        let row = try #require(state.chartReport?.row(of: app))
        state.press("t")
        for character in "2026-03-01 02:00" { state.press(.character(character)) }
        state.press(.enter)
        #expect(state.page().selectedApp == app)
        #expect(state.chartReport?.row(of: app) != row)
    }

    @Test("an app has a card for each custom download goal that it reached")
    func goals() throws {
        var ledger = Ledger()
        for id in ["chatgpt", "sora"] { ledger.append(try Fixtures.launch(id)) }
        ledger.setGoals([600_000, 33_333])
        let sora = try #require(ledger.snapshot.launch(id: "sora")?.app)
        let report = try #require(AppReport(of: sora, in: ledger.snapshot, asOf: Fixtures.time("2025-10-07")))
        let titles = report.cards.map(\.title)
        #expect(titles.contains("Sora reached 33.3k") && titles.contains("Sora reached 600k"))
    }

    @Test(
        "means are shortened to at most three significant digits and a suffix",
        arguments: [
            (6_428_571.4, "6.43M"), (9_285_714, "9.29M"), (89_571, "89.6k"), (470_000, "470k"), (999_499, "999k"),
            (999_500, "1M"), (3732, "3.73k"), (999.4, "999"), (1000, "1k"), (312.5, "313"), (45.4, "45"), (9.94, "9.9"),
            (9.96, "10"), (4, "4"), (0, "0"), (1.2e12, "1,200B"),
        ] as [(Double, String)]
    )
    func means(value: Double, text: String) { #expect(NumberFormat.mean(value) == text) }

    @Test("a range of means is shown as one number if its bounds have the same text, and with ≤ if it starts at 0")
    func meanRanges() {
        #expect(NumberFormat.mean(6_428_571...9_285_714) == "6.43M–9.29M")
        #expect(NumberFormat.mean(89_571...89_572) == "89.6k")
        #expect(NumberFormat.mean(0...5000) == "≤5k" && NumberFormat.mean(0...0) == "0")
    }
}
