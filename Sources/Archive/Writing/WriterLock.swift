import Foundation

/// Lets one process write to an archive. The lock goes with the process, however it ends.
final class WriterLock: Sendable {
    /// The lock file, next to the archive.
    let file: String
    private let descriptor: Int32
    private let identity: FileIdentity
    /// What the last writer told, where it did not end in order.
    let abandonedBy: String?

    /// - Parameter who: what this process is doing, told to others who want to write.
    /// - Throws: with what the holder told.
    init(archive path: String, who: String, patience: Double) throws(ArchiveError) {
        let file = Self.file(for: path)
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0, let identity = FileIdentity(descriptor: descriptor) else {
            throw ArchiveError(.notWritable, path, "cannot be written: \(String(cString: strerror(errno))) (\(file))")
        }
        (self.file, self.descriptor, self.identity) = (file, descriptor, identity)
        let end = ContinuousClock.now + .seconds(patience)
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
            let named = holder.isEmpty ? "another process" : holder
            throw ArchiveError(.held, path, "is being written by \(named); it can be read meanwhile")
        }
        abandonedBy = holder.isEmpty ? nil : holder
        ftruncate(descriptor, 0)
        let text = "\(who), process \(getpid())"
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    /// By one name, whatever links lead to the archive.
    static func file(for path: String) -> String { ArchiveFile.resolved(path) + ".lock" }

    /// Whether the process that is named in the lock of an archive is there. The lock itself is not touched: who tries it
    /// holds it for a moment, in which another could not begin to write.
    static func isHeld(archive path: String) -> Bool {
        guard let holder = try? String(contentsOfFile: file(for: path), encoding: .utf8),
            let process = holder.split(separator: " ").last.flatMap({ pid_t($0) }), process > 0
        else { return false }
        return kill(process, 0) == 0 || errno == EPERM
    }

    /// Whether the lock file is still the one that was locked.
    var isInPlace: Bool { FileIdentity.lookUp(file) == .found(identity) }

    /// Tells the next writer that this one ended in order.
    func endInOrder() { ftruncate(descriptor, 0) }

    deinit { close(descriptor) }
}
