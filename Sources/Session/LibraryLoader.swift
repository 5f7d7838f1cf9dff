import Foundation
import History
import Input
import Launches
import Market
import Settings
import Setup
import Synchronization

/// A type that loads the launch library in the background, while the first frame is already shown.
final class LibraryLoader: Sendable {
    private let files: [URL]
    private let watchlist: [AppID]
    private let goals: [Int]
    private let errors: Mutex<[InputError]>

    /// Creates a loader. Returns `nil` if the library is already open, or can't be found; other pages work without it.
    init?(_ opening: Opening, _ setup: Setup, _ configuration: Configuration) {
        if case .library = opening.page { return nil }
        guard let listed = try? setup.listedLaunchFiles() else { return nil }
        files = listed.files
        watchlist = configuration.watchlistApps
        goals = configuration.milestones
        errors = Mutex(listed.problems)
    }

    /// Errors for files that can't be read; complete after ``read()`` has returned.
    var problems: [InputError] { errors.withLock { $0 } }

    /// Returns the launches that can be read.
    func read() -> LedgerSnapshot {
        let (launches, problems) = LaunchLibrary.read(files)
        errors.withLock { $0 += problems }
        var ledger = Ledger()
        for launch in launches { ledger.append(launch) }
        ledger.watch(watchlist)
        ledger.setGoals(goals)
        return ledger.snapshot
    }
}
