import History
import Market
import TestSupport
import Testing

@Suite("Watchlist")
struct WatchlistTests {
    private static let apps = ["1", "2", "3"].map(Fixtures.app)

    @Test("the user's changes to the watchlist override the settings, even after the settings are reloaded")
    func order() {
        let (a, b, c) = (Self.apps[0], Self.apps[1], Self.apps[2])
        var ledger = Ledger()
        ledger.watch([a, b])
        #expect(ledger.snapshot.watchlist == [a, b])
        ledger.watch(changes: [b: false, c: true])
        #expect(ledger.snapshot.watchlist == [a, c])
        // The settings are reloaded.
        ledger.watch([b])
        #expect(ledger.snapshot.watchlist == [c])
        // A change that is undone restores the settings.
        ledger.watch(changes: [c: true])
        #expect(ledger.snapshot.watchlist == [b, c])
        var snapshot = ledger.snapshot
        snapshot.watch(changes: [:])
        #expect(snapshot.watchlist == [b])
    }

    @Test("an entry with ids in both stores puts both on the watchlist, and names them")
    func stores() {
        let (first, second) = (Fixtures.app("1"), Fixtures.app("com.a.b"))
        var ledger = Ledger()
        ledger.watch(entries: [
            WatchlistEntry(name: "Mint", apps: [second, first]), WatchlistEntry(apps: [Self.apps[1]]),
        ])
        let snapshot = ledger.snapshot
        #expect(snapshot.watchlist == [first, second, Self.apps[1]])
        #expect(snapshot.watchlistChoices.counterpart(of: first) == second)
        #expect(snapshot.watchlistChoices.counterpart(of: second) == first)
        #expect(snapshot.watchlistChoices.counterpart(of: Self.apps[1]) == nil)
        let time = Fixtures.time("2026-03-01")
        #expect([first, second].allSatisfy { snapshot.name(of: $0, asOf: time) == "Mint" })
        ledger.watch(changes: [second: false])
        #expect(ledger.snapshot.watchlist == [first, Self.apps[1]])
    }
}
