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

    @Option(help: "As of when: 2025-10-03T14:00:00Z, or 2025-10-03 for the end of that day. The end without it.")
    var at: InstantArgument?

    func validate() throws {
        if json && csv { throw ArgumentParser.ValidationError("choose one of --json and --csv") }
    }

    var format: Twin.Format { json ? .json : csv ? .csv : .text }

    func instant(in ledger: LedgerSnapshot) -> Timestamp { at?.instant ?? ledger.span?.end ?? Loading.now() }
}
