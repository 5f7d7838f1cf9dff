import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Items marked for comparison")
struct CompareMarksTests {
    @Test("Compare rows show the symbols for launches watched and marked on the Library page")
    func signs() throws {
        var state = DashboardState.openingLibrary(try Dashboards.library(), now: Fixtures.time("2026-11-01"))
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        state.press("w", "x", "j", "x", "6")
        let rows = state.frame(theme: .mono).lines.filter { $0.contains("~56,000") || $0.contains("~81,000") }
        #expect(rows.map { $0.prefix(4) }.sorted() == ["│ + ", "│ +*"], "\(rows)")
    }

    @Test("6 says which items it adds to the marked ones, and marks of the last run are compared")
    func additions() throws {
        var state = DashboardState.openingLibrary(try Dashboards.library(), now: Fixtures.time("2026-11-01"))
        state.press("6")
        #expect(state.message == "added similar launches: ChatGPT; to remove one, select it and press x")
        state.press(.escape)
        state.userState.marked = [.launch("chatgpt"), .launch("deleted")]
        state.press("6")
        #expect(state.message == "added the selected row, Sora; to remove it, select it here and press x")
        #expect(state.marked == [.launch("sora"), .launch("chatgpt")])
        state.press("x")
        #expect(state.message == "removed Sora" && state.marked == [.launch("chatgpt")])
    }

    @Test(
        ":compare with several names adds the page's app, and on a page with a list compares only these",
        arguments: [
            (["1"] as [Key], ["app:1559935726", "sora", "chatgpt"]),
            (["1", "3"], ["app:1559935726", "sora", "chatgpt"]),
            (["5"], ["sora", "chatgpt"]), (["1", "6"], ["app:1559935726", "sora", "chatgpt"]),
        ]
    )
    func named(keys: [Key], compared: [String]) throws {
        var state = DashboardState.openingCharts(LaunchStory.market(), now: LaunchStory.now, isLive: true)
        _ = state.apply(.library(try Dashboards.library()))
        state.userState.watch(LaunchStory.watched)
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        for key in keys { state.press(key) }
        if state.route.page == .compare { state.route.compared = [.app(LaunchStory.app)] }
        state.type(":compare sora chatgpt")
        let names = state.route.compared.map { item in
            switch item {
            case .launch(let id): id
            case .app(let app): "app:\(app.text)"
            }
        }
        #expect(state.route.page == .compare && names == compared)
    }

    @Test("with two marked rows, 6 compares only these")
    func marksOnly() throws {
        let data = Dashboards.market()
        var state = DashboardState.openingCharts(data, now: Fixtures.time("2026-03-07"), isLive: true)
        _ = state.apply(.resize(Size(columns: 100, rows: 30)))
        state.press("x", "j", "x", "j", "6")
        #expect(state.route.page == .compare && state.route.compared.count == 2 && state.marked.count == 2)
        #expect(state.message?.hasPrefix("comparing the marked rows; to add ") == true)
        state.press(.escape, "k", "6")
        #expect(state.route.compared.count == 2 && state.message == nil)
    }

    @Test("the ranks compared are those of the chart in which the apps were marked")
    func chartOfMarks() throws {
        let data = Dashboards.market()
        for chart in data.charts where chart.genre == nil {
            var state = DashboardState.openingCharts(data, now: Fixtures.time("2026-03-07"), isLive: true)
            _ = state.apply(.resize(Size(columns: 100, rows: 30)))
            state.route.chart = chart
            state.press("x", "j", "x", "6")
            #expect(state.compareReport?.chart == chart)
        }
    }

    @Test("a rank line ends at the launch's own age, even if another launch is older")
    func lineEnds() throws {
        let data = Dashboards.market()
        var state = DashboardState.openingCharts(data, now: Fixtures.time("2026-03-07"), isLive: true)
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        state.press("x", "j", "x", "6")
        let report = try #require(state.compareReport)
        let curves = state.compareCurves(of: report, theme: .mono)
        for index in report.launches.indices {
            let line = try #require(curves.rankLine(index, room: 20))
            let last = try #require(line.points.last)
            #expect(last.endsLine && last.until <= report.instant - report.launches[index].origin)
        }
    }
}
