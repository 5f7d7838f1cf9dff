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
    private static let batch = ReadBatch(files: 64, bytes: 32 << 20)

    /// Files that are being read, with the reader as it is afterwards.
    private typealias StartedReading = SourceLoader.StartedWork<
        (read: (outcomes: [DocumentReader.Outcome], problems: [InputError]), reader: DocumentReader)
    >

    /// Starts to read the next files; returns `nil` if there are none, or the next file must be read in parts.
    private func start(at index: Int, with reader: DocumentReader) -> StartedReading? {
        let some = files.next(from: index, Self.batch).map(\.file)
        guard !some.isEmpty else { return nil }
        return StartedReading {
            var reader = reader
            return (await reader.read(some), reader)
        }
    }

    package func run(_ importer: inout Importer, _ observer: any ImportObserver) throws(ArchiveError) {
        var reader = DocumentReader(decoder)
        var progress = ImportProgress(doneBytes: 0, allBytes: files.bytes, doneFiles: 0, allFiles: files.files.count)
        importer.skip(files.skipped)
        // The next files are read while the previous ones are stored.
        var started = start(at: 0, with: reader)
        while progress.doneFiles < files.files.count {
            let outcomes: [DocumentReader.Outcome]
            let problems: [InputError]
            if let reading = started {
                let value = reading.wait()
                reader = value.reader
                (outcomes, problems) = value.read
            } else {
                let file = files.files[progress.doneFiles].file
                (outcomes, problems) = try readParts(of: file, with: &reader, into: &importer, observer, progress)
            }
            started = start(at: progress.doneFiles + outcomes.count, with: reader)
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
