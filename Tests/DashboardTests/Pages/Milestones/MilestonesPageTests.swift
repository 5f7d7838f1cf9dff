import Canvas
import Foundation
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Milestones page")
struct MilestonesPageTests {
    private static let small = Size(columns: 80, rows: 24)
    private static let middle = Size(columns: 120, rows: 40)
    private static let large = Size(columns: 200, rows: 60)
    private static let instant = "2026-03-05T12:00:00Z"

    /// Returns charts of three countries in which the US leader is the user's own app with six days of sales reports,
    /// and the app at #4 is on the watchlist.
    private static func market() throws -> (ledger: LedgerSnapshot, own: AppID, other: AppID) {
        var ledger = emptyMarket
        // The US chart.
        let ranking = ledger.snapshot.charts.last.flatMap {
            ledger.snapshot.ranking(of: $0, asOf: Fixtures.time(instant))
        }
        let entries = try #require(ranking).entries
        let sales: [(String, Int64, Int64)] = [
            ("2026-02-27", 410, 96), ("2026-02-28", 655, 120), ("2026-03-01", 1204, 333), ("2026-03-02", 2980, 702),
            ("2026-03-03", 5121, 1550), ("2026-03-04", 7302, 2408),
        ]
        for (day, us, jp) in sales {
            ledger.append(MilestoneCounts.count(us, of: entries[0].app, on: [day], in: "us"))
            ledger.append(MilestoneCounts.count(jp, of: entries[0].app, on: [day], in: "jp"))
        }
        ledger.watch([entries[3].app])
        return (ledger.snapshot, entries[0].app, entries[3].app)
    }

    /// A simulated market without counts, generated once because it's slow.
    private static let emptyMarket: Ledger = {
        var ledger = Ledger()
        Dashboards.fill(&ledger, storefronts: ["us", "jp", "de"], hours: 144, seed: 1, start: "2026-03-01")
        return ledger
    }()

    private func watchlist(at instant: String = instant, size: Size = small) throws -> DashboardState {
        var state = DashboardState.openingCharts(
            try Self.market().ledger,
            library: try Dashboards.library(),
            now: Fixtures.time("2026-04-01"),
            isLive: false
        )
        state.start(at: Fixtures.time(instant), speed: nil)
        _ = state.apply(.resize(size))
        state.press("7")
        return state
    }

    private func library(at instant: String, size: Size = small) throws -> DashboardState {
        var state = DashboardState.openingLibrary(try Dashboards.library(), now: Fixtures.time("2026-11-01"))
        _ = state.apply(.resize(size))
        state.press("7")
        state.route.playhead.move(to: Fixtures.time(instant))
        return state
    }

    private func text(_ state: DashboardState) -> String { state.frame(theme: .mono).lines.joined(separator: "\n") }

    // MARK: Golden screens

    @Test(
        "the Milestones page with the user's own counts and a watchlist app matches its golden screens",
        arguments: [
            (small, Theme.roles, "milestones-80x24"), (small, .mono, "milestones-80x24-mono"),
            (middle, .roles, "milestones-120x40"), (large, .roles, "milestones-200x60"),
        ]
    )
    func own(size: Size, theme: Theme, name: String) throws {
        #expect(Golden.difference(of: try watchlist(size: size).frame(theme: theme), named: name) == nil)
    }

    @Test(
        "the Milestones page with documented launches matches its golden screens",
        arguments: [(small, "milestones-library-80x24"), (middle, "milestones-library-120x40")]
    )
    func library(size: Size, name: String) throws {
        let state = try library(at: "2025-10-06T12:00:00Z", size: size)
        #expect(Golden.difference(of: state.frame(theme: .roles), named: name) == nil)
    }

    @Test("in a replay, the ASCII Milestones page matches its golden screen and contains only ASCII characters")
    func replay() throws {
        var state = try Dashboards.sora(at: "2025-10-04T12:00:00Z", size: Self.small)
        state.press("7")
        var theme = Theme.mono
        theme.marks = .ascii
        let frame = state.frame(theme: theme).inASCII()
        #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
        #expect(Golden.difference(of: frame, named: "milestones-sora-ascii") == nil)
    }

    // MARK: Milestones reached

    @Test("in a replay, the Milestones page contains no data later than the time cursor")
    func noFuture() throws {
        var state = try Dashboards.sora(at: "2025-10-01T12:00:00Z", size: Self.small)
        state.press("7")
        let figures = try #require(state.milestonesReport.rows.first?.figures)
        #expect(figures.total?.range == 56_000...56_000)
        #expect(state.milestonesReport.reached.allSatisfy { $0.instant <= state.instant })
        #expect(!text(state).contains("#1"))
    }

    @Test("the Milestones page lists documented launches' milestones and claims, newest first")
    func reached() throws {
        let report = try library(at: "2025-10-08").milestonesReport
        let claim = try #require(report.reached.first { $0.kind == .claim })
        #expect(claim.threshold == "1M" && claim.name == "Sora" && claim.source.contains("OpenAI"))
        #expect(report.reached.map(\.instant) == report.reached.map(\.instant).sorted(by: >))
        #expect(report.rows.map(\.name).sorted() == ["ChatGPT", "Sora"])
        // Milestones reached at the same time are sorted by difficulty.
        let passed = report.reached.filter { $0.name == "ChatGPT" && $0.when == "May 19 to 24, 2023" }
        #expect(passed.map(\.threshold) == ["500k", "250k", "100k"])
    }

    // MARK: Navigation

    @Test("the Milestones page opens, filters and sorts rows and keeps the selected app")
    func ways() throws {
        var state = try watchlist()
        let (_, own, other) = try Self.market()
        #expect(state.page().selectedApp == own)
        state.press("j")
        #expect(state.page().selectedApp == other)
        state.sort(by: "name")
        #expect(state.milestonesReport.rows.map(\.app) == [other, own])
        #expect(state.page().selectedApp == other)
        state.press(.enter)
        #expect(state.route.page == .app && state.route.app == other)
        state.press(.escape)
        #expect(state.route.page == .milestones && state.page().selectedApp == other)
        state.filter(by: "mint")
        #expect(state.milestonesReport.rows.map(\.app) == [own])
        state.filter(by: "zzz")
        #expect(text(state).contains("no app matches"))
        for column in ["share", "name", "total", "eta"] {
            state.filter(by: "")
            state.sort(by: column)
            #expect(state.route.sort?.column == column)
            #expect(state.milestonesReport.rows.count == 2)
        }
    }

    @Test("w adds an app to the Milestones page, and w again removes it")
    func watch() throws {
        var state = Dashboards.marketReplay(at: Self.instant, size: Self.small)
        state.press("7")
        #expect(text(state).contains("The watchlist is empty"))
        #expect(text(state).contains("launchtop import REPORT"))
        state.press(.escape, "j", "w", "7")
        #expect(state.milestonesReport.rows.count == 1)
        #expect(text(state).contains("no download data"))
        state.press("w")
        #expect(text(state).contains("The watchlist is empty"))
    }

    @Test("before the first total, the library's Milestones page reports that there are no totals")
    func empty() throws {
        #expect(text(try library(at: "2023-05-18")).contains("No totals at this time"))
    }

    @Test("the Milestones page lists an app that has only imported counts")
    func countsAlone() {
        var ledger = Ledger()
        for day in MilestoneCounts.days {
            ledger.append(MilestoneCounts.count(10, of: MilestoneCounts.app, on: [day], in: "us"))
        }
        var state = DashboardState.openingCharts(
            ledger.snapshot,
            now: Fixtures.time("2026-03-10T06:00:00Z"),
            isLive: true
        )
        _ = state.apply(.resize(Self.small))
        state.press("7")
        #expect(state.milestonesReport.rows.map(\.app) == [MilestoneCounts.app])
        #expect(text(state).contains("exact, App Store Connect"))
    }

    @Test("the Milestones page lists apps with imported estimates and flags publishers that disagree")
    func estimates() throws {
        var ledger = Ledger()
        for (source, values) in [("A", [10, 20]), ("B", [10, 25])] {
            for (day, value) in zip(MilestoneCounts.days, values) {
                ledger.append(
                    MilestoneCounts.count(
                        Int64(value),
                        of: MilestoneCounts.app,
                        on: [day],
                        in: "us",
                        kind: .estimate,
                        source: source
                    )
                )
            }
        }
        var state = DashboardState.openingCharts(
            ledger.snapshot,
            now: Fixtures.time("2026-03-10T06:00:00Z"),
            isLive: true
        )
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        state.press("7")
        let conflict = "US downloads, Mar 2, 2026: ~25 (B), ~20 (A)"
        #expect(state.milestonesReport.rows.map(\.conflicts) == [[conflict], [conflict]])
        #expect(text(state).components(separatedBy: "≠ \(MilestoneCounts.app.text)  downloads in US").count == 3)
        #expect(state.page().cards[0].lines.contains { $0.label == "≠" && $0.text == conflict })
        #expect(
            PageExport.milestones(state.data, library: state.library, asOf: state.instant, as: .json).contains(conflict)
        )
        state.press(.enter)
        #expect(text(state).contains("≠ US downloads, Mar 2, 2026"))
    }

    @Test(
        "the Milestones page shows an unranked watchlist app with its chart's depth and the last check"
    )
    func unranked() {
        var ledger = Ledger()
        ledger.watch([LaunchStory.app])
        func text(_ ledger: Ledger) -> String {
            var state = DashboardState.openingCharts(ledger.snapshot, now: LaunchStory.now, isLive: true)
            _ = state.apply(.resize(Self.middle))
            state.press("7")
            return self.text(state)
        }
        LaunchStory.poll(&ledger, [nil, nil], in: LaunchStory.chart("us"))
        #expect(text(ledger).contains("not ranked in US Top Free"))
        LaunchStory.poll(&ledger, [nil, nil], in: LaunchStory.chart("de"))
        let several = text(ledger)
        #expect(several.contains("not ranked in 2 storefronts") && several.contains("checked 12 min ago"))
        #expect(several.contains(" > ") && !several.contains("no chart data yet"))
    }

    @Test("x marks the selected app on the Milestones page, and its row shows a +")
    func marks() throws {
        var state = try watchlist()
        state.press("j")
        #expect(state.frame(theme: .mono).lines.contains { $0.hasPrefix(" ▸ * ") })
        state.press("x")
        #expect(state.marked == [.app(try Self.market().other)])
        #expect(state.frame(theme: .mono).lines.contains { $0.hasPrefix(" ▸+* ") })
    }

    // MARK: Figures

    @Test("Milestones cards distinguish exact and derived figures, and y copies the total")
    func provenance() throws {
        var state = try watchlist()
        let cards = state.page().cards
        #expect(cards[0].kind == .exact && cards[0].value == "22,881")
        #expect(cards[0].lines.contains { $0.label == "source" && $0.text == "App Store Connect" })
        #expect(cards[1].kind == .derived && cards[1].value.hasPrefix("="))
        let date = try #require(cards.first { $0.title.hasPrefix("date of 50,000") })
        #expect(date.lines.contains { $0.text.contains("10th to 90th percentile") })
        #expect(state.press("y") == [.copy(cards[0].citation(asOf: TimeFormat.instant(state.instant, in: state.zone)))])
    }

    @Test(
        ":export writes the Milestones page as CSV, JSON or text",
        arguments: [("csv", PageExport.Format.csv), ("json", .json), ("text", .text)]
    )
    func export(word: String, format: PageExport.Format) throws {
        var state = try watchlist()
        state.press("E", .control("u"))
        for character in "export \(word) out" { state.press(.character(character)) }
        let pageExport = PageExport.milestones(state.data, library: state.library, asOf: state.instant, as: format)
        #expect(state.press(.enter) == [.write(file: "out", text: pageExport + "\n")])
        #expect(pageExport.contains("22881") || pageExport.contains("22,881"))
    }

    @Test("random keys and resizes don't crash the Milestones page", arguments: [UInt64(41), 42])
    func storm(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let keys: [Key] =
            [.up, .down, .enter, .escape, .pageUp, .pageDown, .home, .end]
            + "kjgG6/sduwiy,.[]+-= #1am".map { .character($0) }
        var states = [try watchlist(), try library(at: "2025-10-06")]
        for index in states.indices {
            for _ in 0..<300 {
                if Int.random(in: 0..<10, using: &generator) == 0 {
                    let columns = Int.random(in: 40..<220, using: &generator)
                    let size = Size(columns: columns, rows: Int.random(in: 10..<70, using: &generator))
                    _ = states[index].apply(.resize(size))
                }
                if let key = keys.randomElement(using: &generator) { _ = states[index].apply(.key(key)) }
                if states[index].route.page != .milestones { states[index].press(.escape, .escape, "7") }
                #expect(states[index].frame(theme: .standard).size == states[index].size, "seed \(seed)")
            }
        }
    }
}
