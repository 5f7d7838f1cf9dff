import Foundation

/// What tells whether a file changed since it was last looked at.
struct FileStamp: Hashable, Sendable {
    let size: Int64
    let seconds: Int64
    let nanoseconds: Int64
    let node: UInt64

    /// Looks at a file, through links.
    ///
    /// - Throws: where it cannot be looked at, or is no ordinary file: reading a pipe or a device could take for ever.
    init(of path: String) throws(IngestError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw IngestError(path, "cannot be read: \(String(cString: strerror(errno)))")
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw IngestError(path, "is no ordinary file") }
        size = Int64(status.st_size)
        node = UInt64(status.st_ino)
        #if canImport(Darwin)
            (seconds, nanoseconds) = (Int64(status.st_mtimespec.tv_sec), Int64(status.st_mtimespec.tv_nsec))
        #else
            (seconds, nanoseconds) = (Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec))
        #endif
    }
}
