/// A source in the settings that can't be polled, such as one with a missing secret.
struct UnresolvedSource: Hashable, Sendable, CustomStringConvertible {
    /// Name on the screen.
    var label: String
    /// Error message, without the label and without secrets.
    var problem: String

    /// The label and the error message.
    var description: String { "\(label): \(problem)" }
}
