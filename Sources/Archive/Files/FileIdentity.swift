import Foundation

/// The identity of a file: its device and inode. Two paths with the same identity lead to the same file.
struct FileIdentity: Hashable, Sendable {
    var device: UInt64
    var inode: UInt64

    init(device: UInt64, inode: UInt64) { (self.device, self.inode) = (device, inode) }

    /// Creates the identity of an open file; `nil` if it can't be read.
    init?(descriptor: Int32) {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { return nil }
        self.init(facts)
    }

    private init(_ facts: stat) { self.init(device: UInt64(facts.st_dev), inode: UInt64(facts.st_ino)) }

    /// Looks up the identity of the file at a path, following symbolic links.
    static func lookUp(_ path: String) -> FileLookup {
        var facts = stat()
        guard stat(path, &facts) == 0 else {
            let code = errno
            return [ENOENT, ENOTDIR, ELOOP].contains(code) ? .missing : .failed(code)
        }
        return .found(FileIdentity(facts))
    }
}

/// The result of looking up a path.
enum FileLookup: Hashable, Sendable {
    case found(FileIdentity)
    case missing
    /// The lookup failed with a system error code, for example because a network file system doesn't respond.
    case failed(Int32)
}
