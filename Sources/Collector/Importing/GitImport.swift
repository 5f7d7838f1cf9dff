package import Archive
package import Formats
import Foundation
import Input
import Transport

/// A type that imports every version of a file or folder from the history of a git repository.
package struct GitImport {
    private let history: GitHistory
    private let versions: [GitHistory.Version]
    /// The versions that are skipped because of their names.
    private let skipped: SkippedFiles
    private let path: String
    private let decoder: SnapshotDecoder
    private let warnings: [InputError]

    /// Number of versions decoded and stored together.
    private static let batchSize = 64

    /// Lists the versions of a file or folder.
    ///
    /// - Throws: An error if the path has no git history.
    package init(_ path: String, decoder: SnapshotDecoder) throws(Failure) {
        var decoder = decoder
        var warnings: [InputError] = []
        do throws(InputError) {
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
        do throws(InputError) {
            // Use the current registry of names for all versions.
            let isFolder = (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil
            decoder.registry = try decoder.mapping?
                .registry(in: isFolder ? path : (path as NSString).deletingLastPathComponent)
        } catch {
            warnings.append(error)
        }
        self.decoder = decoder
        self.warnings = history.warnings + warnings
    }

    package func run(_ importer: inout Importer, _ observer: any ImportObserver) throws(ArchiveError) {
        importer.report(warnings)
        importer.skip(skipped)
        observer.report(importer.takeProblems())
        var start = 0
        var progress = ImportProgress(
            doneBytes: 0,
            allBytes: versions.reduce(0) { $0 + $1.size },
            doneFiles: 0,
            allFiles: versions.count
        )
        while start < versions.count {
            let some = Array(versions[start...].prefix(Self.batchSize))
            start += some.count
            var outcomes: [(origin: String, FileOutcome)] = []
            do throws(InputError) {
                try history.forEachContent(of: some, limit: SnapshotDecoder.bodyLimit) { version, content in
                    let document = content.map { Document(origin: version.label, body: $0, fetchedAt: version.time) }
                    let name = (version.path as NSString).lastPathComponent
                    let isNamed = name == (path as NSString).lastPathComponent
                    let file = DocumentReader.File(version.path, isNamed: isNamed)
                    outcomes.append((version.label, DocumentReader.decode(document, of: file, decoder: decoder)))
                }
            } catch {
                importer.report([error])
            }
            try importer.keep(outcomes, of: history.path)
            observer.report(importer.takeProblems())
            progress.doneFiles = start
            progress.doneBytes += some.reduce(0) { $0 + $1.size }
            observer.show(progress)
        }
    }
}
