import Foundation
import Input
import Market
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The inotify descriptor of a folder watch, and its pending events.
final class FolderEvents: Sendable {
    private struct State {
        /// The inotify descriptor; `nil` after it's closed.
        var descriptor: Int32?
        /// The paths of folders by watch descriptor. A folder may have several paths.
        var folders: [Int32: Set<String>] = [:]
        var batch = FolderWatch.Batch()
        /// Whether a signal is scheduled.
        var isSignaled = false
        /// The event source, which retains this object until it's canceled.
        var source: (any DispatchSourceRead)?
    }

    private let state: Mutex<State>

    deinit { close() }

    /// Returns the events since the last call.
    func take() -> FolderWatch.Batch {
        state.withLock { state in
            defer { state.batch = FolderWatch.Batch() }
            return state.batch
        }
    }

    private func close() {
        state.withLock { state in
            if let descriptor = state.descriptor { _ = Foundation.close(descriptor) }
            state.descriptor = nil
        }
    }

    #if os(Linux)
        init(_ folders: [String]) throws(InputError) {
            let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
            guard descriptor >= 0 else {
                let reason = errno == EMFILE ? "inotify instance limit reached" : SystemError.last.message
                throw InputError(folders.first ?? "folders", "can't watch folder: \(reason)")
            }
            state = Mutex(State(descriptor: descriptor))
            for folder in folders {
                let number = try Self.watch(folder, with: descriptor)
                _ = state.withLock { $0.folders[number, default: []].insert(folder) }
            }
        }

        private static func watch(_ folder: String, with descriptor: Int32) throws(InputError) -> Int32 {
            if let name = networkFileSystem(of: folder) {
                throw InputError(folder, "can't watch folder: \(name) is a network file system without change events")
            }
            let kinds =
                IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF
                | IN_ONLYDIR
            let number = inotify_add_watch(descriptor, folder, UInt32(bitPattern: kinds))
            guard number >= 0 else {
                let reason = errno == ENOSPC ? "inotify watch limit reached" : SystemError.last.message
                throw InputError(folder, "can't watch folder: \(reason)")
            }
            return number
        }

        /// Returns the type of a folder's file system if it's a network file system, where inotify misses remote
        /// changes; otherwise `nil`.
        private static func networkFileSystem(of folder: String) -> String? {
            var state = stat()
            guard stat(folder, &state) == 0,
                let mounts = FileManager.default.contents(atPath: "/proc/self/mountinfo")
            else { return nil }
            let device = "\((state.st_dev >> 8) & 0xFFF):\((state.st_dev & 0xFF) | ((state.st_dev >> 12) & 0xFFF00))"
            // "36 35 98:0 /root /mountpoint options - type device options", see proc(5).
            for line in String(decoding: mounts, as: UTF8.self).split(separator: "\n") {
                let fields = line.split(separator: " ")
                guard fields.count > 2, fields[2] == device, let dash = fields.firstIndex(of: "-"),
                    dash + 1 < fields.count
                else { continue }
                let kind = fields[dash + 1]
                let isRemote = ["nfs", "cifs", "smb", "9p", "ceph", "afs", "fuse."].contains { kind.hasPrefix($0) }
                return isRemote ? String(kind) : nil
            }
            return nil
        }

        /// Returns a stream that signals pending events. The stream ends when the last folder is gone.
        func signals(debounce: Duration) -> AsyncStream<Void> {
            let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
            continuation.onTermination = { [self] _ in stop() }
            state.withLock { state in
                guard let descriptor = state.descriptor else { return }
                let queue = DispatchQueue(label: "folder-watch")
                let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
                source.setEventHandler { [self] in collect(on: queue, debounce: debounce, continuation) }
                source.setCancelHandler { [self] in close() }
                state.source = source
                source.resume()
            }
            return stream
        }

        private func stop() {
            state.withLock { state in
                state.source?.cancel()
                state.source = nil
            }
        }

        /// Collects events and signals them after the debounce interval, or immediately if no folder is left.
        private func collect(
            on queue: DispatchQueue,
            debounce: Duration,
            _ continuation: AsyncStream<Void>.Continuation
        ) {
            if collect() {
                continuation.yield()
                // Finishing the stream stops the source.
                return continuation.finish()
            }
            let isFirst = state.withLock { state in
                defer { state.isSignaled = true }
                return !state.isSignaled
            }
            guard isFirst else { return }
            queue.asyncAfter(deadline: .now() + .nanoseconds(Int(debounce / .nanoseconds(1)))) { [self] in
                state.withLock { $0.isSignaled = false }
                continuation.yield()
            }
        }

        /// Reads pending events and returns whether no folder is left.
        private func collect() -> Bool {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            return state.withLock { state in
                guard let descriptor = state.descriptor else { return true }
                while true {
                    let count = read(descriptor, &buffer, buffer.count)
                    if count < 0, errno == EINTR { continue }
                    guard count > 0 else { return state.folders.isEmpty }
                    Self.take(buffer[..<count], into: &state)
                }
            }
        }

        /// Returns whether a new file is a symbolic link or a hard link. Links are reported when they are created;
        /// other files are reported when the program that writes them closes them.
        private static func isLink(_ path: String) -> Bool {
            var status = stat()
            return lstat(path, &status) == 0 && (status.st_mode & S_IFMT == S_IFLNK || status.st_nlink > 1)
        }

        /// Parses events: watch descriptor, mask, cookie and name length with 32 bits each, then the zero-padded name.
        private static func take(_ bytes: ArraySlice<UInt8>, into state: inout State) {
            var rest = bytes
            while rest.count >= 16 {
                let header = rest.withUnsafeBytes { raw in
                    (0..<4).map { raw.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
                }
                let name = rest.dropFirst(16).prefix(Int(header[3])).prefix { $0 != 0 }
                rest = rest.dropFirst(16 + Int(header[3]))
                let kinds = Int32(bitPattern: header[1])
                let number = Int32(bitPattern: header[0])
                if kinds & IN_Q_OVERFLOW != 0 {
                    state.batch.requireRescan()
                } else if kinds & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED) != 0 {
                    state.batch.lost.formUnion(state.folders.removeValue(forKey: number) ?? [])
                } else if kinds & IN_ISDIR == 0, !name.isEmpty {
                    let name = String(decoding: name, as: UTF8.self)
                    for folder in state.folders[number] ?? []
                    where kinds & IN_CREATE == 0 || isLink("\(folder)/\(name)") {
                        state.batch.add(name, in: folder)
                    }
                }
            }
        }
    #else
        init(_ folders: [String]) throws(InputError) {
            throw InputError(folders.first ?? "folders", "can't watch folder: no inotify on this system")
        }

        func signals(debounce: Duration) -> AsyncStream<Void> { AsyncStream { $0.finish() } }
    #endif
}
