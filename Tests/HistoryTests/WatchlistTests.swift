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
        #expect(ledger.snapshot.watched == [a, b])
        ledger.watch(changes: [b: false, c: true])
        #expect(ledger.snapshot.watched == [a, c])
        // Settings that are read again.
        ledger.watch([b])
        #expect(ledger.snapshot.watched == [c])
        // A change that is taken back leaves what the settings say.
        ledger.watch(changes: [c: true])
        #expect(ledger.snapshot.watched == [b, c])
        var snapshot = ledger.snapshot
        snapshot.watch(changes: [:])
        #expect(snapshot.watched == [b])
    }
}
