import Foundation
import Market

/// Reads files of snapshots.
enum FileReading {
    /// A file to read.
    struct File: Sendable {
        var path: String
        var stamp: FileStamp
        /// Whether it was named itself, so that whatever it holds is read; of a folder's files those are that look like
        /// data.
        var isNamed: Bool
    }

    /// Decodes a file, or everything that is packed in it.
    static func decode(_ file: File, decoder: SnapshotDecoder) -> FileOutcome {
        do throws(IngestError) {
            let reader = try FirstBytes(of: file.path)
            if !file.isNamed,
                let reason = FileHeader.skipReason(reader.start, name: FileName(file.path), decoder: decoder)
            {
                return .skipped(reason)
            }
            var document = Document(
                origin: file.path,
                body: Data(),
                modifiedAt: Timestamp(seconds: file.stamp.seconds)
            )
            if Unpacking.recognises(reader.start) {
                let named = DocumentReader.File(file.path, isNamed: file.isNamed)
                return try PackedDocuments.decode(.file(file.path), of: named, like: document, decoder: decoder)
            }
            document.body = try reader.all(limit: SnapshotDecoder.fileLimit)
            return .decoded(try decoder.decode(document))
        } catch {
            return .failed(error)
        }
    }

    /// Why a file of a folder is skipped; `nil` for one that is read.
    static func skipReason(of file: File, decoder: SnapshotDecoder) throws(IngestError) -> SkippedFiles.Reason? {
        guard !file.isNamed else { return nil }
        return FileHeader.skipReason(
            try FirstBytes(of: file.path).start,
            name: FileName(file.path),
            decoder: decoder
        )
    }

    /// Whether a file is a container, by its first bytes; also asked of very many files. A pipe is none and doesn't block.
    static func isPacked(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return withUnsafeTemporaryAllocation(byteCount: 512, alignment: 1) { buffer in
            let count = pread(descriptor, buffer.baseAddress, buffer.count, 0)
            return count > 0 && Unpacking.recognises(UnsafeRawBufferPointer(buffer).prefix(count))
        }
    }

    /// Decodes files side by side, in the order in which they are given.
    static func decode(_ files: [File], decoder: SnapshotDecoder) async -> [FileOutcome] {
        let share = max(1, (files.count + width - 1) / width)
        return await withTaskGroup(of: (Int, [FileOutcome]).self) { group in
            for start in stride(from: 0, to: files.count, by: share) {
                let some = files[start..<min(files.count, start + share)]
                group.addTask { (start, some.map { decode($0, decoder: decoder) }) }
            }
            var parts: [Int: [FileOutcome]] = [:]
            for await (start, results) in group { parts[start] = results }
            return parts.keys.sorted().flatMap { parts[$0] ?? [] }
        }
    }

    private static let width = ProcessInfo.processInfo.activeProcessorCount

    /// At most one byte more than is ever looked at, so that what is too large is seen to be.
    static func bytes(of handle: FileHandle, limit: Int) throws -> Data {
        var bytes = Data()
        while bytes.count <= limit, let chunk = try handle.read(upToCount: limit + 1 - bytes.count), !chunk.isEmpty {
            bytes.append(chunk)
        }
        return bytes
    }
}

/// An open file whose first bytes were read. It is closed with its handle.
private struct FirstBytes {
    let start: Data
    private let path: String
    private let handle: FileHandle

    init(of path: String) throws(IngestError) {
        do {
            handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            start = try handle.read(upToCount: FileHeader.length) ?? Data()
        } catch {
            throw Self.fault(path, error)
        }
        self.path = path
    }

    /// The whole file, or one byte more than `limit`.
    func all(limit: Int) throws(IngestError) -> Data {
        guard start.count == FileHeader.length else { return start }
        do {
            return start + (try FileReading.bytes(of: handle, limit: limit - start.count))
        } catch {
            throw Self.fault(path, error)
        }
    }

    private static func fault(_ path: String, _ error: any Error) -> IngestError {
        IngestError(path, "cannot be read: \(error.localizedDescription)")
    }
}
