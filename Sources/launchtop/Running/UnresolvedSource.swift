/// A source of the settings that can't be followed as it is set, such as one whose secret isn't there.
struct UnresolvedSource: Hashable, Sendable {
    /// What it is called on the screen.
    var label: String
    /// What is wrong, without the label and without a secret.
    var problem: String

    /// The problem and whose it is, for a log.
    var sentence: String { "\(label): \(problem)" }
}
