package import Archive
package import Formats
import Input

/// A type that reads files in batches and passes them to the importer.
package struct ImportRun {
    let files: ImportFiles
    let decoder: SnapshotDecoder
    /// The name of the source in the archive.
    let source: String

    package init(files: ImportFiles, decoder: SnapshotDecoder, source: String) {
        self.files = files
        self.decoder = decoder
        self.source = source
    }

    /// The limits of a batch: large enough to decode files in parallel, small enough to repeat after an interrupted
    /// import.
    private static let batch = ReadBatch(files: 64, bytes: 64 << 20)

    package func run(_ importer: inout Importer, _ observer: any ImportObserver) throws(ArchiveError) {
        var reader = DocumentReader(decoder)
        var progress = ImportProgress(doneBytes: 0, allBytes: files.bytes, doneFiles: 0, allFiles: files.files.count)
        importer.skip(files.skipped)
        while progress.doneFiles < files.files.count {
            let some = files.next(from: progress.doneFiles, Self.batch).map(\.file)
            let outcomes: [DocumentReader.Outcome]
            let problems: [InputError]
            if some.isEmpty {
                let file = files.files[progress.doneFiles].file
                (outcomes, problems) = try readParts(of: file, with: &reader, into: &importer, observer, progress)
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
            importer.report(problems)
            try importer.keep(outcomes.map { ($0.path, $0.result) }, of: source)
            observer.report(importer.takeProblems())
            observer.show(progress)
        }
    }

    /// Reads a container part by part, and stores each part before reading the next.
    private func readParts(
        of file: DocumentReader.File,
        with reader: inout DocumentReader,
        into importer: inout Importer,
        _ observer: any ImportObserver,
        _ before: ImportProgress
    ) throws(ArchiveError) -> ([DocumentReader.Outcome], [InputError]) {
        var failure: ArchiveError?
        let (outcome, problems) = reader.readParts(of: file) { part, storedBytes throws(InputError) in
            do throws(ArchiveError) {
                try importer.keep([(file.path, .decoded(part))], of: source)
            } catch {
                failure = error
                throw InputError(file.path, "\(error)")
            }
            observer.report(importer.takeProblems())
            var progress = before
            progress.doneBytes += storedBytes
            observer.show(progress)
        }
        if let failure { throw failure }
        return ([outcome], problems)
    }
}
