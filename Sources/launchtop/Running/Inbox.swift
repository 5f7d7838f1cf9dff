import History
import Ncurses
import Synchronization

/// The only bridge from the pollers to the screen: it holds the newest ledger and nothing else, so it cannot grow.
final class Inbox: Sendable {
    private let newest = Mutex<LedgerSnapshot?>(nil)
    private let waker = Waker()

    func post(_ snapshot: LedgerSnapshot) {
        newest.withLock { $0 = snapshot }
        waker.wake()
    }

    /// What has come since the last call.
    func take() -> LedgerSnapshot? {
        newest.withLock { snapshot in
            defer { snapshot = nil }
            return snapshot
        }
    }
}
