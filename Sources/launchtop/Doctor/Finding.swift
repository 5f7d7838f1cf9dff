/// What the doctor has to say of one thing.
struct Finding: Hashable {
    enum State: Hashable {
        case well
        /// Worth knowing; everything works.
        case notice
        case wrong
    }

    var state: State
    var subject: String
    var words: String

    init(_ state: State, _ subject: String, _ words: String) {
        self.state = state
        self.subject = subject
        self.words = words
    }

    /// A line for a person: `✓ locale     UTF-8`.
    var line: String {
        let mark =
            switch state {
            case .well: "✓"
            case .notice: "·"
            case .wrong: "✗"
            }
        return "\(mark) \(subject)\(String(repeating: " ", count: max(1, 11 - subject.count)))\(words)"
    }
}
