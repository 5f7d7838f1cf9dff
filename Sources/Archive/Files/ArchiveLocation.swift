/// The change in the location of an archive's files since the archive was opened.
enum ArchiveLocation: Hashable, Sendable {
    case unchanged
    /// There is no file at the path: the archive was moved or deleted, or a parent folder was renamed.
    case missing
    /// A different file is at the path.
    case replaced
    /// The disk that contains the archive isn't mounted.
    case unmounted
    /// The check failed with a system error code.
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
    /// The identities of the write-ahead log and its index, by path.
    var logs: [String: FileIdentity]
    /// The device that contains the archive's folder; `nil` if the folder couldn't be looked up.
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

    /// Returns how the files have changed since the archive was opened.
    ///
    /// - Parameter lookUp: A function that returns the identity of the file at a path.
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

    /// Returns whether the nearest existing parent folder is on a different device from the one that contained the
    /// archive's folder.
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
