import Canvas
import Dashboard
import Market
import TestSupport
import Testing

@Suite("Golden screens")
struct GoldenScreenTests {
    private func check(_ state: DashboardState, _ name: String, theme: Theme = .roles) {
        #expect(Golden.difference(of: state.frame(theme: theme), named: name) == nil)
    }

    private static let small = Size(columns: 80, rows: 24)
    private static let large = Size(columns: 200, rows: 60)

    @Test(
        "Sora's App page on day 6 matches its golden screens",
        arguments: [(small, "sora-day6-80x24"), (large, "sora-day6-200x60")]
    )
    func sora(size: Size, name: String) throws {
        check(try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: size), name)
    }

    @Test("Sora's App page at the start of day 0, without data, matches its golden screen")
    func soraStart() throws {
        check(try Dashboards.sora(at: "2025-09-30T00:00:00Z", size: Self.small), "sora-day0-80x24")
    }

    @Test("Sora's App page in the mono theme matches its golden screen")
    func mono() throws {
        check(try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: Self.small), "sora-day6-mono", theme: .mono)
    }

    @Test("Sora's App page in ASCII mode matches its golden screen and contains only ASCII characters")
    func ascii() throws {
        let frame = try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: Self.small).frame(theme: .mono).inASCII()
        #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
        #expect(Golden.difference(of: frame, named: "sora-day6-ascii") == nil)
    }

    @Test(
        "the Charts page matches its golden screen",
        arguments: [(small, "chart-80x24"), (Size(columns: 120, rows: 40), "chart-120x40")]
    )
    func chart(size: Size, name: String) {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: size)
        state.press("j", "j", "j")
        check(state, name)
    }

    @Test("the App page for an app without published downloads matches its golden screen")
    func chartApp() {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Self.small)
        state.press(.enter)
        check(state, "market-app-80x24")
    }

    @Test(
        "the Sources page matches its golden screen",
        arguments: [(small, "sources-80x24"), (large, "sources-200x60")]
    )
    func sources(size: Size, name: String) {
        var state = Dashboards.sources(size: size)
        state.press("j", "j")
        check(state, name)
    }

    @Test("the Charts page matches its golden screen while a filter is typed")
    func filter() {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Self.small)
        state.press("/", "c", "a", "m")
        check(state, "filter-80x24")
    }

    @Test("the country picker matches its golden screen")
    func picker() {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Self.small)
        state.press("c", .up)
        check(state, "picker-80x24")
    }

    @Test("the Library page matches its golden screen")
    func launches() throws {
        var state = DashboardState.openingLibrary(try Dashboards.library(), now: Fixtures.time("2026-11-01"))
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        state.press("j")
        check(state, "launches-120x40")
    }

    @Test(
        "the help screen matches its golden screens",
        arguments: [
            (small, "help-80x24"), (Size(columns: 100, rows: 60), "help-100x60"), (large, "help-200x60"),
        ]
    )
    func help(size: Size, name: String) throws {
        var state = try Dashboards.sora(at: "2025-10-01T12:00:00Z", size: size)
        state.press("?")
        check(state, name)
    }

    @Test(
        "a frame has the size of the screen, and shows the required size on a screen that is too small",
        arguments: [(0, 0), (1, 1), (20, 5), (39, 9), (40, 10), (300, 80), (200, 10), (40, 80)]
    )
    func sizes(columns: Int, rows: Int) throws {
        let size = Size(columns: columns, rows: rows)
        let frame = try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: size).frame(theme: .standard)
        #expect(frame.size == size)
        if columns < 40, columns >= 20 {
            #expect(frame.lines.contains { $0.hasPrefix("needs 40×10") })
        }
    }
}
