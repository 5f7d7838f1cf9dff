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

    func run(_ importer: inout Importer, _ screen: ImportScreen) throws(ArchiveError) {
        var reader = DocumentReader(decoder)
        var (doneFiles, doneBytes) = (0, 0)
        importer.skip(files.skipped)
        while doneFiles < files.files.count {
            let some = files.lot(from: doneFiles, count: Self.lot, bytes: Self.lotBytes).map(\.file)
            let (read, next) = Loading.wait { [reader] in
                var reader = reader
                return (await reader.read(some), reader)
            }
            reader = next
            let (outcomes, problems) = read
            doneFiles += some.count
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
}
