/// How the location of an open archive's files has changed since it was opened.
enum ArchiveLocation: Hashable, Sendable {
    case unchanged
    /// No file at the path: the archive was moved or deleted, or a parent folder was renamed.
    case missing
    /// Another file is at the path.
    case replaced
    /// The folder's disk isn't mounted.
    case unmounted
    /// The check failed, with the system's error code.
    case unreachable(Int32)
    /// The archive is in place, but its write-ahead log was deleted or replaced.
    case logLost
    /// The archive is in place, but the symbolic link through which it was opened now points elsewhere.
    case redirected
}

/// The identities of an archive's files when it was opened.
struct OpenedArchiveFiles: Hashable, Sendable {
    /// The path given by the user, which may be a symbolic link.
    var name: String
    /// The path with symbolic links resolved.
    var path: String
    var main: FileIdentity
    /// The write-ahead log and its index, by path.
    var logs: [String: FileIdentity]
    /// The device of the folder.
    var device: UInt64?

    /// The suffixes of the files that SQLite keeps next to a database.
    static let logSuffixes = ["-wal", "-shm"]

    init(name: String, path: String, main: FileIdentity, lookUp: (String) -> FileLookup) {
        (self.name, self.path, self.main) = (name, path, main)
        logs = [:]
        for suffix in Self.logSuffixes {
            if case .found(let identity) = lookUp(path + suffix) { logs[path + suffix] = identity }
        }
        if case .found(let folder) = lookUp(Self.folder(of: path)) { device = folder.device }
    }

    /// Compares the files with their current state.
    func location(_ lookUp: (String) -> FileLookup) -> ArchiveLocation {
        switch lookUp(path) {
        case .failed(let code): return .unreachable(code)
        case .missing: return isUnmounted(lookUp) ? .unmounted : .missing
        case .found(let identity) where identity != main: return .replaced
        case .found: break
        }
        for (log, identity) in logs {
            switch lookUp(log) {
            case .found(let found) where found != identity: return .logLost
            case .missing: return .logLost
            default: continue
            }
        }
        guard name != path else { return .unchanged }
        switch lookUp(name) {
        case .found(let identity) where identity != main: return .redirected
        case .missing: return .redirected
        default: return .unchanged
        }
    }

    /// Returns whether the nearest existing parent folder is on a different device than the archive's folder was.
    private func isUnmounted(_ lookUp: (String) -> FileLookup) -> Bool {
        guard let device else { return false }
        var folder = Self.folder(of: path)
        while true {
            if case .found(let identity) = lookUp(folder) { return identity.device != device }
            guard folder != "/" else { return false }
            folder = Self.folder(of: folder)
        }
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }
}
