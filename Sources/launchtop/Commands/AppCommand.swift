import ArgumentParser
import History
import Session
import Setup

/// The `launchtop app NAME` command, which opens the dashboard on the App page.
struct AppCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "app",
        abstract: "Open the dashboard on the App page of an app.",
        discussion: "launchtop show app prints the page as text, JSON or CSV."
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: AppQuery.help, completion: Completion.launches)
    var app: String

    func run() throws {
        if let library = try? common.setup.library(), let launch = library.ledger.snapshot.launch(id: app.lowercased())
        {
            var opening = Opening(.library)
            opening.problems = library.problems
            opening.shown = .launch(launch)
            try common.session(opening, library.ledger).run()
            return
        }
        var (opening, ledger) = try Opening.standard(common.setup)
        opening.shown = .app(app)
        try common.session(opening, ledger).run()
    }
}
