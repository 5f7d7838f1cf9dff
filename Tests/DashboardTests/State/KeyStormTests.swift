import Canvas
import Dashboard
import History
import TestSupport
import Testing

@Suite("Random events")
struct KeyStormTests {
    /// The number of events, which is limited because tests are built without optimization. `make fuzz` runs 200,000
    /// events on real data.
    private static let events = 8000

    @Test("random events don't crash the dashboard of a replayed or a live market", arguments: [1, 2] as [UInt64])
    func market(seed: UInt64) throws {
        var state = DashboardState.openingCharts(
            Dashboards.market(),
            library: try Dashboards.library(),
            now: Fixtures.time("2026-04-01"),
            isLive: seed == 2
        )
        var storm = KeyStorm(seed: seed)
        let frames = storm.rage(over: &state, events: Self.events) { $0 % 20 == 0 }
        #expect(frames == Self.events / 20, "seed \(seed)")
    }

    @Test("random events don't crash a dashboard with only the library or without data", arguments: [3, 4] as [UInt64])
    func library(seed: UInt64) throws {
        let library = seed == 3 ? try Dashboards.library() : LedgerSnapshot()
        var state = DashboardState.openingLibrary(library, now: Fixtures.time("2026-04-01"))
        var storm = KeyStorm(seed: seed)
        let frames = storm.rage(over: &state, events: Self.events) { $0 % 20 == 0 }
        #expect(frames == Self.events / 20, "seed \(seed)")
    }
}
