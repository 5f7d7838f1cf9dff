/// A line that may be meant.
struct Completion: Hashable, Sendable {
    /// All of it, to stand in the place of what was typed.
    var line: String
    /// What is new in it.
    var word: String
    /// What it does or is.
    var title: String
}
