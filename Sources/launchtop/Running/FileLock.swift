import Foundation

/// A lock between processes: held as long as the value is there, and given up when its process ends, however it does.
struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Milliseconds between two tries.
    private static let step: UInt32 = 5

    /// Takes the lock, waiting until another process has given it up.
    ///
    /// - Parameters:
    ///   - path: a file that is made where it is missing, and stays.
    ///   - milliseconds: how long to wait.
    /// - Throws: where the file cannot be opened or the lock is still held.
    init(_ path: String, atMost milliseconds: Int) throws(Failure) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
        var left = milliseconds
        while flock(opened, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, left > 0 else {
                let reason = left > 0 ? String(cString: strerror(errno)) : "locked by another process"
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
