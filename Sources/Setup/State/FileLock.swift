import Collector
import Foundation
import Market

/// A lock between processes. The lock is held for the lifetime of the value, and released when the process ends for any
/// reason.
struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// The number of milliseconds between attempts to acquire the lock.
    private static let step: UInt32 = 5

    /// Acquires the lock, waiting for another process to release it.
    ///
    /// - Parameters:
    ///   - path: The path of the lock file. The file is created if it's missing, and isn't removed.
    ///   - milliseconds: The timeout in milliseconds.
    /// - Throws: An error if the file can't be opened, or on timeout.
    init(_ path: String, atMost milliseconds: Int) throws(Failure) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw Failure("\(path): \(SystemError.last.message)") }
        var left = milliseconds
        while flock(opened, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, left > 0 else {
                let reason = left > 0 ? SystemError.last.message : "locked by another process"
                close(opened)
                throw Failure("\(path): \(reason)")
            }
            usleep(Self.step * 1000)
            left -= Int(Self.step)
        }
        descriptor = opened
    }

    deinit { close(descriptor) }
}
