import ArgumentParser
import Collector
import History
import Session
import Setup

/// The `launchtop compare` command, which opens the dashboard on the Compare page.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Open the dashboard on the Compare page, with launches or apps side by side.",
        discussion: "launchtop show compare prints the page as text, JSON or CSV."
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: CompareQuery.idsHelp, completion: Completion.launches)
    var ids: [String]

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Time to show (default: the end of the data). \(TypedTime.help)", valueName: "time")
    )
    var at: TypedTime?

    func validate() throws { try Launchtop.checkingUsage { () throws(UsageError) in try CompareSelection.check(ids) } }

    func run() throws {
        let library = try common.setup.library()
        let launches = library.ledger.snapshot
        var opening = Opening(.library)
        var ledger = library.ledger
        opening.problems = library.problems
        if !CompareSelection.areLaunches(ids, in: launches) { (opening, ledger) = try Opening.standard(common.setup) }
        opening.at = at
        opening.shown = .comparison(ids, launches)
        try common.session(opening, ledger).run()
    }
}
