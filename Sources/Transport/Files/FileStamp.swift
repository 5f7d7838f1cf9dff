import Foundation
package import Input
import Market

/// A file's size, modification time and inode, for detecting changes.
package struct FileStamp: Hashable, Sendable {
    package let size: Int64
    package let seconds: Int64
    let nanoseconds: Int64
    let node: UInt64

    /// The reason why a file has no stamp.
    package struct StampError: Error {
        package let error: InputError
        package let isFolder: Bool
        /// Whether the path exists but isn't a regular file: it's a folder, a pipe or a device.
        package let isSpecial: Bool

        fileprivate init(_ path: String, _ problem: String, isFolder: Bool = false, isSpecial: Bool = false) {
            error = InputError(path, problem)
            self.isFolder = isFolder
            self.isSpecial = isSpecial
        }
    }

    /// Reads the stamp of a file, following symbolic links.
    ///
    /// - Throws: An error if the file is inaccessible or isn't a regular file. Reading a pipe or device could block
    ///   forever.
    package init(of path: String) throws(StampError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw StampError(path, "can't read file: \(SystemError.last.message)")
        }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG else {
            throw StampError(path, "not a regular file", isFolder: kind == S_IFDIR, isSpecial: true)
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
