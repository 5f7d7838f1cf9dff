import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The descriptor behind a watch, and what it told that nobody has taken yet.
final class FolderEvents: Sendable {
    private struct State {
        /// `nil` when it is closed.
        var descriptor: Int32?
        /// Folders by the number that the system gave them; one may have been told under several names.
        var folders: [Int32: Set<String>] = [:]
        var batch = FolderWatch.Batch()
        /// Whether a signal is on its way.
        var isSignalled = false
        /// What wakes us; it holds this object until it is cancelled.
        var source: (any DispatchSourceRead)?
    }

    private let state: Mutex<State>

    deinit { close() }

    /// What came since this was asked last.
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
        init(_ folders: [String]) throws(IngestError) {
            let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
            guard descriptor >= 0 else {
                let reason =
                    errno == EMFILE ? "the system's limit of watches is reached" : String(cString: strerror(errno))
                throw IngestError(folders.first ?? "folders", "cannot be watched: \(reason)")
            }
            state = Mutex(State(descriptor: descriptor))
            for folder in folders {
                let number = try Self.watch(folder, with: descriptor)
                _ = state.withLock { $0.folders[number, default: []].insert(folder) }
            }
        }

        private static func watch(_ folder: String, with descriptor: Int32) throws(IngestError) -> Int32 {
            if let name = network(of: folder) {
                throw IngestError(folder, "lies on \(name), whose changes nobody tells; it must be looked at again")
            }
            let kinds =
                IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF
                | IN_ONLYDIR
            let number = inotify_add_watch(descriptor, folder, UInt32(bitPattern: kinds))
            guard number >= 0 else {
                let reason =
                    errno == ENOSPC
                    ? "the system's limit of watched folders is reached" : String(cString: strerror(errno))
                throw IngestError(folder, "cannot be watched: \(reason)")
            }
            return number
        }

        /// The kind of file system that a folder lies on, where inotify does not see what others do in it.
        private static func network(of folder: String) -> String? {
            var state = stat()
            guard stat(folder, &state) == 0,
                let mounts = FileManager.default.contents(atPath: "/proc/self/mountinfo")
            else { return nil }
            let device = "\((state.st_dev >> 8) & 0xFFF):\((state.st_dev & 0xFF) | ((state.st_dev >> 12) & 0xFFF00))"
            // "36 35 98:0 /root /place options - kind device options", see proc(5).
            for line in String(decoding: mounts, as: UTF8.self).split(separator: "\n") {
                let words = line.split(separator: " ")
                guard words.count > 2, words[2] == device, let mark = words.firstIndex(of: "-"), mark + 1 < words.count
                else { continue }
                let kind = words[mark + 1]
                let isRemote = ["nfs", "cifs", "smb", "9p", "ceph", "afs", "fuse."].contains { kind.hasPrefix($0) }
                return isRemote ? String(kind) : nil
            }
            return nil
        }

        /// A signal for each time that something is to be taken; it ends when the last folder is lost.
        func signals(settling: Duration) -> AsyncStream<Void> {
            let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
            continuation.onTermination = { [self] _ in stop() }
            state.withLock { state in
                guard let descriptor = state.descriptor else { return }
                let queue = DispatchQueue(label: "folder-watch")
                let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
                source.setEventHandler { [self] in gather(on: queue, settling: settling, continuation) }
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

        /// Takes what came, and signals it when it has settled; at the end at once.
        private func gather(
            on queue: DispatchQueue,
            settling: Duration,
            _ continuation: AsyncStream<Void>.Continuation
        ) {
            if gather() {
                continuation.yield()
                // Its termination stops the source.
                return continuation.finish()
            }
            let isFirst = state.withLock { state in
                defer { state.isSignalled = true }
                return !state.isSignalled
            }
            guard isFirst else { return }
            queue.asyncAfter(deadline: .now() + .nanoseconds(Int(settling / .nanoseconds(1)))) { [self] in
                state.withLock { $0.isSignalled = false }
                continuation.yield()
            }
        }

        /// Reads what the system has to tell; whether no folder is left.
        private func gather() -> Bool {
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

        /// Whether a name that is new leads to what was there already. What is just being written is told when it is done.
        private static func isLink(_ path: String) -> Bool {
            var status = stat()
            return lstat(path, &status) == 0 && (status.st_mode & S_IFMT == S_IFLNK || status.st_nlink > 1)
        }

        /// Takes events: number, kinds, cookie and length of the name, 32 bits each, and the name filled up with zeros.
        private static func take(_ bytes: ArraySlice<UInt8>, into state: inout State) {
            var rest = bytes
            while rest.count >= 16 {
                let words = rest.withUnsafeBytes { raw in
                    (0..<4).map { raw.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
                }
                let name = rest.dropFirst(16).prefix(Int(words[3])).prefix { $0 != 0 }
                rest = rest.dropFirst(16 + Int(words[3]))
                let kinds = Int32(bitPattern: words[1])
                let number = Int32(bitPattern: words[0])
                if kinds & IN_Q_OVERFLOW != 0 {
                    state.batch.lookAgain()
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
        init(_ folders: [String]) throws(IngestError) {
            throw IngestError(folders.first ?? "folders", "cannot be watched: this system has no inotify")
        }

        func signals(settling: Duration) -> AsyncStream<Void> { AsyncStream { $0.finish() } }
    #endif
}
