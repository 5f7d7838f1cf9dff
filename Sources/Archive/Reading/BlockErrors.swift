import Synchronization

/// The errors for blocks that couldn't be read when they were needed, for example while a page was drawn.
public final class BlockErrors: Sendable {
    private struct State {
        var errors: [ArchiveError] = []
        var handler: (@Sendable (ArchiveError) -> Void)?
    }

    private let state = Mutex(State())

    /// The maximum number of different errors that are passed on.
    private static let limit = 100

    public init() {}

    /// Sets the handler of errors, which receives each error once, including those that occurred before. It must not
    /// block, because a page may be waiting to be drawn.
    public func observe(_ handler: @escaping @Sendable (ArchiveError) -> Void) {
        let earlier = state.withLock { state in
            state.handler = handler
            return state.errors
        }
        for error in earlier { handler(error) }
    }

    /// Adds an error. Does nothing if it has occurred before.
    func add(_ error: ArchiveError) {
        let handler = state.withLock { state -> (@Sendable (ArchiveError) -> Void)? in
            guard state.errors.count < Self.limit, !state.errors.contains(error) else { return nil }
            state.errors.append(error)
            return state.handler
        }
        handler?(error)
    }
}
