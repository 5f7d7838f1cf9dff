import ArgumentParser
import Dashboard
import History
import Market

/// Which app is meant, and where it is.
struct AppQuery: ParsableArguments {
    @Argument(help: "The app's id, the short id of its launch, or part of its name.") var app: String
    @Option(help: ArgumentHelp("Where snapshots are; the archive without it, else the library.", valueName: "source"))
    var from: String?
    @OptionGroup var reading: ReadingOptions

    /// - Returns: the app and a ledger that knows it. Where nobody pointed, the short id of a launch means the library.
    /// - Throws: where no app is meant, or several may be, with their names.
    func find(_ common: CommonOptions) throws(Failure) -> (app: AppID, ledger: LedgerSnapshot) {
        if from == nil, let library = try? common.library().ledger.snapshot, let launch = library.launch(id: app) {
            return (launch.app, library)
        }
        let ledger = try SourceLoader.ledger(from: from, common: common, decoder: reading.decoder(common)).snapshot
        return (try Self.find(app, in: ledger), ledger)
    }

    /// Whether some app has that id, that launch, or that in its name.
    static func mayMean(_ app: String, in ledger: LedgerSnapshot) -> Bool {
        ledger.launch(id: app) != nil || !ledger.apps(matching: app, limit: 1).isEmpty
            || AppID.candidates(for: app).contains { ledger.registry.handle(of: $0) != nil }
    }

    /// - Parameter app: an id, the short id of a launch, or part of a name.
    static func find(_ app: String, in ledger: LedgerSnapshot) throws(Failure) -> AppID {
        let known = AppID.candidates(for: app).first { ledger.registry.handle(of: $0) != nil }
        if let known { return known }
        if let launch = ledger.launch(id: app) { return launch.app }
        let matches = ledger.apps(matching: app, limit: 9)
        guard let only = matches.first else { throw Failure("no app there has the id or name “\(app)”") }
        guard matches.count == 1 else {
            let end = ledger.span?.end ?? SourceLoader.now()
            let list = matches.prefix(8).map { "\($0.text) \(ledger.name(of: $0, asOf: end))" }
            throw Failure("“\(app)” could be \(list.joined(separator: "; "))\(matches.count > 8 ? "; …" : "")")
        }
        return only
    }
}
