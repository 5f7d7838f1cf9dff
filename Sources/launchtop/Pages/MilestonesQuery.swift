import ArgumentParser
import Collector
import Dashboard
import History
import Market
import Setup
import TimeSeries

/// The arguments that select the Milestones page and its data source.
struct MilestonesQuery: PageQuery {
    static let name = "milestones"
    static let abstract = "Download totals, milestones reached, and expected dates of the next milestones."

    @Argument(
        help: "App id, launch id, or part of the name (default: the watchlist and all apps with counts).",
        completion: Completion.launches
    )
    var app: String?
    @Option(
        help: ArgumentHelp(
            "Source of counts and ranks: archive, file, folder, URL, or - for standard input (default: the archive, or the library).",
            valueName: "source"
        )
    )
    var from: String?
    @OptionGroup var reading: ReadingOptions

    func selection(_ common: CommonOptions) throws -> PageSelection {
        let (data, library) = try find(common)
        let only = try id(in: library).map { text throws(Failure) in try (data ?? library).app(named: text) }
        return PageSelection(title: Self.name, end: Self.end(data, library)) { instant in
            .showingMilestones(data, library: library, only: only, at: instant)
        }
    }

    /// Returns the text of the app argument, or the app's id if it's the id of a launch.
    private func id(in library: LedgerSnapshot) -> String? {
        app.map { library.launch(id: $0.lowercased())?.app.text ?? $0 }
    }

    /// Loads the data and the library.
    ///
    /// - Returns: The data, which is `nil` if there is no source, and the library. Without data, the page shows
    ///   documented launches.
    private func find(_ common: CommonOptions) throws(Failure) -> (data: LedgerSnapshot?, library: LedgerSnapshot) {
        let library = try common.setup.reportedLibrary()
        guard from != nil || common.setup.archiveToRead != nil else { return (nil, library) }
        let ledger = try common.setup.ledger(
            from: from,
            decoder: reading.decoder(common),
            about: id(in: library).map { .named($0) } ?? .watchlist
        )
        return (ledger.snapshot, library)
    }

    /// Returns the end of the data: the time of the last snapshot or the end of the last day with a count, whichever is
    /// later; the current time if there is no data.
    private static func end(_ data: LedgerSnapshot?, _ library: LedgerSnapshot) -> Timestamp {
        let ledger = data ?? library
        let counted = ledger.counters.values.compactMap(\.lastDay).max()
        return [ledger.span?.end, counted.map { Day(number: $0).lastSecond }].compactMap { $0 }.max()
            ?? SystemClock.now()
    }
}
