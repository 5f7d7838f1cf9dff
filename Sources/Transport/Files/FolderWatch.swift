import Foundation
public import Input

/// An asynchronous sequence of changes in folders, reported by inotify.
///
/// Create the watch before listing the folders, so that no change is missed. If inotify isn't available or wouldn't
/// report changes, `init` throws, and the caller has to rescan periodically.
///
/// The sequence supports a single iteration. It ends and closes its descriptor when the last folder is gone, the task
/// is canceled, or the watch and its iterator are released. Waiting doesn't block a thread.
public struct FolderWatch: AsyncSequence, Sendable {
    /// The changes since the last batch.
    public struct Batch: Hashable, Sendable {
        /// Names of files that were written, moved or deleted, by folder path.
        public var names: [String: Set<String>] = [:]
        /// Whether events were dropped and the folders must be rescanned.
        public var needsRescan = false
        /// Paths of folders that were deleted or moved, and aren't watched anymore.
        public var lost: Set<String> = []

        /// The maximum number of names in a batch; if there are more, the folders must be rescanned.
        public static let nameLimit = 10_000

        var isEmpty: Bool { names.isEmpty && !needsRescan && lost.isEmpty }

        mutating func add(_ name: String, in folder: String) {
            guard !needsRescan else { return }
            names[folder, default: []].insert(name)
            if names.values.reduce(0, { $0 + $1.count }) > Self.nameLimit { requireRescan() }
        }

        mutating func requireRescan() {
            needsRescan = true
            names = [:]
        }
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        var signals: AsyncStream<Void>.AsyncIterator
        let queue: FolderEvents

        /// Returns the next non-empty batch, or `nil` at the end.
        public mutating func next() async -> Batch? {
            while await signals.next(isolation: #isolation) != nil {
                let batch = queue.take()
                if !batch.isEmpty { return batch }
            }
            let rest = queue.take()
            return rest.isEmpty ? nil : rest
        }
    }

    private let signals: AsyncStream<Void>
    private let events: FolderEvents

    /// Starts watching folders.
    ///
    /// - Parameters:
    ///   - folders: The paths of the folders, at least one.
    ///   - debounce: The time for which changes are collected after the first one.
    /// - Throws: An error if a path isn't a folder or is on a network file system, a system limit is reached, or
    ///   inotify isn't available.
    public init(_ folders: [String], debounce: Duration = .milliseconds(100)) throws(InputError) {
        events = try FolderEvents(folders)
        signals = events.signals(debounce: debounce)
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(signals: signals.makeAsyncIterator(), queue: events)
    }
}
