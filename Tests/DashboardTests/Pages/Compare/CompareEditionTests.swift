import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Ranks in charts with and without games on the Compare page")
struct CompareEditionTests {
    @Test(
        "Compare's rank view draws live apps next to a launch whose chart includes games, but no launch without ranks",
        arguments: [
            ("sora", "≠ ranks of Sora are among all apps, those of "),
            ("chatgpt-android", "ChatGPT for Android isn't shown: no ranks in US Top Free, all but games"),
        ]
    )
    func live(launch: String, note: String) throws {
        let data = Dashboards.market()
        let chart = try #require(data.charts.first { $0.storefront.code == "us" })
        let ranking = try #require(data.ranking(of: chart, asOf: Fixtures.time("2026-03-05")))
        var library = Ledger()
        library.append(try Fixtures.launch(launch))
        var state = DashboardState.showingComparison(
            ranking.entries.prefix(2).map { CompareItem.app($0.app) } + [.launch(launch)],
            data: data,
            library: library.snapshot,
            at: Fixtures.time("2026-03-05"),
            view: .rank
        )
        _ = state.apply(.resize(Size(columns: 200, rows: 60)))
        let text = state.frame(theme: .mono).lines.joined(separator: "\n")
        #expect(text.contains(": no totals"))
        #expect(text.contains(note))
        #expect(text.contains(" #1, "))
    }

    @Test("ranks in a chart without games are compared with a launch's ranks among all apps, with a note")
    func editions() throws {
        var chart = Fixtures.chart()
        chart.edition = .withoutGames
        var ledger = Ledger()
        for (hour, ids) in [(9, ["2", "77"]), (10, ["77", "2"])] {
            ledger.append(Fixtures.snapshot(ids, at: "2026-03-05T\(hour < 10 ? "0" : "")\(hour):00:00Z", chart: chart))
        }
        let app = Fixtures.app("77")
        let report = try #require(
            CompareReport(
                [.app(app), .launch("sora")],
                data: ledger.snapshot,
                library: try Dashboards.library(),
                watched: [app: WatchedApp(app, launch: Fixtures.time("2026-03-05T08:00:00Z"))],
                asOf: Fixtures.time("2026-03-05T12:00:00Z")
            )
        )
        #expect(report.histories.allSatisfy { $0 != nil })
        #expect(report.caveats == ["≠ ranks of Sora are among all apps, those of App 77 among all but games"])
    }
}
