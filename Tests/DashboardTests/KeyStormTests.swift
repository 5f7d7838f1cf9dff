import Canvas
import Dashboard
import History
import TestSupport
import Testing

@Suite("Any keys at any size")
struct KeyStormTests {
    /// Few, because this is built without optimization; `make fuzz` does 200,000 with real data.
    private static let events = 8000

    @Test("nothing traps on a replayed market with the library beside it", arguments: [1, 2] as [UInt64])
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

    @Test("nothing traps in the library, nor where nothing is loaded", arguments: [3, 4] as [UInt64])
    func library(seed: UInt64) throws {
        let library = seed == 3 ? try Dashboards.library() : LedgerSnapshot()
        var state = DashboardState.openingLibrary(library, now: Fixtures.time("2026-04-01"))
        var storm = KeyStorm(seed: seed)
        let frames = storm.rage(over: &state, events: Self.events) { $0 % 20 == 0 }
        #expect(frames == Self.events / 20, "seed \(seed)")
    }
}
