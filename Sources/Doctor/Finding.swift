/// The result of one check by `launchtop doctor`.
package struct Finding: Hashable {
    package enum State: Hashable {
        case ok
        /// A note about something that isn't a problem.
        case notice
        case problem
    }

    package var state: State
    var subject: String
    var message: String

    init(_ state: State, _ subject: String, _ message: String) {
        self.state = state
        self.subject = subject
        self.message = message
    }

    /// The finding as a line of text, such as `✓ locale     UTF-8`.
    package var line: String {
        let mark =
            switch state {
            case .ok: "✓"
            case .notice: "·"
            case .problem: "✗"
            }
        return "\(mark) \(subject)\(String(repeating: " ", count: max(1, 11 - subject.count)))\(message)"
    }
}
