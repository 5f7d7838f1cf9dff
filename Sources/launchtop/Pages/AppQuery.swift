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

    /// Finds the app; see ``AppSelection``.
    ///
    /// - Throws: An error if no app matches. If several apps match, the error lists their names.
    func find(_ common: CommonOptions) throws(Failure) -> (app: AppID, ledger: LedgerSnapshot) {
        try AppSelection(app, from: reading.source(from, common)).find(common.setup)
    }
}
