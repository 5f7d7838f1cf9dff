import ArgumentParser
import Dashboard
import History
import Market

/// What all pages take.
struct ShowOptions: ParsableArguments {
    @OptionGroup var common: CommonOptions

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print CSV.")
    var csv = false

    @Option(help: ArgumentHelp("As of when; the end without it. \(InstantArgument.help)", valueName: "time"))
    var at: InstantArgument?

    func validate() throws {
        if json && csv { throw ArgumentParser.ValidationError("choose one of --json and --csv") }
    }

    var format: PageExport.Format { json ? .json : csv ? .csv : .text }

    /// In which zone clock times of the text read, and those of `--at` are meant.
    func zone() throws(Failure) -> TimeZoneTable { common.zone(try common.configuration()) }

    /// As of when `page` is shown: as `--at` says, else as of `end`, else of the end of what is known.
    func instant(
        of page: DashboardState.Still,
        in ledger: LedgerSnapshot,
        end: Timestamp? = nil
    ) throws -> Timestamp {
        let end = end ?? ledger.span?.end ?? SourceLoader.now()
        return try instant(on: .still(of: page, in: ledger, at: end)) ?? end
    }

    /// What `--at` means on a page; `nil` without it.
    func instant(on state: DashboardState) throws -> Timestamp? {
        var state = state
        state.zone = try zone()
        return try at?.instant(on: state)
    }
}
