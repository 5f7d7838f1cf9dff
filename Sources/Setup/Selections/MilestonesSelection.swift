import Collector
import Dashboard
import History
import Market
import TimeSeries

/// Finds the data and the app of the Milestones page.
package struct MilestonesSelection {
    /// The app; `nil` for the watchlist and all apps with counts.
    private let app: String?
    private let source: DataSource

    package init(_ app: String?, from source: DataSource) { (self.app, self.source) = (app, source) }

    /// Returns the page.
    ///
    /// - Throws: An error if the data can't be read, or if no app or several apps match.
    package func page(_ setup: Setup) throws -> PageSelection {
        let (data, library) = try find(setup)
        let only = try id(in: library).map { text throws(Failure) in
            try (data ?? library).listedOrWatchedApp(named: text)
        }
        return PageSelection(title: "milestones", end: Self.end(data, library)) { instant in
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
    private func find(_ setup: Setup) throws(Failure) -> (data: LedgerSnapshot?, library: LedgerSnapshot) {
        let library = try setup.reportedLibrary()
        guard source.name != nil || setup.archiveToRead != nil else { return (nil, library) }
        let ledger = try setup.ledger(
            from: source.name,
            decoder: source.decoder,
            about: id(in: library).map { .named($0) } ?? .watchlist
        )
        return (ledger.snapshot, library)
    }

    /// Returns the end of the data: the time of the last snapshot or the end of the last day with a count, whichever is
    /// later; the current time if there is no data.
    private static func end(_ data: LedgerSnapshot?, _ library: LedgerSnapshot) -> Timestamp {
        let ledger = data ?? library
        let counted = ledger.counters.lastDay
        return [ledger.span?.end, counted.map { Day(number: $0).lastSecond }].compactMap { $0 }.max()
            ?? SystemClock.now()
    }
}
