import ArgumentParser
import Dashboard
import History
import Market

struct ShowApp: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "app", abstract: "One app.")

    @OptionGroup var options: ShowOptions
    @Argument(help: "The app's id, the short id of its launch, or part of its name.") var app: String
    @Option(help: ArgumentHelp("Where snapshots are; the archive without it, else the library.", valueName: "source"))
    var from: String?

    func run() throws {
        let ledger = try ledger()
        let app = try find(in: ledger)
        let instant = options.instant(in: ledger)
        guard let text = Twin.app(app, in: ledger, asOf: instant, as: options.format) else {
            throw Failure("app \(app.text) was never seen")
        }
        try Say.line(text)
    }

    /// Where nobody pointed, the short id of a launch means the library.
    private func ledger() throws(Failure) -> LedgerSnapshot {
        if from == nil, let library = try? options.common.library().ledger.snapshot, library.launch(id: app) != nil {
            return library
        }
        return try Loading.ledger(from: from, common: options.common).snapshot
    }

    private func find(in ledger: LedgerSnapshot) throws(Failure) -> AppID {
        if let id = AppID(app), ledger.registry.handle(of: id) != nil { return id }
        if let launch = ledger.launch(id: app) { return launch.app }
        let matches = ledger.apps(matching: app, limit: 9)
        guard let only = matches.first else { throw Failure("no app there has the id or name “\(app)”") }
        guard matches.count == 1 else {
            let list = matches.prefix(8).map { "\($0.text) \(ledger.name(of: $0, asOf: options.instant(in: ledger)))" }
            throw Failure("“\(app)” could be \(list.joined(separator: "; "))\(matches.count > 8 ? "; …" : "")")
        }
        return only
    }
}
