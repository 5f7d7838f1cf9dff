import Archive
package import History
import Market
package import Settings

/// The apps that a page is about.
package enum PageApps: Sendable {
    /// The app with an id, or the apps with a text in their names.
    case named(String)
    /// The apps on the watchlist, and the apps with counts.
    case watchlist
}

extension SourceLoader {
    /// Reads an archive into a ledger for a page about a few apps. All queries of the page can be answered, but a search
    /// for other apps finds nothing.
    ///
    /// - Parameters:
    ///   - apps: The apps that the page is about.
    ///   - ledger: A ledger with the watchlist, and without data.
    ///   - report: A closure that receives errors for parts that can't be read, also while the ledger is used later.
    package static func read(
        archive path: String,
        about apps: PageApps,
        configuration: Configuration,
        into ledger: inout Ledger,
        report: @escaping @Sendable (String) -> Void
    ) throws(Failure) {
        do throws(ArchiveError) {
            let reader = try ArchiveReader(path)
            var loader = try ArchiveLoader(reader, configuration: configuration)
            loader.blockErrors.observe { report($0.description) }
            for warning in reader.warnings { report(warning.description) }
            var numbers: Set<UInt32> = []
            switch apps {
            case .watchlist:
                numbers = try reader.numbers(of: ledger.snapshot.watchlist).union(reader.countedApps())
            case .named(let text):
                for app in AppID.candidates(for: text) where numbers.isEmpty { numbers = try reader.numbers(of: [app]) }
                if numbers.isEmpty {
                    // Only the names of all apps show which app is meant.
                    let problems = try loader.loadCatalog(into: &ledger)
                    for problem in problems where !reader.warnings.contains(problem) { report(problem.description) }
                    numbers = try reader.numbers(of: ledger.snapshot.apps(matching: text, limit: 9))
                }
            }
            for problem in try loader.loadOutlines(ranksOf: numbers, into: &ledger) { report(problem.description) }
        } catch {
            throw Failure(error.description)
        }
    }
}
