import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Report cache")
struct ReportCacheTests {
    private struct Name: Hashable { let text: String }
    private struct Title: Hashable { let text: String }

    @Test("a value is computed once per key, also if it's nil")
    func onePerKey() {
        let cache = ReportCache()
        var computed: [String] = []
        func value(_ text: String) -> Int? {
            cache.value(for: Name(text: text)) {
                computed.append(text)
                return text.isEmpty ? nil : text.count
            }
        }
        #expect(["a", "bb", "", "a", "bb", ""].map(value) == [1, 2, nil, 1, 2, nil])
        #expect(computed == ["a", "bb", ""])
    }

    @Test("keys of different types have separate values")
    func types() {
        let cache = ReportCache()
        #expect(cache.value(for: Name(text: "a")) { 1 } == 1)
        #expect(cache.value(for: Title(text: "a")) { 2 } == 2)
        #expect(cache.value(for: Name(text: "a")) { 3 } == 1)
    }

    @Test("beyond the limit, the least recently used value is removed")
    func limit() {
        let cache = ReportCache()
        for number in 0..<ReportCache.limit { _ = cache.value(for: number) { number } }
        _ = cache.value(for: 0) { -1 }
        _ = cache.value(for: ReportCache.limit) { -1 }
        #expect(cache.count == ReportCache.limit)
        #expect(cache.value(for: 0) { -1 } == 0, "used again")
        #expect(cache.value(for: 1) { -1 } == -1, "removed")
    }

    @Test("a value may need another value")
    func nested() {
        let cache = ReportCache()
        let sum = cache.value(for: Name(text: "sum")) { cache.value(for: Title(text: "part")) { 2 } + 1 }
        #expect(sum == 3)
        #expect(cache.count == 2)
    }

    @Test("new data and a new library empty the cache")
    func newData() {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Size(columns: 120, rows: 40))
        for event in [DashboardEvent.ledger(state.data), .library(state.library)] {
            _ = state.frame()
            #expect(state.reports.count > 0)
            _ = state.apply(event)
            #expect(state.reports.count == 0)
        }
    }

    @Test("moving the selection computes only what is about the selected row", arguments: EveryPage.all)
    func moving(page: EveryPage) throws {
        var state = try page.opened(Size(columns: 120, rows: 40))
        _ = state.frame()
        let before = state.reports.count
        state.press("j")
        _ = state.frame()
        // On a page with several apps: the app's report, its markers on the timeline, and the report for the markers. On a
        // page with a line chart: the lines of the app in two charts, or of another country.
        let limit = [.charts: 5, .countries: 1, .library: 1, .milestones: 2][page.page] ?? 0
        #expect(state.reports.count - before <= limit)
    }

    @Test("frames don't depend on the cache", arguments: [1, 2, 3] as [UInt64])
    func sameFrames(seed: UInt64) throws {
        var state = DashboardState.openingCharts(
            Dashboards.market(),
            library: try Dashboards.library(),
            now: Fixtures.time("2026-04-01"),
            isLive: seed == 2
        )
        var storm = KeyStorm(seed: seed)
        _ = storm.rage(over: &state, events: 4000) {
            $0 % 3 == 0
        } check: { state, frame in
            var uncached = state
            uncached.data = state.data
            #expect(uncached.reports.count == 0)
            #expect(uncached.frame() == frame, "page \(state.route.page), seed \(seed)")
        }
    }
}
