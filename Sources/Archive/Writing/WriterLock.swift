import Foundation
import Market

/// A lock that allows only one process at a time to write to an archive. The system releases the lock when the process
/// exits or crashes.
final class WriterLock: Sendable {
    /// The path of the lock file, which is next to the archive.
    let file: String
    private let descriptor: Int32
    private let identity: FileIdentity
    /// A description of the last writer if it didn't close the archive cleanly; otherwise `nil`.
    let abandonedBy: String?

    /// Acquires the lock of an archive.
    ///
    /// - Parameters:
    ///   - owner: The command that this process runs, which other writers show in their errors.
    ///   - timeout: The number of seconds to wait for another writer to exit.
    /// - Throws: An error if another process holds the lock or the lock file can't be created.
    init(archive path: String, owner: String, timeout: Double) throws(ArchiveError) {
        let file = Self.file(for: path)
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0, let identity = FileIdentity(descriptor: descriptor) else {
            throw ArchiveError(
                .notWritable,
                path,
                "can't create the lock file \(file): \(SystemError.last.message)"
            )
        }
        (self.file, self.descriptor, self.identity) = (file, descriptor, identity)
        let end = ContinuousClock.now + .seconds(timeout)
        var isHeld = flock(descriptor, LOCK_EX | LOCK_NB) == 0
        while !isHeld, ContinuousClock.now < end {
            usleep(50_000)
            isHeld = flock(descriptor, LOCK_EX | LOCK_NB) == 0
        }
        var bytes = [UInt8](repeating: 0, count: 200)
        let count = max(0, read(descriptor, &bytes, bytes.count))
        let holder = String(decoding: bytes[..<count], as: UTF8.self)
        guard isHeld else {
            abandonedBy = nil
            throw ArchiveError(.locked, path, "locked by \(Self.label(of: holder)); you can still read it")
        }
        abandonedBy = holder.isEmpty ? nil : Self.label(of: holder)
        ftruncate(descriptor, 0)
        let text = "\(owner), process \(getpid())"
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    /// Returns a label of the process named in the text of a lock file. For example, "launchtop record, process 123"
    /// gives "launchtop record (pid 123)".
    private static func label(of holder: String) -> String {
        guard let range = holder.range(of: ", process ", options: .backwards) else { return "another process" }
        return "\(holder[..<range.lowerBound]) (pid \(holder[range.upperBound...]))"
    }

    /// Returns the path of the lock file, which is the same for all symbolic links to the archive.
    static func file(for path: String) -> String { ArchiveFile.resolved(path) + ".lock" }

    /// Returns whether the process named in the lock file of an archive is running. The lock itself isn't tested, since
    /// testing it would lock out other writers for a moment.
    static func isLocked(archive path: String) -> Bool {
        guard let holder = try? String(contentsOfFile: file(for: path), encoding: .utf8),
            let process = holder.split(separator: " ").last.flatMap({ pid_t($0) }), process > 0
        else { return false }
        return kill(process, 0) == 0 || errno == EPERM
    }

    /// Whether the path of the lock file still leads to the file that was locked.
    var isInPlace: Bool { FileIdentity.lookUp(file) == .found(identity) }

    /// Empties the lock file, which shows the next writer that the archive was closed cleanly.
    func markClosedCleanly() { ftruncate(descriptor, 0) }

    deinit { close(descriptor) }
}
