import ArgumentParser
import Collector
import Dashboard
import History
import Market

/// The arguments that select an App page.
struct AppPageQuery: PageQuery {
    static let name = "app"
    static let abstract = "An app's ranks, downloads and growth."

    @OptionGroup var query: AppQuery
    @OptionGroup var growth: GrowthArguments

    func selection(_ common: CommonOptions) throws -> PageSelection {
        let (app, ledger) = try query.find(common)
        let name = ledger.name(of: app, asOf: ledger.span?.end ?? SystemClock.now())
        return PageSelection(.app(app), in: ledger, title: name, window: growth.window)
    }

    var fitsDiffusion: Bool { growth.bass }
}

/// The arguments that select an app and the data source to find it in.
struct AppQuery: ParsableArguments {
    static let help: ArgumentHelp = "App id, launch id, or part of the name."

    @Argument(help: Self.help, completion: Completion.launches) var app: String
    @Option(help: ArgumentHelp(SourceLoader.fromHelp, valueName: "source"))
    var from: String?
    @OptionGroup var reading: ReadingOptions

    /// Finds the app. Without `--from`, the short id of a launch is looked up in the library first.
    ///
    /// - Returns: The app and a ledger that contains it.
    /// - Throws: An error if no app matches, or several do; it lists their names.
    func find(_ common: CommonOptions) throws(Failure) -> (app: AppID, ledger: LedgerSnapshot) {
        if from == nil, let library = try? common.library().ledger.snapshot, let launch = library.launch(id: app) {
            return (launch.app, library)
        }
        let ledger = try SourceLoader.ledger(from: from, common: common, decoder: reading.decoder(common)).snapshot
        return (try Self.find(app, in: ledger), ledger)
    }

    /// Returns whether an app has this id or launch id, or this text in its name.
    static func mightMatch(_ app: String, in ledger: LedgerSnapshot) -> Bool {
        ledger.launch(id: app) != nil || !ledger.apps(matching: app, limit: 1).isEmpty
            || AppID.candidates(for: app).contains { ledger.registry.handle(of: $0) != nil }
    }

    /// Finds the only app that matches.
    ///
    /// - Parameter app: An app id, the short id of a launch, or part of a name.
    static func find(_ app: String, in ledger: LedgerSnapshot) throws(Failure) -> AppID {
        let known = AppID.candidates(for: app).first { ledger.registry.handle(of: $0) != nil }
        if let known { return known }
        if let launch = ledger.launch(id: app) { return launch.app }
        let matches = ledger.apps(matching: app, limit: 9)
        guard let only = matches.first else {
            throw Failure("no app matches \"\(app)\"; use an app id or part of a name")
        }
        guard matches.count == 1 else {
            let end = ledger.span?.end ?? SystemClock.now()
            let list = matches.prefix(8).map { "\($0.text) \(ledger.name(of: $0, asOf: end))" }
            throw Failure(
                "\"\(app)\" is ambiguous: \(list.joined(separator: "; "))\(matches.count > 8 ? "; …" : ""); use the app id"
            )
        }
        return only
    }
}
