import History
import Market
import TestSupport
import Testing

@Suite("The watchlist")
struct WatchlistTests {
    private static let apps = ["1", "2", "3"].map(Fixtures.app)

    @Test("what was changed by key counts over the settings, in whatever order they come")
    func order() {
        let (a, b, c) = (Self.apps[0], Self.apps[1], Self.apps[2])
        var ledger = Ledger()
        ledger.watch([a, b])
        #expect(ledger.snapshot.watchlist == [a, b])
        ledger.watch(changes: [b: false, c: true])
        #expect(ledger.snapshot.watchlist == [a, c])
        // Settings that are read again.
        ledger.watch([b])
        #expect(ledger.snapshot.watchlist == [c])
        // A change that is taken back leaves what the settings say.
        ledger.watch(changes: [c: true])
        #expect(ledger.snapshot.watchlist == [b, c])
        var snapshot = ledger.snapshot
        snapshot.watch(changes: [:])
        #expect(snapshot.watchlist == [b])
    }
}
