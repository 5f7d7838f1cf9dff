import Canvas
import Dashboard
import History
import TestSupport
import Testing

/// A page of the dashboard in a known state.
struct EveryPage: Sendable, CustomTestStringConvertible {
    let name: String
    let page: PageID
    let opened: @Sendable (Size) throws -> DashboardState

    var testDescription: String { name }

    /// One state per page. States of the simulated market are on its fifth day.
    static let all: [EveryPage] = [
        EveryPage(name: "my-launch", page: .myLaunch) { market($0, "j", "w", "j", "w", "1", "J") },
        EveryPage(name: "charts", page: .charts) { market($0, "j", "j", "j") },
        EveryPage(name: "app", page: .app) { try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: $0) },
        EveryPage(name: "countries", page: .countries) { market($0, "j", "j", "4") },
        EveryPage(name: "library", page: .library) { size in
            var state = DashboardState.openingLibrary(try Dashboards.library(), now: Fixtures.time("2026-11-01"))
            _ = state.apply(.resize(size))
            state.press("j")
            return state
        },
        EveryPage(name: "compare", page: .compare) { size in
            var state = DashboardState.showingComparison(
                [.launch("sora"), .launch("chatgpt")],
                data: LedgerSnapshot(),
                library: try Dashboards.library(),
                at: Fixtures.time("2026-10-08T23:59:59Z")
            )
            _ = state.apply(.resize(size))
            return state
        },
        EveryPage(name: "milestones", page: .milestones) { size in
            var state = DashboardState.openingLibrary(try Dashboards.library(), now: Fixtures.time("2026-11-01"))
            _ = state.apply(.resize(size))
            state.type("t2025-10-06")
            state.press("7")
            return state
        },
        EveryPage(name: "sources", page: .sources) { size in
            var state = Dashboards.sources(size: size)
            state.press("j", "j")
            return state
        },
        EveryPage(name: "reviews", page: .reviews) { size in
            var state = ReviewsPageTests.state(size)
            state.press("j")
            return state
        },
    ]

    /// Further states: other views of the pages, and pages with other data.
    static let variants: [EveryPage] = [
        EveryPage(name: "app without downloads", page: .app) { market($0, "j", .enter) },
        EveryPage(name: "leaders", page: .countries) { market($0, "4", "v") },
        EveryPage(name: "chart filtered and sorted", page: .charts) { size in
            var state = market(size)
            state.type(":sort move", "/moved>2")
            return state
        },
        EveryPage(name: "chart of a launch", page: .charts) { size in
            var state = try Dashboards.sora(at: "2025-10-02", size: size)
            state.press(.enter)
            return state
        },
        EveryPage(name: "apps by rank", page: .compare) { market($0, "x", "j", "x", "6", "v", "v") },
        EveryPage(name: "milestones of a market", page: .milestones) { market($0, "w", "j", "w", "7") },
        EveryPage(name: "daily", page: .compare) { size in
            var state = try all[5].opened(size)
            state.press("v")
            return state
        },
    ]

    private static let ledger = Dashboards.market()

    private static func market(_ size: Size, _ keys: Key...) -> DashboardState {
        var state = DashboardState.openingCharts(ledger, now: Fixtures.time("2026-04-01"), isLive: false)
        state.start(at: Fixtures.time("2026-03-05T12:00:00Z"), speed: nil)
        _ = state.apply(.resize(size))
        for key in keys { state.press(key) }
        return state
    }
}

extension DashboardState {
    /// Types lines that start with the key of their prompt, each followed by Enter.
    mutating func type(_ lines: String...) {
        for line in lines {
            for character in line { press(.character(character)) }
            press(.enter)
        }
    }
}
