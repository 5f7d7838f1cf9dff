import Archive
import Ingest

/// Reads files in lots and has them kept.
struct ImportRun {
    let files: ImportFiles
    let decoder: SnapshotDecoder
    /// What the archive calls them.
    let source: String

    /// Files of a lot: enough to be decoded side by side, few enough to be read again when it is broken off.
    private static let lot = 64
    /// Bytes of a lot: what is decoded is held until the lot is kept.
    private static let lotBytes = 64 << 20
    /// A file of so many bytes may unpack to more than a lot, and is read by itself.
    private static let partedBytes = 4 << 20

    func run(_ importer: inout Importer, _ screen: ImportScreen) throws(ArchiveError) {
        var reader = DocumentReader(decoder)
        var (doneFiles, doneBytes) = (0, 0)
        importer.skip(files.skipped)
        while doneFiles < files.files.count {
            let outcomes: [DocumentReader.Outcome]
            let problems: [IngestError]
            let first = files.files[doneFiles]
            if Self.isParted(first) {
                (outcomes, problems) = try readParts(of: first.file, with: &reader, into: &importer)
            } else {
                let lot = files.lot(from: doneFiles, count: Self.lot, bytes: Self.lotBytes, isParted: Self.isParted)
                let some = lot.map(\.file)
                let (read, next) = Loading.wait { [reader] in
                    var reader = reader
                    return (await reader.read(some), reader)
                }
                reader = next
                (outcomes, problems) = read
            }
            doneFiles += outcomes.count
            doneBytes += outcomes.reduce(0) { $0 + $1.bytes }
            importer.tell(problems)
            try importer.keep(outcomes.map { ($0.path, $0.result) }, of: source)
            screen.say(importer.takeProblems())
            let progress = ImportProgress(
                doneBytes: doneBytes,
                allBytes: files.bytes,
                doneFiles: doneFiles,
                allFiles: files.files.count
            )
            screen.show(progress)
        }
    }

    private static func isParted(_ file: ImportFiles.File) -> Bool {
        file.bytes >= partedBytes && DocumentReader.isPacked(file.file)
    }

    /// Reads a container, of which each part is kept before the next is read.
    private func readParts(
        of file: DocumentReader.File,
        with reader: inout DocumentReader,
        into importer: inout Importer
    ) throws(ArchiveError) -> ([DocumentReader.Outcome], [IngestError]) {
        var failure: ArchiveError?
        let (outcome, problems) = reader.readParts(of: file, partBytes: Self.lotBytes) { part throws(IngestError) in
            do throws(ArchiveError) {
                try importer.keep([(file.path, .decoded(part))], of: source)
            } catch {
                failure = error
                throw IngestError(file.path, "\(error)")
            }
        }
        if let failure { throw failure }
        return ([outcome], problems)
    }
}
