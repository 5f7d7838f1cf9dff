import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("The page of the last run")
struct PlaceTests {
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
        "each page is restored with its app or chart, on top of the first page",
        arguments: ["1", "2", "2c", "3", "24", "2jjj3", "5", "7", "8"]
    )
    func restored(keys: String) throws {
        let library = try Dashboards.library()
        var state = opened(library: library)
        for key in keys where key != "c" { state.press(.character(key)) }
        if keys.contains("c") { state.type(":chart jp top-free") }
        let place = state.place
        var next = opened(library: library)
        next.restore(place)
        #expect(next.place == place && next.isAtLiveEdge == state.isAtLiveEdge && next.message == nil)
        if next.route.page != .myLaunch {
            next.press(.escape)
            #expect(next.route.page == .myLaunch)
        }
    }

    @Test("pages of the library wait until it's loaded, unless a key was pressed")
    func library() throws {
        let library = try Dashboards.library()
        let places = [
            Place(page: "app", app: Fixtures.app("6744034028"), launch: "sora"),
            Place(page: "compare", compared: ["sora", "chatgpt"]),
        ]
        for place in places {
            var state = opened()
            state.restore(place)
            #expect(state.route.page == .myLaunch)
            _ = state.apply(.library(library))
            #expect(state.place.page == place.page && state.place.compared == place.compared)
            var late = opened()
            late.restore(place)
            late.press("j")
            _ = late.apply(.library(library))
            #expect(late.route.page == .myLaunch)
        }
    }

    @Test("what no longer exists isn't shown")
    func gone() {
        for place in [
            Place(page: "charts", chart: LaunchStory.chart("br")), Place(page: "app", app: Fixtures.app("77")),
            Place(page: "reviews"), Place(page: "app", launch: "nothing"),
        ] {
            var state = opened()
            state.restore(place)
            #expect(state.route.page == .myLaunch && state.message == nil)
        }
    }
}
