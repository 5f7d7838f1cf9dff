import Foundation
import History
import Ingest
import Market
import Synchronization

/// Reads the library of launches while the first picture is shown already.
final class LibraryLoader: Sendable {
    private let files: [URL]
    private let watchlist: [AppID]
    private let goals: [Int]
    private let found: Mutex<[IngestError]>

    /// - Returns: `nil` where the library is what is open, or is nowhere to be found: other pages do without it.
    init?(_ opening: Opening, _ common: CommonOptions, _ configuration: Configuration) {
        if case .library = opening.page { return nil }
        guard let listed = try? common.listedLaunchFiles() else { return nil }
        files = listed.files
        watchlist = configuration.watchlistApps
        goals = configuration.milestones
        found = Mutex(listed.problems)
    }

    /// What could not be read; all of it once ``read()`` has returned.
    var problems: [IngestError] { found.withLock { $0 } }

    /// All of it that can be read.
    func read() -> LedgerSnapshot {
        let (launches, problems) = LaunchLibrary.read(files)
        found.withLock { $0 += problems }
        var ledger = Ledger()
        for launch in launches { ledger.append(launch) }
        ledger.watch(watchlist)
        ledger.setGoals(goals)
        return ledger.snapshot
    }
}
