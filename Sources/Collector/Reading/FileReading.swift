import Formats
import Foundation
import Input
import Market
import Transport

/// Functions that read and decode files.
enum FileReading {
    /// A file to read.
    struct File: Sendable {
        var path: String
        var stamp: FileStamp
        /// Whether the file was named explicitly rather than found in a folder. Such a file is never skipped.
        var isNamed: Bool
    }

    /// Decodes a file, or all documents in it if it's a container.
    static func decode(_ file: File, decoder: SnapshotDecoder) -> FileOutcome {
        do throws(InputError) {
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
            if Unpacking.recognizes(reader.start) {
                let named = DocumentReader.File(file.path, isNamed: file.isNamed)
                return try PackedDocuments.decode(.file(file.path), of: named, like: document, decoder: decoder)
            }
            document.body = try reader.all(limit: SnapshotDecoder.fileLimit)
            return .decoded(try decoder.decode(document))
        } catch {
            return .failed(error)
        }
    }

    /// Returns the reason to skip a file, or `nil` to read it.
    static func skipReason(of file: File, decoder: SnapshotDecoder) throws(InputError) -> SkippedFiles.Reason? {
        guard !file.isNamed else { return nil }
        return FileHeader.skipReason(
            try FirstBytes(of: file.path).start,
            name: FileName(file.path),
            decoder: decoder
        )
    }

    /// Returns whether a file is a container, based on its first bytes. This is cheap enough for many files, and
    /// doesn't block on pipes.
    static func isPacked(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return withUnsafeTemporaryAllocation(byteCount: 512, alignment: 1) { buffer in
            let count = pread(descriptor, buffer.baseAddress, buffer.count, 0)
            return count > 0 && Unpacking.recognizes(UnsafeRawBufferPointer(buffer).prefix(count))
        }
    }

    /// Decodes files in parallel and returns the outcomes in the order of the files.
    static func decode(_ files: [File], decoder: SnapshotDecoder) async -> [FileOutcome] {
        let share = max(1, (files.count + width - 1) / width)
        return await withTaskGroup(of: (Int, [FileOutcome]).self) { group in
            for start in stride(from: 0, to: files.count, by: share) {
                let slice = files[start..<min(files.count, start + share)]
                group.addTask { (start, slice.map { decode($0, decoder: decoder) }) }
            }
            var parts: [Int: [FileOutcome]] = [:]
            for await (start, results) in group { parts[start] = results }
            return parts.keys.sorted().flatMap { parts[$0] ?? [] }
        }
    }

    private static let width = ProcessInfo.processInfo.activeProcessorCount

    /// Reads the rest of a file, but at most one byte more than the limit, so that the caller can detect oversized
    /// files.
    static func bytes(of handle: FileHandle, limit: Int) throws -> Data {
        var bytes = Data()
        while bytes.count <= limit, let chunk = try handle.read(upToCount: limit + 1 - bytes.count), !chunk.isEmpty {
            bytes.append(chunk)
        }
        return bytes
    }
}

/// An open file and its first bytes.
private struct FirstBytes {
    let start: Data
    private let path: String
    private let handle: FileHandle

    init(of path: String) throws(InputError) {
        do {
            handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            start = try handle.read(upToCount: FileHeader.length) ?? Data()
        } catch {
            throw Self.readError(path, error)
        }
        self.path = path
    }

    /// Reads the whole file, or up to one byte more than `limit`.
    func all(limit: Int) throws(InputError) -> Data {
        guard start.count == FileHeader.length else { return start }
        do {
            return start + (try FileReading.bytes(of: handle, limit: limit - start.count))
        } catch {
            throw Self.readError(path, error)
        }
    }

    private static func readError(_ path: String, _ error: any Error) -> InputError {
        InputError(path, "can't read file: \(SystemError.message(of: error))")
    }
}
