import Foundation

/// What tells whether a file changed since it was last looked at.
struct FileStamp: Hashable, Sendable {
    let size: Int64
    let seconds: Int64
    let nanoseconds: Int64
    let node: UInt64

    /// Why a file has no stamp.
    struct Fault: Error {
        let error: IngestError
        let isFolder: Bool
        /// Whether it is there and isn't a regular file: a folder, a pipe, a device.
        let isSpecial: Bool

        fileprivate init(_ path: String, _ problem: String, isFolder: Bool = false, isSpecial: Bool = false) {
            error = IngestError(path, problem)
            self.isFolder = isFolder
            self.isSpecial = isSpecial
        }
    }

    /// Looks at a file, through links.
    ///
    /// - Throws: where it cannot be looked at, or isn't a regular file: reading a pipe or a device could take for ever.
    init(of path: String) throws(Fault) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw Fault(path, "cannot be read: \(String(cString: strerror(errno)))")
        }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG else {
            throw Fault(path, "is not a regular file", isFolder: kind == S_IFDIR, isSpecial: true)
        }
        size = Int64(status.st_size)
        node = UInt64(status.st_ino)
        #if canImport(Darwin)
            (seconds, nanoseconds) = (Int64(status.st_mtimespec.tv_sec), Int64(status.st_mtimespec.tv_nsec))
        #else
            (seconds, nanoseconds) = (Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec))
        #endif
    }
}
