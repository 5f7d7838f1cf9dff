import Foundation
import Synchronization

/// A descriptor of the database file with a lock of its own, for as long as the file is open for writing.
///
/// The lock goes with the inode, so a second writer is refused also where somebody deleted the `.lock` file. Closing *any*
/// descriptor of a file drops the locks that SQLite has on it in the same process; so this one is opened before SQLite
/// opens the file, and closed when the last connection is gone: each of them holds it.
final class DatabaseLock: Sendable {
    let identity: FileIdentity
    private let descriptor: Int32
    /// The file's size and time as this process left it.
    private let stamp = Mutex<Stamp?>(nil)

    private struct Stamp: Hashable {
        var size: Int64
        var seconds: Int
        var nanoseconds: Int
    }

    /// Opens the file, and creates it where there is none.
    ///
    /// - Parameters:
    ///   - file: its path without links.
    ///   - path: how errors name it.
    /// - Throws: where another process writes to it, or it has a second name, or isn't a database.
    init(_ file: String, path: String) throws(ArchiveError) {
        var descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        // Whether it can be written, SQLite says later.
        if descriptor < 0, [EACCES, EPERM, EROFS].contains(errno) { descriptor = open(file, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0, let identity = FileIdentity(descriptor: descriptor) else {
            throw ArchiveError(.notWritable, path, "cannot be opened for writing: \(String(cString: strerror(errno)))")
        }
        (self.descriptor, self.identity) = (descriptor, identity)
        if Self.hasOwnLocks(identity), flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            throw ArchiveError(
                .held,
                path,
                "is being written by another process, whose lock file (\(file).lock) was deleted or replaced; "
                    + "it can be read meanwhile"
            )
        }
        if linkCount > 1 { throw ArchiveError(.notWritable, path, Self.hardLinkProblem(linkCount)) }
        try checkBeginning(path)
    }

    static func hardLinkProblem(_ count: Int) -> String {
        "has \(count) names (hard links), and SQLite keeps its write-ahead log by name: writing by two names damages "
            + "the file; delete the other name or make a copy"
    }

    /// A file with anything else in it is left alone, also where a write-ahead log beside it makes SQLite see a database.
    private func checkBeginning(_ path: String) throws(ArchiveError) {
        let bytes = beginning
        guard !bytes.isEmpty, !bytes.starts(with: "SQLite format 3\0".utf8) else { return }
        let text = String(decoding: bytes.prefix(12), as: UTF8.self)
        throw ArchiveError(.notAnArchive, path, "is not an archive: it begins with “\(text)”")
    }

    /// Its first bytes, read without opening it again.
    private var beginning: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return Array(bytes.prefix(max(0, count)))
    }

    /// Whether `flock` is independent of the locks of `fcntl`, which SQLite uses: on Linux, but for network folders.
    private static func hasOwnLocks(_ identity: FileIdentity) -> Bool {
        #if os(Linux)
            let mounts = (try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? ""
            return !MountTable.isNetwork(device: identity.device, in: mounts)
        #else
            return false
        #endif
    }

    /// How many names the file has: 0 where it was deleted.
    var linkCount: Int {
        var facts = stat()
        return fstat(descriptor, &facts) == 0 ? Int(facts.st_nlink) : 1
    }

    /// Where the file is now, where the system can tell.
    var currentPath: String? {
        guard linkCount > 0 else { return nil }
        return try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
    }

    /// Notes that the file is as this process wrote it.
    func noteWritten() {
        let now = currentStamp
        stamp.withLock { $0 = now }
    }

    /// Whether the file begins as a database.
    var isDatabase: Bool { beginning.starts(with: "SQLite format 3\0".utf8) }

    /// Whether size or time of the file aren't those that this process left: somebody has written into it.
    var isWrittenByOthers: Bool {
        let now = currentStamp
        return stamp.withLock { $0 != nil && now != nil && $0 != now }
    }

    private var currentStamp: Stamp? {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { return nil }
        #if os(Linux)
            let time = facts.st_mtim
        #else
            let time = facts.st_mtimespec
        #endif
        return Stamp(size: Int64(facts.st_size), seconds: time.tv_sec, nanoseconds: time.tv_nsec)
    }

    /// Lets another process write. The descriptor stays open as long as SQLite has the file open.
    func unlock() { flock(descriptor, LOCK_UN) }

    deinit { close(descriptor) }
}
