import Archive
import Foundation
import Ingest

/// Brings every version of a file or folder in a git repository's history into an archive.
struct GitImport {
    private let history: GitHistory
    private let versions: [GitHistory.Version]
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
            versions = try history.versions().filter { version in
                let name = (version.path as NSString).lastPathComponent
                return name != registry && (DocumentReader.isCandidate(name) || path.hasSuffix(name))
            }
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
            var outcomes: [(origin: String, Result<Decoded, IngestError>)] = []
            do throws(IngestError) {
                try history.forEachDocument(of: some) { document in
                    switch document {
                    case .failure(let error): outcomes.append((error.origin, .failure(error)))
                    case .success(let document):
                        outcomes.append(
                            (document.origin, Result { () throws(IngestError) in try decoder.decode(document) })
                        )
                    }
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
