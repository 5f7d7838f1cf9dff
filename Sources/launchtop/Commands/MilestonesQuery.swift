import ArgumentParser
import Collector
import Dashboard
import History
import Market
import TimeSeries

/// The data source for the milestones page.
struct MilestonesQuery: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Source of counts and ranks: archive, file, folder, URL or - (default: the archive, else the library).",
            valueName: "source"
        )
    )
    var from: String?
    @OptionGroup var reading: ReadingOptions

    /// Loads the data and the library.
    ///
    /// - Returns: `data` is `nil` if there is no source; then the page shows documented launches.
    func find(_ common: CommonOptions) throws(Failure) -> (data: LedgerSnapshot?, library: LedgerSnapshot) {
        let library = try SourceLoader.library(common)
        guard from != nil || common.archiveToRead != nil else { return (nil, library) }
        let ledger = try SourceLoader.ledger(from: from, common: common, decoder: reading.decoder(common))
        return (ledger.snapshot, library)
    }

    /// Returns the end of the data: the last snapshot, or the end of the last day with a count.
    static func end(_ data: LedgerSnapshot?, _ library: LedgerSnapshot) -> Timestamp {
        let ledger = data ?? library
        let counted = ledger.counters.values.compactMap(\.lastDay).max()
        return [ledger.span?.end, counted.map { Day(number: $0).lastSecond }].compactMap { $0 }.max()
            ?? SystemClock.now()
    }
}
