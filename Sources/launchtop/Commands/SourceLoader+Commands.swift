import Archive
import Collector
import Formats
import Foundation
import History
import Input
import Market
import Settings
import Synchronization
import Transport

/// Reads the data that a command names: the library, an archive or a source.
extension SourceLoader {
    /// Help text of `--from`.
    static let fromHelp = "Archive, file, folder, URL or - to read (default: the archive, or the library)."

    /// Returns the launch library with the milestones from the settings, and prints errors for files that can't be read.
    static func library(_ common: CommonOptions) throws(Failure) -> LedgerSnapshot {
        var (ledger, problems) = try common.library()
        for problem in problems { Console.report(problem.description) }
        ledger.setGoals(try common.configuration().milestones)
        return ledger.snapshot
    }

    /// Returns a ledger with the data of `--from`: the short id of a launch, an archive, or any source. Without `--from`,
    /// reads the default archive, or the library if there is none. Applies the watchlist and milestones.
    ///
    /// - Parameter isWanted: Whether to read a chart of an archive.
    static func ledger(
        from text: String?,
        common: CommonOptions,
        decoder: SnapshotDecoder = SnapshotDecoder(),
        where isWanted: (Chart) -> Bool = { _ in true }
    ) throws(Failure) -> Ledger {
        let configuration = try common.configuration()
        var ledger = try plainLedger(from: text, common: common, configuration, decoder: decoder, where: isWanted)
        ledger.watch(configuration.watchlistApps)
        ledger.watch(changes: StateFile.changesByKey())
        ledger.setGoals(configuration.milestones)
        return ledger
    }

    /// Returns the ledger without watchlist and milestones.
    private static func plainLedger(
        from text: String?,
        common: CommonOptions,
        _ configuration: Configuration,
        decoder: SnapshotDecoder,
        where isWanted: (Chart) -> Bool
    ) throws(Failure) -> Ledger {
        if let archive = archive(from: text, common: common) {
            var ledger = Ledger()
            let report = Console.report as (String) -> Void
            try read(archive: archive, where: isWanted, configuration: configuration, into: &ledger, report: report)
            return ledger
        }
        guard let text else { return try common.library().ledger }
        if let library = try? common.library().ledger, library.snapshot.launch(id: text) != nil { return library }
        var ledger = Ledger()
        var limiter = HostRateLimiter(PollingSettings())
        guard read(try source(text), decoder: decoder, limiter: &limiter, into: &ledger).documents > 0 else {
            throw Failure("\(text): no readable data")
        }
        return ledger
    }

    /// Adds the valid snapshots of a source to `ledger`, and prints errors for documents that can't be read or fail
    /// validation.
    static func read(
        _ source: SourceName,
        decoder: SnapshotDecoder,
        limiter: inout HostRateLimiter,
        into ledger: inout Ledger
    ) -> (health: SourceHealth, documents: Int, counts: Int, unconfirmed: Int) {
        read(source, decoder: decoder, limiter: &limiter, into: &ledger, report: Console.report)
    }

    /// Returns the time of the last snapshot of all charts in the archive, or `nil` if the data isn't from an archive.
    static func lastObservation(from text: String?, common: CommonOptions) throws(Failure) -> Timestamp? {
        guard let path = archive(from: text, common: common) else { return nil }
        do throws(ArchiveError) { return try ArchiveReader(path).lastSeen() } catch { throw Failure("\(error)") }
    }

    /// Returns the archive that `--from` names, or the default archive without it.
    static func archive(from text: String?, common: CommonOptions) -> String? {
        guard let text else { return common.archiveToRead }
        return ArchiveReader.isArchive(text) ? text : nil
    }

    static func source(_ text: String) throws(Failure) -> SourceName {
        if text == "-", isatty(STDIN_FILENO) == 1 {
            throw Failure("standard input is a terminal; pipe a document into it, or name a file")
        }
        do {
            return try SourceName(text)
        } catch {
            throw Failure(error.description)
        }
    }
}
