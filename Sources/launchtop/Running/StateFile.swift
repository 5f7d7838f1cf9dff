import Dashboard
import Foundation
import Market

/// What is remembered of a person from run to run, in a file that several dashboards change and that may be deleted at any
/// time.
///
/// A change is written at once and merged with what others wrote since; a change by another is seen when this asks next.
struct StateFile {
    let file: URL
    /// What is open: when it was read last is remembered for each.
    let subject: String

    /// As the file was when this read or wrote it last.
    private var base = StoredUserState()
    /// The memory that belongs to it.
    private var kept = UserState()
    private var version: FileVersion?
    /// No write is tried before, after one failed.
    private var nextTry = Timestamp(seconds: .min)
    private var hasFailed = false
    /// What went wrong, to be shown once.
    private var notice: String?

    private static let sizeLimit = 1 << 20
    /// Milliseconds to wait for another dashboard that is writing.
    private static let lockTime = 200
    /// Seconds between two tries to write.
    private static let retryTime: Int64 = 5

    /// What the user added to the watchlist (true) or removed from it (false) by key.
    static func changesByKey() -> [AppID: Bool] {
        StateFile(file: UserFolders.memory, subject: "").memory().watchlist
    }

    init(file: URL, subject: String) {
        self.file = file
        self.subject = subject
        version = FileVersion(file)
        do throws(Failure) {
            base = try read() ?? base
        } catch {
            notice = "\(error); ignored, and moved to \(file.lastPathComponent).invalid at the next change"
        }
        kept = base.memory(of: subject)
    }

    /// As it was when the file was read or written last.
    func memory() -> UserState { kept }

    /// Writes what changed, and reads what others changed.
    ///
    /// - Parameters:
    ///   - now: when it changed.
    ///   - isLast: tries it also where it failed a moment ago.
    /// - Returns: what both changed; `nil` where neither did.
    mutating func exchange(_ memory: UserState, at now: Timestamp, isLast: Bool = false) -> UserState? {
        guard memory != kept || FileVersion(file) != version, isLast || now >= nextTry else { return nil }
        do throws(Failure) {
            let merged = try write(base.with(memory, of: subject, at: now))
            (base, kept) = (merged, merged.memory(of: subject))
            nextTry = Timestamp(seconds: .min)
            hasFailed = false
            return kept == memory ? nil : kept
        } catch {
            nextTry = now + Self.retryTime
            if !hasFailed { notice = "\(error); what is changed by key is not kept" }
            hasFailed = true
            return nil
        }
    }

    /// What went wrong since the last call.
    mutating func takeNotice() -> String? {
        defer { notice = nil }
        return notice
    }

    /// - Returns: `nil` where there is no file.
    private func read() throws(Failure) -> StoredUserState? {
        guard let data = try? Data(contentsOf: file) else { return nil }
        guard data.count <= Self.sizeLimit else { throw Failure("\(file.path): larger than 1 MB") }
        do {
            return try StoredUserState(json: data)
        } catch {
            throw Failure("\(file.path): invalid content")
        }
    }

    /// Merges with what the file has by now and puts the result in its place, unless it is that already.
    private mutating func write(_ mine: StoredUserState) throws(Failure) -> StoredUserState {
        let folder = file.deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure("\(folder.path): \(error.localizedDescription)")
        }
        let lock = try FileLock(file.path + ".lock", atMost: Self.lockTime)
        defer { withExtendedLifetime(lock) {} }
        var theirs: StoredUserState?
        do throws(Failure) {
            theirs = try read()
        } catch {
            // What is in it may still be worth something to somebody.
            rename(file.path, file.path + ".invalid")
        }
        // A file that is gone, or invalid, tells of no change by anybody.
        let merged = StoredUserState.merged(base: base, mine: mine, theirs: theirs ?? base)
        if merged != theirs {
            do {
                try merged.json.write(to: file, options: .atomic)
            } catch {
                throw Failure("\(file.path): cannot be written: \(error.localizedDescription)")
            }
        }
        version = FileVersion(file)
        return merged
    }
}
