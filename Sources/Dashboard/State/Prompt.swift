import Canvas

/// A line that is being typed at the bottom of the screen.
struct Prompt: Hashable, Sendable {
    enum Purpose: Hashable, Sendable {
        /// Filters the page as it is typed; the place from before is what Esc brings back.
        case filter(before: Route)
        case time
        /// The name of a file for the screen.
        case save
        /// A command and what it is to be done with.
        case command
    }

    let purpose: Purpose
    var field: TextField
    /// What was typed before candidates were put into its place; they are those of this text.
    var typed: String
    /// Which of the candidates stands in the line.
    var candidate: Int?
    /// Which of the earlier lines stands in the line, counted from the newest.
    var recalled: Int?

    init(_ purpose: Purpose, text: String = "") {
        self.purpose = purpose
        field = TextField(text)
        typed = text
    }

    var text: String { field.text }

    /// Puts another text into the line.
    mutating func show(_ text: String) { field = TextField(text) }

    /// Takes a key of editing; what stands there then was typed.
    mutating func edit(_ key: Key) {
        field.apply(key)
        typed = field.text
        candidate = nil
        recalled = nil
    }

    /// The next or an earlier candidate in place of what was typed.
    mutating func complete(by step: Int, among candidates: [Completion]) {
        guard !candidates.isEmpty else { return }
        let next = candidate.map { $0 + step } ?? (step > 0 ? 0 : candidates.count - 1)
        let position = (next % candidates.count + candidates.count) % candidates.count
        candidate = candidates.count > 1 ? position : nil
        show(candidates[position].line)
        if candidates.count == 1 { typed = text }
    }

    /// An older (1) or newer (-1) line of those that were entered before.
    mutating func recall(by step: Int, from history: [String]) {
        let position = (recalled ?? -1) + step
        guard position >= 0 else {
            recalled = nil
            show(typed)
            return
        }
        guard position < history.count else { return }
        recalled = position
        candidate = nil
        show(history[history.count - 1 - position])
    }
}
