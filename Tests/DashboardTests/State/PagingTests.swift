import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Paging through lists")
struct PagingTests {
    private struct List: Sendable, CustomTestStringConvertible {
        let name: String
        let opened: @Sendable () throws -> DashboardState

        var testDescription: String { name }
    }

    private static let small = Size(columns: 80, rows: 24)

    private static let lists: [List] = [
        List(name: "charts") { Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: small) },
        List(name: "charts on a wide screen") {
            Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Size(columns: 120, rows: 30))
        },
        List(name: "countries") { try countries(small) },
        List(name: "countries with a heat table") { try countries(Size(columns: 120, rows: 24)) },
        List(name: "launches") { try library(small) },
        List(name: "milestones") {
            var state = try library(small)
            state.press("7")
            return state
        },
        List(name: "sources") {
            var ledger = Ledger()
            for number in 10..<60 { ledger.note(SourceHealth(source: "https://example.com/\(number)", interval: 900)) }
            var state = DashboardState.openingCharts(
                ledger.snapshot,
                now: Fixtures.time("2026-03-05"),
                isLive: true
            )
            _ = state.apply(.resize(small))
            state.press("8")
            return state
        },
    ]

    private static func countries(_ size: Size) throws -> DashboardState {
        var ledger = Ledger()
        let codes = Storefront.all.prefix(60).map(\.code)
        Dashboards.fill(&ledger, storefronts: codes, hours: 2, seed: 1, start: "2026-03-01")
        var state = DashboardState.openingCharts(ledger.snapshot, now: Fixtures.time("2026-04-01"), isLive: false)
        state.start(at: Fixtures.time("2026-03-01T01:00:00Z"), speed: nil)
        _ = state.apply(.resize(size))
        state.press("4")
        return state
    }

    private static func library(_ size: Size) throws -> DashboardState {
        var ledger = Ledger()
        let ids = [
            "bereal", "bluesky", "chatgpt", "claude", "clubhouse", "copilot", "deepseek", "gemini", "grok", "sora",
            "temu",
            "threads", "wordle", "pokemon-go", "perplexity",
        ]
        for id in ids { ledger.append(try Fixtures.launch(id)) }
        var state = DashboardState.openingLibrary(ledger.snapshot, now: Fixtures.time("2026-11-01"))
        _ = state.apply(.resize(size))
        return state
    }

    /// Returns the sorted indices of the visible rows.
    private func rows(_ state: DashboardState) -> [Int] {
        let rows = state.frame(theme: .mono).clickTargets.compactMap { clickTarget in
            if case .row(let row) = clickTarget.kind { row } else { nil }
        }
        return Set(rows).sorted()
    }

    @Test(
        "PgDn and PgUp scroll a list by a page and keep the selection's position on the screen",
        arguments: lists
    )
    private func pages(list: List) throws {
        var state = try list.opened()
        state.press("j")
        let (cursor, first) = (state.frame(theme: .mono).cursor, rows(state))
        let next = try #require(first.last) + 1
        try #require(first.first == 0)
        state.press(.pageDown)
        let second = rows(state)
        #expect(second.first == next || second.last.map { $0 < next + first.count - 1 } == true, "\(second)")
        if second.count == first.count, second.first == next { #expect(state.frame(theme: .mono).cursor == cursor) }
        #expect(!second.isEmpty)
        state.press(.pageUp)
        #expect(rows(state) == first && state.frame(theme: .mono).cursor == cursor)
    }

    @Test("paging stops at the first and the last row of a list", arguments: lists)
    private func ends(list: List) throws {
        var state = try list.opened()
        state.press(.pageUp)
        #expect(rows(state).first == 0)
        for _ in 0..<60 { state.press(.pageDown) }
        let last = rows(state)
        var bottom = try list.opened()
        bottom.press("G")
        #expect(rows(bottom) == last)
        #expect(state.frame(theme: .mono).cursor == bottom.frame(theme: .mono).cursor)
        for _ in 0..<60 { state.press(.pageUp) }
        #expect(rows(state).first == 0)
    }
}
