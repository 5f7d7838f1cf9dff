package import Collector
package import Dashboard
package import Market

/// A time on the command line, in the same formats as for the dashboard's "go to time". Its meaning depends on the
/// page's launch, markers and current time.
package struct TypedTime {
    private let text: String

    /// Examples of times, for help texts.
    package static let help = "Examples: \(TimeEntry.examples)."

    package init(_ text: String) { self.text = text }

    /// Returns the instant that this time means on a page.
    ///
    /// - Parameters:
    ///   - state: The dashboard with the page, before the time is applied.
    ///   - option: The name of the option, for the error message.
    /// - Throws: An error if the text isn't a valid time.
    package func instant(
        on state: DashboardState,
        _ option: String = "--at"
    ) throws(UsageError) -> Timestamp {
        if let instant = state.instant(typed: text) { return instant }
        throw UsageError("\(option): \(TimeEntry.problem(with: text))")
    }
}
