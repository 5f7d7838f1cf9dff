import Archive
package import Collector
package import Formats
import Input
import Market

/// An import of files and git histories into an archive, which shows its progress and prints problems.
package struct ArchiveImport {
    private let path: String
    private let sources: [String]
    private let git: String?
    private let decoder: SnapshotDecoder
    private let skipsValidation: Bool
    private let allowsFuture: Bool

    /// - Parameters:
    ///   - path: The path of the archive, which is created if it's missing.
    ///   - sources: Files, folders and patterns.
    ///   - git: A file or folder of which to import every version; `nil` for none.
    ///   - allowsFuture: Whether to import data dated more than a day in the future.
    package init(
        into path: String,
        sources: [String],
        git: String?,
        decoder: SnapshotDecoder,
        skipsValidation: Bool,
        allowsFuture: Bool
    ) {
        (self.path, self.sources, self.git, self.decoder) = (path, sources, git, decoder)
        (self.skipsValidation, self.allowsFuture) = (skipsValidation, allowsFuture)
    }

    /// Imports the sources.
    ///
    /// - Throws: An error if the sources can't be found, if the archive can't be written, or if nothing was imported.
    package func run() throws -> ImportSummary {
        let registry = decoder.mapping?.registryFile
        let files = sources.isEmpty ? nil : try ImportFiles(sources, excluding: registry, archive: path)
        let history = try git.map { path throws(Failure) in try GitImport(path, decoder: decoder) }
        let writer: ArchiveWriter
        do throws(ArchiveError) {
            writer = try ArchiveWriter(path, owner: "launchtop import", timeout: 5)
        } catch {
            throw error.reason == .locked ? error.advising("quit that process first, then import again") : error
        }
        let future = allowsFuture ? nil : FutureCheck(now: SystemClock.now())
        var importer = Importer(into: writer, skipsValidation: skipsValidation, rejecting: future)
        let screen = ImportScreen()
        let hidden: Int
        let repeated: [String]
        let summary: ImportSummary
        do throws(ArchiveError) {
            if let files { try ImportRun(files: files, decoder: decoder, source: label).run(&importer, screen) }
            if let history { try history.run(&importer, screen) }
            hidden = importer.hiddenProblemCount
            repeated = importer.repeatedProblems
            summary = try importer.finish()
        } catch {
            screen.clear()
            throw Failure("\(error); the data imported so far was kept; run the import again to continue")
        }
        screen.clear()
        for problem in repeated { Console.report(problem) }
        if hidden > 0 { Console.report("\(NumberFormat.count(hidden, "more problem")), not shown") }
        for notice in summary.notices { Console.report(notice) }
        guard summary.snapshots + summary.counts > 0 else { throw Failure("nothing was imported") }
        return summary
    }

    /// The name that the archive stores for the imported files.
    private var label: String { sources.count == 1 ? sources[0] : "\(sources[0]) and \(sources.count - 1) more" }
}
