import Canvas

/// A text prompt at the bottom of the screen.
struct Prompt: Hashable, Sendable {
    enum Purpose: Hashable, Sendable {
        /// A filter, which is applied while it's typed. Esc restores the filter and selection of the route `before`.
        case filter(before: Route)
        case time
        /// The file name of a screenshot.
        case save
        /// A command with its argument.
        case command
    }

    let purpose: Purpose
    var field: TextField
    /// The text as typed, which completions are computed from.
    var typed: String
    /// The index of the completion that the field shows, if any.
    var candidate: Int?
    /// Whether the text was entered and is invalid.
    var isInvalid = false
    /// The index of the history line that the field shows, counted from the newest, if any.
    var historyIndex: Int?

    init(_ purpose: Purpose, text: String = "") {
        self.purpose = purpose
        field = TextField(text)
        typed = text
    }

    var text: String { field.text }

    /// Replaces the text.
    mutating func show(_ text: String) { field = TextField(text) }

    /// Applies an editing key.
    mutating func edit(_ key: Key) {
        field.apply(key)
        isInvalid = false
        typed = field.text
        candidate = nil
        historyIndex = nil
    }

    /// Replaces the text with the next or previous completion.
    mutating func complete(by step: Int, among candidates: [Completion]) {
        guard !candidates.isEmpty else { return }
        let next = candidate.map { $0 + step } ?? (step > 0 ? 0 : candidates.count - 1)
        let position = (next % candidates.count + candidates.count) % candidates.count
        candidate = candidates.count > 1 ? position : nil
        show(candidates[position].line)
        if candidates.count == 1 { typed = text }
    }

    /// Replaces the text with an older (1) or newer (-1) line of the history.
    mutating func recall(by step: Int, from history: [String]) {
        let position = (historyIndex ?? -1) + step
        guard position >= 0 else {
            historyIndex = nil
            show(typed)
            return
        }
        guard position < history.count else { return }
        historyIndex = position
        candidate = nil
        show(history[history.count - 1 - position])
    }
}
