import Collector
package import Dashboard
package import Foundation
import Input
package import Market
import Transport

/// The file that keeps the user's state between runs. Several dashboards share the file, and it may be deleted at any
/// time.
///
/// A change is written immediately and merged with changes by other dashboards. The other dashboards detect the change
/// at their next sync.
package struct StateFile {
    let file: URL
    /// The subject of the dashboard, such as a path. The read mark and the last page are stored separately for each
    /// subject.
    let subject: String

    /// The file's contents when it was last read or written.
    private var base = StoredUserState()
    /// The user state of `subject` in `base`.
    private var saved = UserState()
    private var version: FileStamp?
    /// The time of the next attempt after a failed write.
    private var nextAttempt = Timestamp(seconds: .min)
    private var hasFailed = false
    /// The error message to show next; `nil` if there is none.
    private var notice: String?

    private static let sizeLimit = 1 << 20
    /// The timeout for the lock, in milliseconds.
    private static let lockTimeout = 200
    /// The number of seconds between attempts to write.
    private static let retryInterval: Int64 = 5

    /// Returns the apps that the user added to the watchlist (true) or removed from it (false) in the dashboard.
    package static func changesByKey() -> [AppID: Bool] {
        StateFile(file: UserFolders.dashboardState, subject: "").userState().watchlist
    }

    /// Returns the names and launch times that the user entered for apps on the watchlist.
    package static func watchedApps() -> [AppID: WatchedApp] {
        StateFile(file: UserFolders.dashboardState, subject: "").userState().watched
    }

    /// Adds apps to the watchlist.
    ///
    /// - Returns: The error message, or `nil` on success.
    package static func watch(_ apps: [WatchedApp]) -> String? {
        guard !apps.isEmpty else { return nil }
        var file = StateFile(file: UserFolders.dashboardState, subject: "")
        var userState = file.userState()
        for app in apps { userState.watch(app) }
        _ = file.sync(userState, at: SystemClock.now(), isLast: true)
        return file.takeNotice()
    }

    package init(file: URL, subject: String) {
        self.file = file
        self.subject = subject
        version = try? FileStamp(of: file.path)
        do throws(Failure) {
            base = try read() ?? base
        } catch {
            notice = "\(error); ignoring the file; the next change renames it to \(file.lastPathComponent).invalid"
        }
        saved = base.userState(for: subject)
    }

    /// Returns the user state as of the time when the file was last read or written.
    package func userState() -> UserState { saved }

    /// Writes changes to the file, and reads changes by other dashboards.
    ///
    /// - Parameters:
    ///   - now: The time of the changes.
    ///   - isLast: Whether this is the last sync. The last sync doesn't wait for the retry interval after a failed
    ///     write.
    /// - Returns: The merged state; `nil` if it is the same as `userState`, no sync was needed, a retry isn't due yet,
    ///   or the file couldn't be written.
    package mutating func sync(_ userState: UserState, at now: Timestamp, isLast: Bool = false) -> UserState? {
        guard userState != saved || (try? FileStamp(of: file.path)) != version, isLast || now >= nextAttempt else {
            return nil
        }
        do throws(Failure) {
            let merged = try write(base.with(userState, for: subject, at: now))
            (base, saved) = (merged, merged.userState(for: subject))
            nextAttempt = Timestamp(seconds: .min)
            hasFailed = false
            return saved == userState ? nil : saved
        } catch {
            nextAttempt = now + Self.retryInterval
            if !hasFailed { notice = "\(error); changes are not saved" }
            hasFailed = true
            return nil
        }
    }

    /// Returns the error message and clears it; `nil` if there is none.
    package mutating func takeNotice() -> String? {
        defer { notice = nil }
        return notice
    }

    /// Reads the file. Returns `nil` if it doesn't exist or can't be opened.
    private func read() throws(Failure) -> StoredUserState? {
        guard let data = try? Data(contentsOf: file) else { return nil }
        guard data.count <= Self.sizeLimit else { throw Failure("\(file.path): larger than 1 MB") }
        do {
            return try StoredUserState(json: data)
        } catch {
            throw Failure("\(file.path): invalid content")
        }
    }

    /// Merges a state with the contents of the file, writes the result if it's different, and returns it.
    private mutating func write(_ mine: StoredUserState) throws(Failure) -> StoredUserState {
        let folder = file.deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure("\(folder.path): \(SystemError.message(of: error))")
        }
        let lock = try FileLock(file.path + ".lock", atMost: Self.lockTimeout)
        defer { withExtendedLifetime(lock) {} }
        var theirs: StoredUserState?
        do throws(Failure) {
            theirs = try read()
        } catch {
            // Keep a copy of the invalid file, which the user may want to repair.
            rename(file.path, file.path + ".invalid")
        }
        // Treat a missing or invalid file as unchanged.
        let merged = StoredUserState.merged(base: base, mine: mine, theirs: theirs ?? base)
        if merged != theirs {
            do {
                try merged.json.write(to: file, options: .atomic)
            } catch {
                throw Failure("\(file.path): can't write the file: \(SystemError.message(of: error))")
            }
        }
        version = try? FileStamp(of: file.path)
        return merged
    }
}
