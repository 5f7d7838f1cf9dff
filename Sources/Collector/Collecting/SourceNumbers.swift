import Synchronization

/// The numbers of the polled sources, by label. Numbers aren't reused.
final class SourceNumbers: Sendable {
    private struct State {
        var byLabel: [String: SourceID] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    /// Returns the number of a source, which is new if there is no source with this label.
    func number(for label: String) -> (number: SourceID, isNew: Bool) {
        state.withLock { state in
            if let number = state.byLabel[label] { return (number, false) }
            let number = SourceID(state.next)
            state.next += 1
            state.byLabel[label] = number
            return (number, true)
        }
    }

    /// Removes a source. Returns its number; `nil` if there is no source with this label.
    func remove(_ label: String) -> SourceID? { state.withLock { $0.byLabel.removeValue(forKey: label) } }
}
