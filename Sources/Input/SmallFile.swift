import Foundation
import Market

/// Functions that read small files, such as settings and secrets.
package enum SmallFile {
    /// Returns the contents of a file. Never blocks, not even on a pipe.
    ///
    /// - Parameters:
    ///   - limit: The maximum number of bytes.
    ///   - isPrivate: Whether the user must own the file and other users must have no access to it.
    /// - Throws: An error if the file is missing, unreadable, not a regular file, larger than `limit`, growing while it
    ///   is read, or not private as required.
    package static func bytes(of path: String, limit: Int, isPrivate: Bool = false) throws(InputError) -> [UInt8] {
        // Without O_NONBLOCK, opening a pipe blocks until another process writes to it.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(path, errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw InputError(path, "is a folder, not a file") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw InputError(path, "not a regular file") }
        if isPrivate {
            guard status.st_uid == geteuid() else { throw InputError(path, "owned by another user") }
            guard status.st_mode & 0o077 == 0 else {
                throw InputError(path, "readable by other users; run chmod 600 on it")
            }
        }
        // One byte more than the expected size detects that the file is growing.
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
        guard count <= limit else { throw InputError(path, "file too large; the limit is \(limit) bytes") }
        guard count < bytes.count else { throw InputError(path, "file grew while it was read; try again") }
        return Array(bytes.prefix(count))
    }

    private static func failure(_ path: String, _ code: Int32) -> InputError {
        InputError(path, code == ENOENT ? "no such file" : "can't read file: \(SystemError(number: code).message)")
    }
}
