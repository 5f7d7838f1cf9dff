import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("What is said of compared launches")
struct CompareSentenceTests {
    private static let small = Size(columns: 80, rows: 24)

    private func text(_ state: DashboardState) -> String { state.frame(theme: .mono).lines.joined(separator: "\n") }

    private func still(
        _ compared: [CompareItem],
        _ library: LedgerSnapshot,
        at time: String = "2026-10-08T23:59:59Z",
        size: Size = small
    ) -> DashboardState {
        var state = DashboardState.stillComparison(
            compared,
            data: LedgerSnapshot(),
            library: library,
            at: Fixtures.time(time)
        )
        _ = state.apply(.resize(size))
        return state
    }

    // MARK: Names

    @Test("a launch and a surge of one app are told apart everywhere, also in few columns")
    func names() throws {
        let library = InventedLaunches.library(
            InventedLaunches.launch("first", "Claude for Everybody", day0: "2024-05-01", days: [10, 20, 30]),
            InventedLaunches.launch(
                "again",
                "Claude for Everybody",
                day0: "2026-02-25",
                kind: .surge,
                days: [40, 50, 60]
            )
        )
        let text = text(still([.launch("first"), .launch("again")], library))
        #expect(text.contains(" Claude for Everybody ") && text.contains(" (surge 2026) "))
        #expect(text.contains("'26 "), "at the line's end there is room for the year alone")
        #expect(text.contains("at D+3 Claude for Everybody is 60% behind Claude for Everybody (surge 2026)"))
        let names = CompareName.apart(
            [CompareName("Notes"), CompareName("Notes"), CompareName("Other")],
            ids: ["1234567", "7654321", "9"]
        )
        #expect(names.map(\.full) == ["Notes (1234567)", "Notes (7654321)", "Other"])
        #expect(names.map { $0.fitted(to: 12) } == ["Notes …4567", "Notes …4321", "Other"])
        #expect(names.map { $0.fitted(to: 3) } == ["No…", "No…", "Ot…"])
    }

    // MARK: Nothing

    @Test("a set of which nobody has totals opens by rank; no axis is drawn where there is nothing")
    func nothing() throws {
        let data = Dashboards.market()
        let chart = try #require(data.charts.first { $0.storefront.code == "us" })
        let ranking = try #require(data.ranking(of: chart, asOf: Fixtures.time("2026-03-05")))
        let apps = ranking.entries.prefix(2).map { CompareItem.app($0.app) }
        var state = DashboardState.stillComparison(
            apps,
            data: data,
            library: LedgerSnapshot(),
            at: Fixtures.time("2026-03-05")
        )
        _ = state.apply(.resize(Self.small))
        #expect(text(state).contains("ranks in US") && text(state).contains("best rank by"))
        state.press("v")
        #expect(text(state).contains("Nobody has totals of any of them"))
        state.press("v")
        #expect(text(state).contains("Nobody has totals of any of them"), "nor by day")
        state.press("v")
        #expect(text(state).contains("ranks in US"))
        let bare = InventedLaunches.library(InventedLaunches.launch("bare", "Bare", day0: "2025-01-01", days: []))
        let page = still([.launch("bare")], bare)
        #expect(text(page).contains("Nobody has totals of any of them"))
        #expect(!text(page).contains("⠤"), "no axis of 0 to 1")
    }

    // MARK: Room

    @Test("at 80×24 the ghost is in sight with two to seven launches, whoever is in focus", arguments: 2...7)
    func room(count: Int) throws {
        let scopes = ["us", "ca", "jp", "de", "fr", "gb", "kr"].map {
            Scope(
                stores: [.appStore],
                storefronts: [Storefront(stored: $0), Storefront(stored: "us")].compactMap { $0 }
            )
        }
        var ledger = Ledger()
        for index in 0..<count {
            var one = InventedLaunches.launch(
                "l\(index)",
                "Launch number \(index)",
                day0: "2025-01-0\(index + 1)",
                days: (0..<14).map { Double(100 + index * 10 + $0) },
                scope: scopes[index]
            )
            let like = InventedLaunches.launch(
                "",
                "",
                day0: "2025-01-0\(index + 1)",
                days: [50, 60, 70, 80 + Double(index)]
            )
            one.observations += like.observations
            ledger.append(one)
        }
        var state = still((0..<count).map { .launch("l\($0)") }, ledger.snapshot)
        for focus in 0..<count {
            let text = text(state)
            #expect(text.contains(" Launch number 0 is "), "focus \(focus)\n\(text)")
            #expect(
                text.contains("of Launch number \(max(1, focus))")
                    || text.contains("behind Launch number \(max(1, focus))")
            )
            #expect(text.contains("D7") && text.contains("⠤"))
            state.press("j")
        }
        // What has no room beside the curves has some without them.
        state.press("z", "z")
        let hasMore = text(state).contains("more: PgDn")
        for _ in 0..<40 { state.press(.pageDown) }
        #expect(text(state).contains("… PgUp for those before") == hasMore && (hasMore || count < 7))
        #expect(text(state).contains(" Launch number 0 is ") && !text(state).contains("gives them room"))
    }

    @Test("what has no room is a key away: every sentence comes into sight")
    func scrolling() throws {
        var state = still([.launch("sora"), .launch("chatgpt")], try Dashboards.library())
        let all = [
            "compared by downloads in US", "by D5 of Sora: Bill Peebles", "uprights: from the least", "dashes: a sum",
        ]
        var seen: Set<String> = []
        #expect(text(state).contains("more: PgDn"))
        for _ in 0..<6 {
            #expect(text(state).contains("at D+7 Sora is 4% behind ChatGPT"), "the ghost stays")
            seen.formUnion(all.filter { text(state).contains($0) })
            state.press(.pageDown)
        }
        #expect(seen == Set(all))
        #expect(text(state).contains("… PgUp for those before"))
        for _ in 0..<6 { state.press(.pageUp) }
        #expect(text(state).contains("more: PgDn"))
    }

    @Test("a click on a row of a scope means the launch that it is of")
    func clicking() throws {
        var state = still([.launch("sora"), .launch("chatgpt")], try Dashboards.library())
        let lines = state.frame(theme: .mono).lines
        let row = try #require(lines.firstIndex { $0.contains("ChatGPT         US") })
        _ = state.apply(.mouse(Mouse(.press, at: Point(x: 3, y: row))))
        #expect(state.route.selection == 1)
        _ = state.apply(.mouse(Mouse(.press, at: Point(x: 3, y: row - 1))))
        #expect(state.route.selection == 0, "the row of what it is compared by is Sora's")
    }
}
