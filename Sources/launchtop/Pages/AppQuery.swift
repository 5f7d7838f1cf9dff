import ArgumentParser
import Collector
import Dashboard
import History
import Market
import Setup

/// The arguments that select an App page.
struct AppPageQuery: PageQuery {
    static let name = "app"
    static let abstract = "An app's ranks, downloads and growth."

    @OptionGroup var query: AppQuery
    @OptionGroup var growth: GrowthArguments

    func selection(_ common: CommonOptions) throws -> PageSelection {
        let (app, ledger) = try query.find(common)
        let name = ledger.name(of: app, asOf: ledger.span?.end ?? SystemClock.now())
        return PageSelection(.app(app), in: ledger, title: name, window: growth.window.seconds)
    }

    var fitsDiffusion: Bool { growth.bass }
}

/// The arguments that select an app and the data source to find it in.
struct AppQuery: ParsableArguments {
    static let help: ArgumentHelp = "App id, launch id, or part of the name."

    @Argument(help: Self.help, completion: Completion.launches) var app: String
    @Option(help: ArgumentHelp(ReadingOptions.fromHelp, valueName: "source"))
    var from: String?
    @OptionGroup var reading: ReadingOptions

    /// Finds the app. Without `--from`, the short id of a launch is looked up in the library first. An app on the
    /// watchlist is found even if no chart has listed it.
    ///
    /// - Returns: The app and a ledger that contains it.
    /// - Throws: An error if no app matches. If several apps match, the error lists their names.
    func find(_ common: CommonOptions) throws(Failure) -> (app: AppID, ledger: LedgerSnapshot) {
        if from == nil, let library = try? common.setup.library().ledger.snapshot, let launch = library.launch(id: app)
        {
            return (launch.app, library)
        }
        let ledger = try common.setup.ledger(from: from, decoder: reading.decoder(common), about: .named(app)).snapshot
        do {
            return (try ledger.app(named: app), ledger)
        } catch {
            // An app on the watchlist has a page before a chart lists it.
            guard let watched = ledger.watchedApp(named: app, among: StateFile.watchedApps()) else { throw error }
            return (watched, ledger)
        }
    }
}
