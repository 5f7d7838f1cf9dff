import Archive
import Foundation
import Ingest

/// Brings every version of a file or folder in a git repository's history into an archive.
struct GitImport {
    private let history: GitHistory
    private let versions: [GitHistory.Version]
    /// Versions that are skipped by their names.
    private let skipped: SkippedFiles
    private let path: String
    private let decoder: SnapshotDecoder
    private let warnings: [IngestError]

    private static let lot = 64

    /// - Throws: where there is no such history.
    init(_ path: String, decoder: SnapshotDecoder) throws(Failure) {
        var decoder = decoder
        var warnings: [IngestError] = []
        do throws(IngestError) {
            history = try GitHistory(path: path)
            let registry = decoder.mapping?.registryFile
            var skipped = SkippedFiles()
            versions = try history.versions().filter { version in
                let name = (version.path as NSString).lastPathComponent
                guard name != registry else { return false }
                if name == (path as NSString).lastPathComponent { return true }
                let reason = DocumentReader.skipReason(ofVersion: name, size: version.size)
                if let reason { skipped.add(reason, name) }
                return reason == nil
            }
            self.skipped = skipped
            self.path = path
        } catch {
            throw Failure(error.description)
        }
        do throws(IngestError) {
            // As they are called today: names are no history of ranks.
            let isFolder = (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil
            decoder.registry = try decoder.mapping?
                .registry(in: isFolder ? path : (path as NSString).deletingLastPathComponent)
        } catch {
            warnings.append(error)
        }
        self.decoder = decoder
        self.warnings = history.warnings + warnings
    }

    func run(_ importer: inout Importer, _ screen: ImportScreen) throws(ArchiveError) {
        importer.tell(warnings)
        importer.skip(skipped)
        screen.say(importer.takeProblems())
        var start = 0
        var progress = ImportProgress(
            doneBytes: 0,
            allBytes: versions.reduce(0) { $0 + $1.size },
            doneFiles: 0,
            allFiles: versions.count
        )
        while start < versions.count {
            let some = Array(versions[start...].prefix(Self.lot))
            start += some.count
            var outcomes: [(origin: String, FileOutcome)] = []
            do throws(IngestError) {
                try history.forEachDocument(of: some) { document in
                    let version = some[outcomes.count]
                    let name = (version.path as NSString).lastPathComponent
                    let isNamed = name == (path as NSString).lastPathComponent
                    let file = DocumentReader.File(version.path, isNamed: isNamed)
                    outcomes.append((version.label, DocumentReader.decode(document, of: file, decoder: decoder)))
                }
            } catch {
                importer.tell([error])
            }
            try importer.keep(outcomes, of: history.path)
            screen.say(importer.takeProblems())
            progress.doneFiles = start
            progress.doneBytes += some.reduce(0) { $0 + $1.size }
            screen.show(progress)
        }
    }
}
