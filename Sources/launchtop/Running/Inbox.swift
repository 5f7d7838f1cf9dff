import Alerts
import History
import Ncurses
import Synchronization

/// The only bridge from the pollers to the screen: it holds the newest ledger, the rules, and a bounded number of alerts,
/// so it cannot grow.
final class Inbox: Sendable {
    private struct Content {
        var newest: LedgerSnapshot?
        var library: LedgerSnapshot?
        /// The oldest go where more come than are taken.
        var alerts: [SentAlert] = []
        var rules: [AlertRule]?
        /// What was begun at the start and has not brought anything yet: first looks at sources, older history.
        var unsettled: Int
    }

    private let content: Mutex<Content>
    /// `nil` where nobody looks.
    private let waker: Waker?

    init(expecting: Int, wakes: Bool = true) {
        content = Mutex(Content(newest: nil, unsettled: expecting))
        waker = wakes ? Waker() : nil
    }

    func post(_ snapshot: LedgerSnapshot) {
        // Nobody would ever take it.
        guard let waker else { return }
        content.withLock { $0.newest = snapshot }
        waker.wake()
    }

    /// The documented launches, one of the things that were begun.
    func settle(with library: LedgerSnapshot) {
        content.withLock { $0.library = library }
        settle()
    }

    func post(_ alert: SentAlert) {
        guard let waker else { return }
        content.withLock { content in
            content.alerts.append(alert)
            if content.alerts.count > AlertEvaluator.historyLimit { content.alerts.removeFirst() }
        }
        waker.wake()
    }

    /// What is watched for, from now on.
    func post(rules: [AlertRule]) {
        guard let waker else { return }
        content.withLock { $0.rules = rules }
        waker.wake()
    }

    /// Rules and alerts that have come since the last call.
    func takeAlerts() -> (rules: [AlertRule]?, alerts: [SentAlert]) {
        content.withLock { content in
            defer { (content.rules, content.alerts) = (nil, []) }
            return (content.rules, content.alerts)
        }
    }

    /// One of the things that were begun has brought what it had.
    func settle() {
        content.withLock { $0.unsettled -= 1 }
        waker?.wake()
    }

    /// What has come since the last call.
    func take() -> LedgerSnapshot? {
        content.withLock { content in
            defer { content.newest = nil }
            return content.newest
        }
    }

    /// The documented launches, where they have come since the last call.
    func takeLibrary() -> LedgerSnapshot? {
        content.withLock { content in
            defer { content.library = nil }
            return content.library
        }
    }

    /// Whether all that was begun has brought what it had, and it was taken.
    var isIdle: Bool {
        content.withLock { $0.unsettled <= 0 && $0.newest == nil && $0.library == nil && $0.alerts.isEmpty }
    }
}
