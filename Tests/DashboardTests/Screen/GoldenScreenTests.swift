import Canvas
import Dashboard
import Market
import TestSupport
import Testing

@Suite("Recorded screens")
struct GoldenScreenTests {
    private func check(_ state: DashboardState, _ name: String, theme: Theme = .roles) {
        #expect(Golden.difference(of: state.frame(theme: theme), named: name) == nil)
    }

    private static let small = Size(columns: 80, rows: 24)
    private static let large = Size(columns: 200, rows: 60)

    @Test(
        "golden screen of Sora's App page on its sixth day",
        arguments: [(small, "sora-day6-80x24"), (large, "sora-day6-200x60")]
    )
    func sora(size: Size, name: String) throws {
        check(try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: size), name)
    }

    @Test("golden screen of Sora's App page without data")
    func soraStart() throws {
        check(try Dashboards.sora(at: "2025-09-30T00:00:00Z", size: Self.small), "sora-day0-80x24")
    }

    @Test("golden screen of Sora's App page in mono")
    func mono() throws {
        check(try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: Self.small), "sora-day6-mono", theme: .mono)
    }

    @Test("the golden screen of Sora's App page in ASCII contains only ASCII characters")
    func ascii() throws {
        let frame = try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: Self.small).frame(theme: .mono).inASCII()
        #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
        #expect(Golden.difference(of: frame, named: "sora-day6-ascii") == nil)
    }

    @Test(
        "golden screen of a chart",
        arguments: [(small, "chart-80x24"), (Size(columns: 120, rows: 40), "chart-120x40")]
    )
    func chart(size: Size, name: String) {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: size)
        state.press("j", "j", "j")
        check(state, name)
    }

    @Test("golden screen of an app without published downloads")
    func chartApp() {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Self.small)
        state.press(.enter)
        check(state, "market-app-80x24")
    }

    @Test("golden screen of the Sources page", arguments: [(small, "sources-80x24"), (large, "sources-200x60")])
    func sources(size: Size, name: String) {
        var state = Dashboards.sources(size: size)
        state.press("j", "j")
        check(state, name)
    }

    @Test("golden screen of a filter while typing")
    func filter() {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Self.small)
        state.press("/", "c", "a", "m")
        check(state, "filter-80x24")
    }

    @Test("golden screen of the country picker")
    func picker() {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Self.small)
        state.press("c", .up)
        check(state, "picker-80x24")
    }

    @Test("golden screen of the Library page")
    func launches() throws {
        var state = DashboardState.openingLibrary(try Dashboards.library(), now: Fixtures.time("2026-11-01"))
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        state.press("j")
        check(state, "launches-120x40")
    }

    @Test("golden screen of the help")
    func help() throws {
        var state = try Dashboards.sora(at: "2025-10-01T12:00:00Z", size: Size(columns: 100, rows: 60))
        state.press("?")
        check(state, "help-100x60")
    }

    @Test(
        "sizes that are too small show the required size, and nothing is drawn outside",
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
