import Alerts
import Collector
import Dashboard
import History
import Ncurses
import Settings
import Synchronization

/// A type that passes data from the collector to the screen, such as the latest ledger, the alert rules and alerts.
final class Inbox: CollectorObserver {
    /// The data that has been posted but not taken yet.
    struct Content {
        /// The latest ledger.
        var newest: LedgerSnapshot?
        /// The launch library.
        var library: LedgerSnapshot?
        /// The settings from the changed config file, or the error in it.
        var settings: Result<Configuration, Failure>?
        /// The last web page that couldn't be opened.
        var unopenedPage: UnopenedPage?
        /// `true` once another process has recorded charts in an archive that had none.
        var recording: Bool?
        /// The outcome of the last search.
        var search: StoreSearch.Outcome?
        var alerts: AlertHistory?
        /// The alerts that fired since the last call to ``takeAlerts()``. The oldest are dropped if there are too many.
        var newAlerts: [SentAlert] = []
        /// The number of unfinished tasks that scripted keys wait for: the first poll of each source, the loading of
        /// older history and of the library, and searches.
        var unsettled: Int
    }

    private let content: Mutex<Content>
    private let waker = Waker()
    /// Whether posted ledgers are shown. If not, the page shows the library, which is posted separately.
    private let showsLedger: Bool

    init(expecting: Int, showsLedger: Bool) {
        content = Mutex(Content(newest: nil, unsettled: expecting))
        self.showsLedger = showsLedger
    }

    func post(_ snapshot: LedgerSnapshot) {
        guard showsLedger else { return }
        content.withLock { $0.newest = snapshot }
        waker.wake()
    }

    /// Posts the launch library, and records that its initial task is finished.
    func settle(with library: LedgerSnapshot) {
        content.withLock { $0.library = library }
        settle()
    }

    func post(_ alerts: AlertHistory, new: [SentAlert]) {
        content.withLock { content in
            content.alerts = alerts
            content.newAlerts = (content.newAlerts + new).suffix(AlertHistory.limit)
        }
        waker.wake()
    }

    /// Posts the settings from the changed config file, or the error in it.
    func post(settings: Result<Configuration, Failure>) {
        content.withLock { $0.settings = settings }
        waker.wake()
    }

    /// Returns the alert rules and all alerts, and the alerts that fired since the last call. Returns `nil` if nothing
    /// was posted since then.
    func takeAlerts() -> (history: AlertHistory, new: [SentAlert])? {
        content.withLock { content in
            defer { (content.alerts, content.newAlerts) = (nil, []) }
            return content.alerts.map { ($0, content.newAlerts) }
        }
    }

    /// Posts that another process has recorded charts in an archive that had none.
    func postRecording() {
        content.withLock { $0.recording = true }
        waker.wake()
    }

    func post(_ page: UnopenedPage) {
        content.withLock { $0.unopenedPage = page }
        waker.wake()
    }

    /// Posts the outcome of a search, and records that it is finished.
    func settle(with outcome: StoreSearch.Outcome) {
        content.withLock { $0.search = outcome }
        settle()
    }

    /// Records that more tasks were started that scripted keys wait for.
    func expect(_ count: Int) { content.withLock { $0.unsettled += count } }

    /// Records that one of the initial tasks is finished.
    func settle() {
        content.withLock { $0.unsettled -= 1 }
        waker.wake()
    }

    /// Returns and removes a part of the posted data, such as `\.newest`. Returns `nil` if it wasn't posted since the
    /// last call.
    func take<Part: Sendable>(_ part: WritableKeyPath<Content, Part?>) -> Part? {
        content.withLock { content in
            defer { content[keyPath: part] = nil }
            return content[keyPath: part]
        }
    }

    /// Whether all initial tasks are finished and no posted ledger, library or alerts are waiting to be taken.
    var isIdle: Bool {
        content.withLock {
            $0.unsettled <= 0 && $0.newest == nil && $0.library == nil && $0.alerts == nil && $0.search == nil
        }
    }
}
