package import Collector
package import Dashboard
package import Market

/// A time on the command line, in the same formats as the dashboard's "go to time". Its meaning depends on the page: its
/// launch, its markers and its current time.
package struct TypedTime {
    private let text: String

    /// Examples for help texts.
    package static let help = "Examples: \(TimeEntry.examples)."

    package init(_ text: String) { self.text = text }

    /// Returns the instant on a page.
    ///
    /// - Parameters:
    ///   - state: The page without the option.
    ///   - option: Name of the option for the error message.
    package func instant(
        on state: DashboardState,
        _ option: String = "--at"
    ) throws(UsageError) -> Timestamp {
        if let instant = state.instant(typed: text) { return instant }
        throw UsageError("\(option): \(TimeEntry.problem(with: text))")
    }
}
