import ArgumentParser
import Collector
import Dashboard
import History

/// `launchtop app NAME`: opens the dashboard on the App page.
struct AppCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "app",
        abstract: "Open the dashboard on the App page of an app.",
        discussion: "launchtop show app prints the same as text, JSON or CSV."
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: AppQuery.help, completion: Completion.launches)
    var app: String

    func run() throws {
        if let library = try? common.library(), let launch = library.ledger.snapshot.launch(id: app.lowercased()) {
            var opening = Opening(.library)
            opening.problems = library.problems
            opening.shown = .launch(launch)
            return try Session(common: common, ledger: library.ledger, opening: opening).run()
        }
        var (opening, ledger) = try Opening.standard(common)
        opening.shown = .app(app)
        try Session(common: common, ledger: ledger, opening: opening).run()
    }
}
