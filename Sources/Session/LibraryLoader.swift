import Foundation
import History
import Input
import Launches
import Market
import Settings
import Setup
import Synchronization

/// A type that loads the launch library in the background while the first frame is shown.
final class LibraryLoader: Sendable {
    private let files: [URL]
    private let watchlist: [WatchlistEntry]
    private let goals: [Int]
    private let errors: Mutex<[InputError]>

    /// Creates a loader. Returns `nil` if the opening page already shows the library, or if the library isn't found,
    /// because all other pages can be shown without it.
    init?(_ opening: Opening, _ setup: Setup, _ configuration: Configuration) {
        if case .library = opening.page { return nil }
        guard let listed = try? setup.listedLaunchFiles() else { return nil }
        files = listed.files
        watchlist = configuration.watchlist
        goals = configuration.milestones
        errors = Mutex(listed.problems)
    }

    /// Errors for launch files that can't be read. The list is complete when ``read()`` has returned.
    var problems: [InputError] { errors.withLock { $0 } }

    /// Reads the launch files, and returns a ledger with the valid launches.
    func read() -> LedgerSnapshot {
        let (launches, problems) = LaunchLibrary.read(files)
        errors.withLock { $0 += problems }
        var ledger = Ledger()
        for launch in launches { ledger.append(launch) }
        ledger.watch(entries: watchlist)
        ledger.setGoals(goals)
        return ledger.snapshot
    }
}
