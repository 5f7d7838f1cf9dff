import Foundation

/// Which file a name leads to: its device and its inode. Two names with the same identity are one file.
struct FileIdentity: Hashable, Sendable {
    var device: UInt64
    var inode: UInt64

    init(device: UInt64, inode: UInt64) { (self.device, self.inode) = (device, inode) }

    /// The identity of an open file; `nil` where it can't be read.
    init?(descriptor: Int32) {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { return nil }
        self.init(facts)
    }

    private init(_ facts: stat) { self.init(device: UInt64(facts.st_dev), inode: UInt64(facts.st_ino)) }

    /// What a name leads to, links resolved.
    static func lookUp(_ path: String) -> FileLookup {
        var facts = stat()
        guard stat(path, &facts) == 0 else {
            let code = errno
            return [ENOENT, ENOTDIR, ELOOP].contains(code) ? .missing : .failed(code)
        }
        return .found(FileIdentity(facts))
    }
}

/// What came of looking up a name.
enum FileLookup: Hashable, Sendable {
    case found(FileIdentity)
    case missing
    /// The system's error code, such as that of a network folder that doesn't answer.
    case failed(Int32)
}
