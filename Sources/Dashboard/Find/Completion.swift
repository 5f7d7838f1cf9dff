/// A completion of the text in a prompt.
struct Completion: Hashable, Sendable {
    /// The whole line with the completed word, which replaces the typed text.
    var line: String
    /// The completed word.
    var word: String
    /// A description of the completed word.
    var title: String
}
