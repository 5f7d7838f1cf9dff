import ArgumentParser
import Collector
import Dashboard
import History
import Market

/// Options of all pages.
struct ShowOptions: ParsableArguments {
    @OptionGroup var common: CommonOptions

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print CSV.")
    var csv = false

    @Option(
        help: ArgumentHelp("Time to show (default: the end of the data). \(InstantArgument.help)", valueName: "time")
    )
    var at: InstantArgument?

    func validate() throws {
        if json && csv { throw ArgumentParser.ValidationError("--json and --csv can't be combined") }
    }

    var format: PageExport.Format { json ? .json : csv ? .csv : .text }

    /// Returns the time zone for output and for `--at`.
    func zone() throws(Failure) -> TimeZoneTable { common.zone(try common.configuration()) }

    /// Returns the time to show on `page`: from `--at`, else `end`, else the end of the data.
    func instant(
        of page: DashboardState.Still,
        in ledger: LedgerSnapshot,
        end: Timestamp? = nil
    ) throws -> Timestamp {
        let end = end ?? ledger.span?.end ?? SystemClock.now()
        return try instant(on: .still(of: page, in: ledger, at: end)) ?? end
    }

    /// Returns the time of `--at` on a page, or `nil` without `--at`.
    func instant(on state: DashboardState) throws -> Timestamp? {
        var state = state
        state.zone = try zone()
        return try at?.instant(on: state)
    }
}
