import Foundation
import Market
import Synchronization

/// A descriptor of the database file with its own lock, held while the file is open for writing.
///
/// The lock applies to the inode, so a second writer is rejected even if the `.lock` file was deleted. Closing *any*
/// descriptor of a file drops the locks that SQLite holds on it in the same process. Therefore this descriptor is
/// opened before SQLite opens the file, and closed after the last connection, since each connection retains this
/// object.
final class DatabaseLock: Sendable {
    let identity: FileIdentity
    private let descriptor: Int32
    /// The file's size and modification time after this process last wrote to it; `nil` if they aren't known.
    private let stamp = Mutex<Stamp?>(nil)

    private struct Stamp: Hashable {
        var size: Int64
        var seconds: Int
        var nanoseconds: Int
    }

    /// Opens the file, and creates it if it doesn't exist.
    ///
    /// - Parameters:
    ///   - file: The path with symbolic links resolved.
    ///   - path: The path to use in errors.
    /// - Throws: An error if another process is writing to the file, or if the file has more than one hard link or
    ///   isn't a database.
    init(_ file: String, path: String) throws(ArchiveError) {
        var descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        // SQLite reports later that the file can't be written.
        if descriptor < 0, [EACCES, EPERM, EROFS].contains(errno) { descriptor = open(file, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0, let identity = FileIdentity(descriptor: descriptor) else {
            throw ArchiveError(.notWritable, path, "can't open for writing: \(SystemError.last.message)")
        }
        (self.descriptor, self.identity) = (descriptor, identity)
        if Self.hasOwnLocks(identity), flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            throw ArchiveError(
                .locked,
                path,
                "locked by another process (its lock file \(file).lock was deleted or replaced); you can still read it"
            )
        }
        if linkCount > 1 { throw ArchiveError(.notWritable, path, Self.hardLinkProblem(linkCount)) }
        try checkBeginning(path)
    }

    static func hardLinkProblem(_ count: Int) -> String {
        "has \(count) hard links, and writing through more than one would damage it; delete the other links or make "
            + "a copy"
    }

    /// Throws an error if the file isn't empty and doesn't begin with the SQLite header. SQLite itself may accept such
    /// a file because of the write-ahead log next to it.
    private func checkBeginning(_ path: String) throws(ArchiveError) {
        let bytes = beginning
        guard !bytes.isEmpty, !bytes.starts(with: "SQLite format 3\0".utf8) else { return }
        let text = String(decoding: bytes.prefix(12), as: UTF8.self)
        throw ArchiveError(.notAnArchive, path, "not an archive: the file starts with \(ArchiveFile.quoted(text))")
    }

    /// The first 16 bytes of the file, or fewer if it is shorter, read without opening the file again.
    private var beginning: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return Array(bytes.prefix(max(0, count)))
    }

    /// Returns whether `flock` locks on a file are independent of the `fcntl` locks that SQLite uses, as they are on
    /// Linux except on network file systems.
    private static func hasOwnLocks(_ identity: FileIdentity) -> Bool {
        #if os(Linux)
            let mounts = (try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? ""
            return !MountTable.isNetwork(device: identity.device, in: mounts)
        #else
            return false
        #endif
    }

    /// The number of hard links to the file: 0 if it was deleted, 1 if the number can't be read.
    var linkCount: Int {
        var facts = stat()
        return fstat(descriptor, &facts) == 0 ? Int(facts.st_nlink) : 1
    }

    /// The file's current path; `nil` if the file was deleted or the system can't report the path.
    var currentPath: String? {
        guard linkCount > 0 else { return nil }
        return try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
    }

    /// Records the file's current size and modification time after this process has written to it.
    func noteWritten() {
        let now = currentStamp
        stamp.withLock { $0 = now }
    }

    /// Whether the file begins with the SQLite header.
    var isDatabase: Bool { beginning.starts(with: "SQLite format 3\0".utf8) }

    /// Whether another program has written to the file: its size or modification time has changed since this process
    /// last wrote to it.
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

    /// Releases the lock. The descriptor stays open as long as SQLite has the file open.
    func unlock() { flock(descriptor, LOCK_UN) }

    deinit { close(descriptor) }
}
