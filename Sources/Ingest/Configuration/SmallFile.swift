import Foundation

/// Reads a file that is small by nature, whatever is found in its place.
enum SmallFile {
    /// - Parameters:
    ///   - limit: most bytes.
    ///   - isPrivate: whether it must belong to the user and be closed to all others.
    /// - Throws: a sentence for what is not there, no ordinary file (a folder, a pipe, a device), too large, or open to
    ///   others. It never waits.
    static func bytes(of path: String, limit: Int, isPrivate: Bool = false) throws(IngestError) -> [UInt8] {
        // Without O_NONBLOCK a pipe would be waited for until somebody writes to it.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(path, errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw IngestError(path, "is a folder") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw IngestError(path, "is no ordinary file") }
        if isPrivate {
            guard status.st_uid == geteuid() else { throw IngestError(path, "belongs to another user") }
            guard status.st_mode & 0o077 == 0 else {
                throw IngestError(path, "can be read by others; close it with chmod 600")
            }
        }
        // One byte more than there is to read shows that there was no more.
        var bytes = [UInt8](repeating: 0, count: min(limit, max(0, Int(clamping: status.st_size))) + 1)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                let room = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
                return read(descriptor, room.baseAddress, room.count)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw failure(path, errno) }
            if got == 0 { break }
            count += got
        }
        guard count <= limit else { throw IngestError(path, "has more than the \(limit) bytes that are read") }
        guard count < bytes.count else { throw IngestError(path, "grows while it is read; try again") }
        return Array(bytes.prefix(count))
    }

    private static func failure(_ path: String, _ code: Int32) -> IngestError {
        IngestError(
            path,
            code == ENOENT ? "there is no such file" : "cannot be read: \(String(cString: strerror(code)))"
        )
    }
}
