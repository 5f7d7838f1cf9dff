import Formats
import Foundation
import Input
import Market
import Synchronization
import Transport

/// A container file that is read in parts. Copies of a `SourceReader` share it.
final class PackedFile: Sendable {
    /// The result of reading one part.
    struct Part: Sendable {
        var outcome: FileOutcome
        var isLast: Bool
        /// Number of bytes of the file read so far.
        var storedBytes: Int
    }

    let file: FileReading.File
    private let decoder: SnapshotDecoder
    private let limit: PartLimit
    private let documents = Mutex<PackedDocuments?>(nil)

    init(_ file: FileReading.File, decoder: SnapshotDecoder, limit: PartLimit) {
        self.file = file
        self.decoder = decoder
        self.limit = limit
    }

    /// Reads the next part on another thread.
    @concurrent func part() async -> Part { nextPart() }

    /// Reads the next part. Opens the file before the first part and closes it after the last.
    func nextPart() -> Part {
        documents.withLock { documents in
            do throws(InputError) {
                if documents == nil {
                    if let reason = try FileReading.skipReason(of: file, decoder: decoder) {
                        return Part(outcome: .skipped(reason), isLast: true, storedBytes: 0)
                    }
                    documents = try open()
                }
                guard let outcome = try documents?.next(limit) else { preconditionFailure("the container is open") }
                let part = Part(
                    outcome: outcome,
                    isLast: documents?.isAtEnd ?? true,
                    storedBytes: documents?.storedBytes ?? 0
                )
                if part.isLast { documents = nil }
                return part
            } catch {
                documents = nil
                return Part(outcome: .failed(error), isLast: true, storedBytes: 0)
            }
        }
    }

    private func open() throws(InputError) -> PackedDocuments {
        let modifiedAt = Timestamp(seconds: file.stamp.seconds)
        return try PackedDocuments(
            .file(file.path),
            of: DocumentReader.File(file.path, isNamed: file.isNamed),
            like: Document(origin: file.path, body: Data(), modifiedAt: modifiedAt),
            decoder: decoder
        )
    }
}
