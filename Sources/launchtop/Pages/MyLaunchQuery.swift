import Alerts
import ArgumentParser
import Collector
import Dashboard
import History
import Market
import Setup

/// The arguments that select the My launch page and its data source.
struct MyLaunchQuery: PageQuery {
    static let name = "my-launch"
    static let abstract = "Ranks, downloads, milestones and alerts of the apps on the watchlist."

    @Option(help: ArgumentHelp(ReadingOptions.fromHelp, valueName: "source"))
    var from: String?
    @OptionGroup var reading: ReadingOptions

    func selection(_ common: CommonOptions) throws -> PageSelection {
        let library = try common.setup.reportedLibrary()
        var data = try common.setup.ledger(from: from, decoder: reading.decoder(common), about: .watchlist).snapshot
        let userState = StateFile(file: UserFolders.dashboardState, subject: "").userState()
        data.watch(changes: userState.watchlist)
        let watched = data.watchlist.sorted().map { userState.watched[$0] ?? WatchedApp($0) }
        let archive = common.setup.archive(from: from)
        var file = AlertFile()
        let alerts = archive.map { file.read(of: $0) } ?? AlertHistory()
        for problem in file.problems { Console.report(problem) }
        let end = data.span?.end ?? SystemClock.now()
        return PageSelection(title: "the watchlist", end: end) { instant in
            .showingMyLaunch(watched, data: data, library: library, alerts: alerts, at: instant)
        }
    }
}
