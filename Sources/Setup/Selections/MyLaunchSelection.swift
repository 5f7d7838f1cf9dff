import Alerts
import Collector
import Dashboard
import History
import Input
import Market
import Settings

extension PageSelection {
    /// Returns the My launch page: the watchlist with the user's changes, and the alerts next to the archive.
    ///
    /// - Throws: An error if the data can't be read.
    package static func myLaunch(from source: DataSource, _ setup: Setup) throws -> PageSelection {
        let library = try setup.reportedLibrary()
        var ledger = Ledger()
        if source.name != nil || setup.archiveToRead != nil {
            ledger = try setup.ledger(from: source.name, decoder: source.decoder, about: .watchlist)
        } else {
            // The library is no data about the watchlist.
            ledger.watch(entries: try setup.configuration().watchlist)
        }
        // Storefronts are in the order of the sources, as in the dashboard.
        if let path = setup.archive(from: source.name), !EngineAddress.isAddress(path) {
            for status in SourceStatusFile.read(of: path) { ledger.note(status) }
        }
        var data = ledger.snapshot
        let userState = StateFile(file: UserFolders.dashboardState, subject: "").userState()
        data.watch(changes: userState.watchlist)
        let watched = data.watchlist.sorted().map { userState.watched[$0] ?? WatchedApp($0) }
        let archive = setup.archive(from: source.name)
        var file = AlertFile()
        let alerts = archive.map { file.read(of: $0) } ?? AlertHistory()
        for problem in file.problems { Console.report(problem) }
        let end = data.span?.end ?? SystemClock.now()
        return PageSelection(title: "the watchlist", end: end) { instant in
            .showingMyLaunch(watched, data: data, library: library, alerts: alerts, at: instant)
        }
    }
}
