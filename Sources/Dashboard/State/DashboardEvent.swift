public import Alerts
public import Canvas
public import History
public import Market

/// An input to the dashboard.
public enum DashboardEvent: Sendable {
    case key(Key)
    /// Pasted text. It never triggers commands; line breaks and tabs become spaces.
    case paste(String)
    case mouse(Mouse)
    /// A message to show to the user.
    case notice(String)
    /// A confirmation that the file requested with ``Effect/write(file:text:)`` was written.
    case written(file: String)
    case resize(Size)
    case ledger(LedgerSnapshot)
    /// The library of documented launches, which is loaded while the first frame is already shown.
    case library(LedgerSnapshot)
    /// The alerts that just fired, in order.
    case alerts([SentAlert])
    /// The alert rules and alerts, which replace all earlier ones.
    case alertHistory(AlertHistory)
    /// The current time.
    case clock(Timestamp)
    /// The outcome of the search requested with ``Effect/search(_:)``.
    case searched(StoreSearch.Outcome)
    /// The real time elapsed while a replay is playing.
    case elapsed(milliseconds: Int64)
}

/// A side effect requested by the dashboard.
public enum Effect: Hashable, Sendable {
    case quit
    /// A request to turn mouse reporting on or off.
    case mouse(Bool)
    /// A request to save the user's changes to the watchlist: apps added (`true`) and removed (`false`).
    case watchlist([AppID: Bool])
    /// A request to show times in the zone with this name. The result arrives as a notice.
    case zone(String)
    /// A request to copy text to the terminal's clipboard.
    case copy(String)
    /// A request to open the web page with this URL, without waiting for the browser. If that isn't possible, the URL
    /// is copied and shown.
    case browse(String)
    /// A request to search the App Store. The outcome arrives as ``DashboardEvent/searched(_:)``.
    case search(StoreSearch)
    /// A request to poll the charts of an app until the dashboard is closed.
    case poll(WatchInvocation)
    /// A request to write a new file, which fails if the file exists. The result arrives as
    /// ``DashboardEvent/written(file:)`` or a notice.
    case write(file: String, text: String)
}
