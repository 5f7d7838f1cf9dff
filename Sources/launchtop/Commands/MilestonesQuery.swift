import ArgumentParser
import Dashboard
import History
import Ingest
import Market
import TimeSeries

/// Whose totals are meant, and where they are.
struct MilestonesQuery: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where counts and ranks are of what is watched; the archive without it, else the library.",
            valueName: "source"
        )
    )
    var from: String?
    @OptionGroup var reading: ReadingOptions

    /// - Returns: what sources gave, `nil` where there is none and the documented launches are meant.
    func find(_ common: CommonOptions) throws(Failure) -> (data: LedgerSnapshot?, library: LedgerSnapshot) {
        let library = try SourceLoader.library(common)
        guard from != nil || common.archiveToRead != nil else { return (nil, library) }
        let ledger = try SourceLoader.ledger(from: from, common: common, decoder: reading.decoder(common))
        return (ledger.snapshot, library)
    }

    /// The end of what is known: the last look, or the end of the last day that was counted.
    static func end(_ data: LedgerSnapshot?, _ library: LedgerSnapshot) -> Timestamp {
        let ledger = data ?? library
        let counted = ledger.counters.values.compactMap(\.lastDay).max()
        return [ledger.span?.end, counted.map { Day(number: $0).lastSecond }].compactMap { $0 }.max()
            ?? SourceLoader.now()
    }
}
