import Foundation

/// Tells what changes in folders, as it happens, by inotify.
///
/// Begin the watch first and list the folders after: what comes in between is then told, and nothing is missed. Where
/// there is no inotify, or where it would see nothing, `init` throws and the caller looks again from time to time.
///
/// A watch is read once. It ends when its last folder is gone, when the reading task is cancelled, or when watch and
/// iterator are let go; its descriptor is closed then. No thread waits for it.
public struct FolderWatch: AsyncSequence, Sendable {
    /// What changed since the last batch.
    public struct Batch: Hashable, Sendable {
        /// Names of files that were written, moved or deleted, by folder as it was told.
        public var names: [String: Set<String>] = [:]
        /// Whether more changed than is known: everything is to be looked at again.
        public var isEverything = false
        /// Folders that are gone or were moved, of which nothing is told from now on.
        public var lost: Set<String> = []

        /// Most names that are kept; with more, everything is to be looked at again.
        public static let nameLimit = 10_000

        var isEmpty: Bool { names.isEmpty && !isEverything && lost.isEmpty }

        mutating func add(_ name: String, in folder: String) {
            guard !isEverything else { return }
            names[folder, default: []].insert(name)
            if names.values.reduce(0, { $0 + $1.count }) > Self.nameLimit { lookAgain() }
        }

        mutating func lookAgain() {
            isEverything = true
            names = [:]
        }
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        var signals: AsyncStream<Void>.AsyncIterator
        let queue: FolderEvents

        /// The next batch, never an empty one; `nil` behind the last.
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

    /// - Parameters:
    ///   - folders: at least one.
    ///   - settling: for how long changes are gathered from the first of them on.
    /// - Throws: where a folder cannot be watched: it is none, it lies on a network, the system's limit is reached, or
    ///   this system has no inotify.
    public init(_ folders: [String], settling: Duration = .milliseconds(100)) throws(IngestError) {
        events = try FolderEvents(folders)
        signals = events.signals(settling: settling)
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(signals: signals.makeAsyncIterator(), queue: events)
    }
}
