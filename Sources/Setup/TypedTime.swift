package import Collector
package import Dashboard
package import Market

/// A time on the command line, in the same formats as for the dashboard's "go to time". Its meaning depends on the
/// page's launch, markers and current time.
package struct TypedTime {
    private let text: String

    /// Examples of times, for help texts.
    package static let help = "Examples: \(TextList.or(TimeEntry.examples)); or a marker such as #1."

    package init(_ text: String) { self.text = text }

    /// Returns the instant that this time means on a page.
    ///
    /// - Parameters:
    ///   - state: The dashboard with the page, before the time is applied.
    ///   - now: The instant whose date is "today" (default: the current time, or the instant shown in a replay).
    ///   - option: The name of the option, for the error message.
    /// - Throws: An error if the text isn't a valid time.
    package func instant(
        on state: DashboardState,
        now: Timestamp? = nil,
        _ option: String = "--at"
    ) throws(UsageError) -> Timestamp {
        if let instant = state.instant(onCommandLine: text, now: now) { return instant }
        throw UsageError("\(option): \(state.problem(withTime: text))")
    }
}
