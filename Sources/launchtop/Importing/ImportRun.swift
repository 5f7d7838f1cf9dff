import Archive
import Ingest

/// Reads files in lots and has them kept.
struct ImportRun {
    let files: ImportFiles
    let decoder: SnapshotDecoder
    /// What the archive calls them.
    let source: String

    /// Enough files to be decoded side by side, few enough to be read again when the import is broken off.
    private static let lot = ReadBatch(files: 64, bytes: 64 << 20)

    func run(_ importer: inout Importer, _ screen: ImportScreen) throws(ArchiveError) {
        var reader = DocumentReader(decoder)
        var progress = ImportProgress(doneBytes: 0, allBytes: files.bytes, doneFiles: 0, allFiles: files.files.count)
        importer.skip(files.skipped)
        while progress.doneFiles < files.files.count {
            let some = files.next(from: progress.doneFiles, Self.lot).map(\.file)
            let outcomes: [DocumentReader.Outcome]
            let problems: [IngestError]
            if some.isEmpty {
                let file = files.files[progress.doneFiles].file
                (outcomes, problems) = try readParts(of: file, with: &reader, into: &importer, screen, progress)
            } else {
                let (read, next) = SourceLoader.wait { [reader] in
                    var reader = reader
                    return (await reader.read(some), reader)
                }
                reader = next
                (outcomes, problems) = read
            }
            progress.doneFiles += outcomes.count
            progress.doneBytes += outcomes.reduce(0) { $0 + $1.bytes }
            importer.tell(problems)
            try importer.keep(outcomes.map { ($0.path, $0.result) }, of: source)
            screen.say(importer.takeProblems())
            screen.show(progress)
        }
    }

    /// Reads a container, of which each part is kept before the next is read.
    private func readParts(
        of file: DocumentReader.File,
        with reader: inout DocumentReader,
        into importer: inout Importer,
        _ screen: ImportScreen,
        _ before: ImportProgress
    ) throws(ArchiveError) -> ([DocumentReader.Outcome], [IngestError]) {
        var failure: ArchiveError?
        let (outcome, problems) = reader.readParts(of: file) { part, storedBytes throws(IngestError) in
            do throws(ArchiveError) {
                try importer.keep([(file.path, .decoded(part))], of: source)
            } catch {
                failure = error
                throw IngestError(file.path, "\(error)")
            }
            screen.say(importer.takeProblems())
            var progress = before
            progress.doneBytes += storedBytes
            screen.show(progress)
        }
        if let failure { throw failure }
        return ([outcome], problems)
    }
}
