import Foundation
import Market

/// Reads files of snapshots.
enum FileReading {
    /// What a file may be called to be looked at in a folder.
    static let extensions: Set<String> = [
        "json", "jsonl", "ndjson", "csv", "tsv", "xml", "gz", "tgz", "tar", "zip", "zst", "xz",
    ]

    static func isCandidate(_ name: String) -> Bool {
        let kind = (name as NSString).pathExtension.lowercased()
        // Text is mostly notes; Apple's sales reports are called S_D_80012345_20260301.txt.
        return !name.hasPrefix(".") && (extensions.contains(kind) || (kind == "txt" && name.hasPrefix("S_")))
    }

    /// Decodes a file, or everything that is packed in it.
    ///
    /// - Throws: where it gives nothing at all. What is wrong with a part of it is a warning.
    static func decode(
        _ path: String,
        stamp: FileStamp,
        decoder: SnapshotDecoder
    ) throws(IngestError) -> Decoded {
        let modified = Timestamp(seconds: stamp.seconds)
        guard Unpacking.recognises(try bytes(of: path, limit: 511)) else {
            let body = try bytes(of: path, limit: SnapshotDecoder.fileLimit)
            return try decoder.decode(Document(origin: path, body: body, modifiedAt: modified))
        }
        var all = Decoded()
        var count = 0
        do throws(IngestError) {
            try Unpacking.forEachEntry(of: .file(path), origin: path) { entry in
                do throws(IngestError) {
                    var document = try entry.get()
                    // A packed document is of the time of its file, where the package does not say.
                    document.modifiedAt = document.modifiedAt ?? modified
                    let decoded = try decoder.decode(document)
                    all.charts += decoded.charts
                    all.counts += decoded.counts
                    all.warnings += decoded.warnings
                    count += 1
                } catch {
                    all.warnings.append(error)
                }
            }
        } catch {
            all.warnings.append(error)
        }
        all.documents = count
        guard count > 0 else { throw all.warnings.first ?? IngestError(path, "holds no document") }
        return all
    }

    /// Decodes files side by side, in the order in which they are given.
    static func decode(
        _ files: [(path: String, stamp: FileStamp)],
        decoder: SnapshotDecoder
    ) async -> [Result<Decoded, IngestError>] {
        let share = max(1, (files.count + width - 1) / width)
        return await withTaskGroup(of: (Int, [Result<Decoded, IngestError>]).self) { group in
            for start in stride(from: 0, to: files.count, by: share) {
                let some = files[start..<min(files.count, start + share)]
                group.addTask {
                    (
                        start,
                        some.map { file in
                            Result { () throws(IngestError) in
                                try decode(file.path, stamp: file.stamp, decoder: decoder)
                            }
                        }
                    )
                }
            }
            var parts: [Int: [Result<Decoded, IngestError>]] = [:]
            for await (start, results) in group { parts[start] = results }
            return parts.keys.sorted().flatMap { parts[$0] ?? [] }
        }
    }

    private static let width = ProcessInfo.processInfo.activeProcessorCount

    /// At most one byte more than is ever looked at, so that what is too large is seen to be.
    private static func bytes(of path: String, limit: Int) throws(IngestError) -> Data {
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            return try bytes(of: handle, limit: limit)
        } catch {
            throw IngestError(path, "cannot be read: \(error.localizedDescription)")
        }
    }

    static func bytes(of handle: FileHandle, limit: Int) throws -> Data {
        var bytes = Data()
        while bytes.count <= limit, let chunk = try handle.read(upToCount: limit + 1 - bytes.count), !chunk.isEmpty {
            bytes.append(chunk)
        }
        return bytes
    }
}
