/// A completion of a prompt.
struct Completion: Hashable, Sendable {
    /// The whole line, replacing the typed text.
    var line: String
    /// The completed word.
    var word: String
    /// A description of the completed word.
    var title: String
}
