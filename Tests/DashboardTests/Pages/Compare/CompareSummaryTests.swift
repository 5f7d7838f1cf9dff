import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Compare page: summary")
struct CompareSummaryTests {
    private static let small = Size(columns: 80, rows: 24)

    private func text(_ state: DashboardState) -> String { state.frame(theme: .mono).lines.joined(separator: "\n") }

    private func comparison(
        _ compared: [CompareItem],
        _ library: LedgerSnapshot,
        at time: String = "2026-10-08T23:59:59Z",
        size: Size = small
    ) -> DashboardState {
        var state = DashboardState.showingComparison(
            compared,
            data: LedgerSnapshot(),
            library: library,
            at: Fixtures.time(time)
        )
        _ = state.apply(.resize(size))
        return state
    }

    // MARK: Names

    @Test("a launch and a surge of the same app have different names in Compare, even in narrow columns")
    func names() throws {
        let library = InventedLaunches.library(
            InventedLaunches.launch("first", "Claude for Everyone", day0: "2024-05-01", days: [10, 20, 30]),
            InventedLaunches.launch(
                "again",
                "Claude for Everyone",
                day0: "2026-02-25",
                kind: .surge,
                days: [40, 50, 60]
            )
        )
        let text = text(comparison([.launch("first"), .launch("again")], library))
        #expect(text.contains(" Claude for Everyone ") && text.contains(" (surge 2026) "))
        #expect(text.contains("'26 "), "the line's end only has room for the year")
        #expect(text.contains("after 3 days: Claude for Everyone (surge 2026) leads, 150% ahead of"))
        let names = CompareName.disambiguated(
            [CompareName("Notes"), CompareName("Notes"), CompareName("Other")],
            ids: ["1234567", "7654321", "9"]
        )
        #expect(names.map(\.full) == ["Notes (1234567)", "Notes (7654321)", "Other"])
        #expect(names.map { $0.fitted(to: 12) } == ["Notes …4567", "Notes …4321", "Other"])
        #expect(names.map { $0.fitted(to: 3) } == ["No…", "No…", "Ot…"])
    }

    // MARK: No data

    @Test("apps without totals open in Compare's rank view, and a view without data has no axis")
    func nothing() throws {
        let data = Dashboards.market()
        let chart = try #require(data.charts.first { $0.storefront.code == "us" })
        let ranking = try #require(data.ranking(of: chart, asOf: Fixtures.time("2026-03-05")))
        let apps = ranking.entries.prefix(2).map { CompareItem.app($0.app) }
        var state = DashboardState.showingComparison(
            apps,
            data: data,
            library: LedgerSnapshot(),
            at: Fixtures.time("2026-03-05")
        )
        _ = state.apply(.resize(Self.small))
        #expect(text(state).contains("ranks in US") && text(state).contains("best rank"))
        state.press("v")
        #expect(text(state).contains("No totals"))
        state.press("v")
        #expect(text(state).contains("No totals"), "daily view")
        state.press("v")
        #expect(text(state).contains("ranks in US"))
        let bare = InventedLaunches.library(InventedLaunches.launch("bare", "Bare", day0: "2025-01-01", days: []))
        let page = comparison([.launch("bare")], bare)
        #expect(text(page).contains("No totals"))
        #expect(!text(page).contains("⠤"), "no axis")
    }

    // MARK: Room

    @Test("at 80×24, the Compare page shows a lead for two to seven launches, whichever is selected", arguments: 2...7)
    func room(count: Int) throws {
        let scopes = ["us", "ca", "jp", "de", "fr", "gb", "kr"].map {
            Scope(
                stores: [.appStore],
                storefronts: [Storefront(stored: $0), Storefront(stored: "us")].compactMap { $0 }
            )
        }
        var ledger = Ledger()
        for index in 0..<count {
            var launch = InventedLaunches.launch(
                "l\(index)",
                "Launch number \(index)",
                day0: "2025-01-0\(index + 1)",
                days: (0..<14).map { Double(100 + index * 10 + $0) },
                scope: scopes[index]
            )
            let shared = InventedLaunches.launch(
                "",
                "",
                day0: "2025-01-0\(index + 1)",
                days: [50, 60, 70, 80 + Double(index)]
            )
            launch.observations += shared.observations
            ledger.append(launch)
        }
        var state = comparison((0..<count).map { .launch("l\($0)") }, ledger.snapshot)
        for focus in 0..<count {
            let text = text(state)
            #expect(text.contains(": Launch number \(max(1, focus)) leads"), "focus \(focus)\n\(text)")
            #expect(text.contains("7 d") && text.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) })
            state.press("j")
        }
        // The zoomed table has room for all lines.
        state.press("z", "z")
        let hasMore = text(state).contains("more: PgDn")
        for _ in 0..<40 { state.press(.pageDown) }
        #expect(text(state).contains("… PgUp: previous") == hasMore && (hasMore || count < 7))
        #expect(text(state).contains(" leads, ") && !text(state).contains("shows all"))
    }

    @Test("paging down on the Compare page scrolls every summary line into view")
    func scrolling() throws {
        var state = comparison([.launch("sora"), .launch("chatgpt")], try Dashboards.library())
        let all = [
            "compared by downloads in US", "by day 4, Sora: Bill Peebles", "boxes: lower", "dashes: totals",
        ]
        var seen: Set<String> = []
        #expect(text(state).contains("more: PgDn"))
        for _ in 0..<6 {
            #expect(text(state).contains("after 7 days: ChatGPT leads, 4% ahead of Sora"), "the comparison stays")
            seen.formUnion(all.filter { text(state).contains($0) })
            state.press(.pageDown)
        }
        #expect(seen == Set(all))
        #expect(text(state).contains("… PgUp: previous"))
        for _ in 0..<6 { state.press(.pageUp) }
        #expect(text(state).contains("more: PgDn"))
    }

    @Test("a click on a launch's Compare row for another measure selects that launch")
    func clicking() throws {
        var state = comparison([.launch("sora"), .launch("chatgpt")], try Dashboards.library())
        let lines = state.frame(theme: .mono).lines
        let row = try #require(lines.firstIndex { $0.contains("ChatGPT") && $0.contains(" US ") })
        _ = state.apply(.mouse(Mouse(.press, at: Point(x: 3, y: row))))
        #expect(state.route.selection == 1)
        _ = state.apply(.mouse(Mouse(.press, at: Point(x: 3, y: row - 1))))
        #expect(state.route.selection == 0, "the row for the other measure belongs to Sora")
    }
}
