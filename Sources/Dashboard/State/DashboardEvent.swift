public import Alerts
public import Canvas
public import History
public import Market

/// Everything that can happen to the dashboard.
public enum DashboardEvent: Sendable {
    case key(Key)
    /// Pasted text: it never means commands, and its line breaks and tabs become spaces.
    case paste(String)
    case mouse(Mouse)
    /// A sentence that the person ought to see.
    case notice(String)
    /// A file was written that ``Effect/write(file:text:)`` asked for.
    case written(file: String)
    case resize(Size)
    case ledger(LedgerSnapshot)
    /// The documented launches, which are read while there is a picture already.
    case library(LedgerSnapshot)
    /// What was told just now, the newest last.
    case alerts([Alert])
    /// What is waited for, from now on.
    case alertRules([AlertRule])
    /// The clock on the wall.
    case clock(Timestamp)
    /// Real time that passed while playing.
    case elapsed(milliseconds: Int64)
}

/// What the dashboard wants done. A value, so that tests can compare it.
public enum Effect: Hashable, Sendable {
    case quit
    /// Clicks and the wheel are taken, or left to the terminal.
    case mouse(Bool)
    /// Which apps were watched (true) or let go (false) by key.
    case watch([AppID: Bool])
    /// Text for the clipboard of the person's terminal.
    case copy(String)
    /// A file to write, which must not be there yet; the answer is ``DashboardEvent/written(file:)`` or a notice.
    case write(file: String, text: String)
}
