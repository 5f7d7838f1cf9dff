import Archive
package import Collector
package import Formats
package import History
import Input
package import Market
import Settings

/// Functions that read the data that a command names with `--from`.
extension Setup {
    /// Returns a ledger with the data of the named source, and with the watchlist and milestones from the settings.
    ///
    /// - Parameters:
    ///   - text: The short id of a launch, the path of an archive, or a source; `nil` for the default archive, or for
    ///     the library if there is no archive.
    ///   - isWanted: A closure that returns whether to read a chart from an archive.
    ///   - needsAllApps: Whether to read the apps and names of the whole archive instead of those in the charts.
    package func ledger(
        from text: String?,
        decoder: SnapshotDecoder = SnapshotDecoder(),
        where isWanted: (Chart) -> Bool = { _ in true },
        needsAllApps: Bool = true
    ) throws(Failure) -> Ledger {
        try ledger(from: text, decoder: decoder, where: isWanted, needsAllCharts: needsAllApps) {
            archive,
            configuration,
            ledger throws(Failure) in
            try SourceLoader.read(
                archive: archive,
                where: isWanted,
                needsAllApps: needsAllApps,
                configuration: configuration,
                into: &ledger,
                report: Console.report as (String) -> Void
            )
        }
    }

    /// Returns a ledger for a page about a few apps, with the data of the named source, and with the watchlist and
    /// milestones from the settings. Of an archive, only what the page needs is read.
    ///
    /// - Parameters:
    ///   - text: See ``ledger(from:decoder:where:needsAllApps:)``.
    ///   - apps: The apps that the page is about.
    package func ledger(
        from text: String?,
        decoder: SnapshotDecoder = SnapshotDecoder(),
        about apps: PageApps
    ) throws(Failure) -> Ledger {
        try ledger(from: text, decoder: decoder) { archive, configuration, ledger throws(Failure) in
            try SourceLoader.read(
                archive: archive,
                about: apps,
                configuration: configuration,
                into: &ledger,
                report: { Console.report($0) }
            )
        }
    }

    /// Returns a ledger with the data of the named source, and with the watchlist and milestones from the settings. The
    /// charts of an engine are read as a whole.
    ///
    /// - Parameter readArchive: A closure that reads the archive with a path into a ledger.
    private func ledger(
        from text: String?,
        decoder: SnapshotDecoder,
        where isWanted: (Chart) -> Bool = { _ in true },
        needsAllCharts: Bool = true,
        readArchive: (String, Configuration, inout Ledger) throws(Failure) -> Void
    ) throws(Failure) -> Ledger {
        let configuration = try configuration()
        let archive = archive(from: text)
        var ledger = archive == nil ? try plainLedger(of: text, decoder: decoder) : Ledger()
        ledger.watch(entries: configuration.watchlist)
        ledger.watch(changes: StateFile.changesByKey())
        ledger.setGoals(configuration.milestones)
        guard let archive else { return ledger }
        guard EngineAddress.isAddress(archive) else {
            try readArchive(archive, configuration, &ledger)
            return ledger
        }
        try SourceLoader.read(
            engine: archive,
            where: isWanted,
            needsAllCharts: needsAllCharts,
            configuration: configuration,
            into: &ledger,
            report: Console.report as (String) -> Void
        )
        return ledger
    }

    /// Returns the ledger of the library or of a source that isn't an archive.
    private func plainLedger(of text: String?, decoder: SnapshotDecoder) throws(Failure) -> Ledger {
        guard let text else { return try library().ledger }
        if let library = try? library().ledger, library.snapshot.launch(id: text) != nil { return library }
        return try SourceLoader.ledger(of: text, decoder: decoder)
    }

    /// Returns the time of the last snapshot of any chart in the archive, or `nil` if the data isn't from an archive or
    /// the archive is empty.
    package func lastObservation(from text: String?) throws(Failure) -> Timestamp? {
        guard let path = archive(from: text) else { return nil }
        if EngineAddress.isAddress(path) { return try SourceLoader.lastSeen(inEngine: path, try configuration()) }
        do throws(ArchiveError) { return try ArchiveReader(path).lastSeen() } catch { throw Failure("\(error)") }
    }

    /// Returns the path of the archive that `--from` names, or of the default archive without `--from`. Returns `nil`
    /// if there is no such archive.
    package func archive(from text: String?) -> String? {
        guard let text else { return archiveToRead }
        return ArchiveReader.isArchive(text) || EngineAddress.isAddress(text) ? text : nil
    }
}
