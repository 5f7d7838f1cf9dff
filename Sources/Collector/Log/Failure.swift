import Canvas

/// An error that ends a command with exit code 1.
///
/// The message may quote file contents, so control characters are replaced for display.
package struct Failure: Error, CustomStringConvertible {
    package let description: String

    package init(_ message: String) { description = DisplayText(message).text }
}

/// An error in the arguments of a command. The program shows the usage and exits with code 64.
package struct UsageError: Error {
    package let message: String

    package init(_ message: String) { self.message = message }
}
