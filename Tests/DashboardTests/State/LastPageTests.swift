import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Restoring the last run's page")
struct LastPageTests {
    private func opened(library: LedgerSnapshot = LedgerSnapshot()) -> DashboardState {
        var state = DashboardState.openingCharts(
            LaunchStory.market(),
            library: library,
            now: LaunchStory.now,
            isLive: true
        )
        state.userState.watch(LaunchStory.watched)
        state.startOnMyLaunch()
        return state
    }

    @Test(
        "the last run's page is restored with its app or chart, on top of My launch",
        arguments: ["1", "2", "2c", "3", "24", "2jjj3", "5", "7", "8"]
    )
    func restored(keys: String) throws {
        let library = try Dashboards.library()
        var state = opened(library: library)
        for key in keys where key != "c" { state.press(.character(key)) }
        if keys.contains("c") { state.type(":chart jp top-free") }
        let lastPage = state.lastPage
        var next = opened(library: library)
        next.restore(lastPage)
        #expect(next.lastPage == lastPage && next.isAtLiveEdge == state.isAtLiveEdge && next.message == nil)
        if next.route.page != .myLaunch {
            next.press(.escape)
            #expect(next.route.page == .myLaunch)
        }
    }

    @Test("the last page's sort order and view are restored, unless the page doesn't have them")
    func sortAndView() {
        var state = opened()
        state.press("2")
        state.type(":sort move")
        state.type(":sort move")
        let charts = state.lastPage
        #expect(charts.sort?.column == "move" && charts.sort?.isReversed == true)
        var next = opened()
        next.restore(charts)
        #expect(next.route.sort == Sort(column: "move", isReversed: true))
        state.press("4", "v")
        #expect(state.lastPage.view != nil)
        next = opened()
        next.restore(state.lastPage)
        #expect(next.route.view == state.route.view && next.route.page == .countries)
        var unknown = LastPage(page: "charts", chart: charts.chart)
        unknown.sort = ("nothing", false)
        unknown.view = "nothing"
        next = opened()
        next.restore(unknown)
        #expect(next.route.sort == nil && next.route.view == nil)
    }

    @Test("the app selected on My launch is restored whatever page was shown last", arguments: ["1", "2", "8"])
    func selectedApp(key: String) {
        let other = Fixtures.app("9000003")
        func opened() -> DashboardState {
            var state = self.opened()
            state.userState.watch(WatchedApp(other, name: "A Timer"))
            return state
        }
        var state = opened()
        state.press("J")
        state.press(.character(Character(key)))
        #expect(state.lastPage.watched == other)
        var next = opened()
        next.restore(state.lastPage)
        next.press("1")
        #expect(next.route.page == .myLaunch && next.page().selectedApp == other)
    }

    @Test("a last page that needs the library is restored once the library loads, unless a key was pressed")
    func library() throws {
        let library = try Dashboards.library()
        let lastPages = [
            LastPage(page: "app", app: Fixtures.app("6744034028"), launch: "sora"),
            LastPage(page: "compare", compared: ["sora", "chatgpt"]),
        ]
        for lastPage in lastPages {
            var state = opened()
            state.restore(lastPage)
            #expect(state.route.page == .myLaunch)
            _ = state.apply(.library(library))
            #expect(state.lastPage.page == lastPage.page && state.lastPage.compared == lastPage.compared)
            var late = opened()
            late.restore(lastPage)
            late.press("j")
            _ = late.apply(.library(library))
            #expect(late.route.page == .myLaunch)
        }
    }

    @Test("a last page whose app or chart no longer exists isn't restored")
    func gone() {
        for lastPage in [
            LastPage(page: "charts", chart: LaunchStory.chart("br")), LastPage(page: "app", app: Fixtures.app("77")),
            LastPage(page: "reviews"), LastPage(page: "app", launch: "nothing"),
        ] {
            var state = opened()
            state.restore(lastPage)
            #expect(state.route.page == .myLaunch && state.message == nil)
        }
    }
}
