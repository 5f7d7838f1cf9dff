import Foundation

/// A version of a file, identified by its metadata without reading the contents.
struct FileVersion: Hashable, Sendable {
    private let number: UInt64
    private let size: Int64
    private let seconds: Int
    private let nanoseconds: Int

    /// Returns `nil` if the file doesn't exist.
    init?(_ file: URL) {
        var entry = stat()
        guard stat(file.path, &entry) == 0 else { return nil }
        (number, size) = (UInt64(entry.st_ino), Int64(entry.st_size))
        #if canImport(Darwin)
            (seconds, nanoseconds) = (entry.st_mtimespec.tv_sec, entry.st_mtimespec.tv_nsec)
        #else
            (seconds, nanoseconds) = (entry.st_mtim.tv_sec, entry.st_mtim.tv_nsec)
        #endif
    }
}
