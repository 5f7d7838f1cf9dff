public import Formats
import Foundation
public import Input
import Transport

/// A type that reads documents from files in batches, using the name registries in their folders.
public struct DocumentReader: Sendable {
    /// The result of reading a file.
    public struct Outcome: Sendable {
        public let path: String
        /// Size of the file in bytes.
        public let bytes: Int
        public let result: FileOutcome
    }

    /// A file to read.
    public struct File: Hashable, Sendable {
        public var path: String
        /// Whether the file was named explicitly rather than found in a folder. Such files are never skipped.
        public var isNamed: Bool

        public init(_ path: String, isNamed: Bool) {
            self.path = path
            self.isNamed = isNamed
        }
    }

    private let decoder: SnapshotDecoder
    /// The name registry of the last folder, by its path; `nil` if the folder has none.
    private var registries: [String: NameRegistry?] = [:]

    public init(_ decoder: SnapshotDecoder) { self.decoder = decoder }

    /// Returns paths sorted by name, with the second download of a file by a browser (`NAME (1).txt`) after the first.
    public static func sorted(_ paths: [String]) -> [String] { FileName.sorted(paths) }

    /// Returns the reason to skip a file in a folder because of its name (it's hidden or a backup), or `nil` to read
    /// it.
    public static func skipReason(ofName path: String) -> SkippedFiles.Reason? { FileName(path).skipReason }

    /// Returns the reason to skip a version in a git history because of its name, or `nil` to read it. Reading the
    /// first bytes of a version costs as much as reading all of it, so images, source code and similar files are
    /// skipped too.
    ///
    /// - Parameter size: Size in bytes. A version that exceeds the size limit is an error only if its name suggests
    ///   data.
    public static func skipReason(ofVersion path: String, size: Int) -> SkippedFiles.Reason? {
        let name = FileName(path)
        let isTooLarge = size > SnapshotDecoder.bodyLimit && !name.suggestsData
        return name.skipReason ?? (name.isOfOtherKind || isTooLarge ? .otherFormat : nil)
    }

    /// Decodes a document that was read elsewhere, or all documents in it if it's a container. A file that was found in
    /// a folder is skipped if it isn't data.
    public static func decode(
        _ document: Result<Document, InputError>,
        of file: File,
        decoder: SnapshotDecoder
    ) -> FileOutcome {
        let name = FileName(file.path)
        do throws(InputError) {
            let document = try document.get()
            let start = document.body.prefix(FileHeader.length)
            if !file.isNamed, let reason = FileHeader.skipReason(start, name: name, decoder: decoder) {
                return .skipped(reason)
            }
            if Unpacking.recognizes(start) {
                return try PackedDocuments.decode(.bytes(document.body), of: file, like: document, decoder: decoder)
            }
            return .decoded(try decoder.decode(document))
        } catch {
            return .failed(error)
        }
    }

    /// Returns whether a file is a container, which `readParts` can read without holding all of it in memory.
    public static func isPacked(_ file: File) -> Bool { FileReading.isPacked(file.path) }

    /// Reads a container in parts.
    ///
    /// - Parameters:
    ///   - limit: The maximum size of a part.
    ///   - body: A closure that is called with each part except the last, and with the number of bytes of the file read
    ///     so far. If it throws an error, reading ends.
    /// - Returns: The last part or the error, and problems with the folder's registry.
    public mutating func readParts(
        of file: File,
        limit: PartLimit = PartLimit(),
        _ body: (Decoded, _ storedBytes: Int) throws(InputError) -> Void
    ) -> (outcome: Outcome, problems: [InputError]) {
        do throws(FileStamp.StampError) {
            let stamp = try FileStamp(of: file.path)
            var problems: [InputError] = []
            var decoder = decoder
            let folder = (file.path as NSString).deletingLastPathComponent
            decoder.registry = registry(in: folder.isEmpty ? "." : folder, problems: &problems)
            let packed = PackedFile(
                .init(path: file.path, stamp: stamp, isNamed: file.isNamed),
                decoder: decoder,
                limit: limit
            )
            let result = Self.readParts(of: packed, body)
            return (Outcome(path: file.path, bytes: Int(stamp.size), result: result), problems)
        } catch {
            return (Outcome(path: file.path, bytes: 0, result: .failed(error.error)), [])
        }
    }

    private static func readParts(
        of packed: PackedFile,
        _ body: (Decoded, _ storedBytes: Int) throws(InputError) -> Void
    ) -> FileOutcome {
        while true {
            let part = packed.nextPart()
            guard !part.isLast, case .decoded(let decoded) = part.outcome else { return part.outcome }
            do throws(InputError) { try body(decoded, part.storedBytes) } catch { return .failed(error) }
        }
    }

    /// Reads files in parallel.
    ///
    /// - Returns: Outcomes in the order of the files, and problems with the folders' registries.
    public mutating func read(_ files: [File]) async -> (outcomes: [Outcome], problems: [InputError]) {
        var problems: [InputError] = []
        var outcomes: [Outcome] = []
        var run: [FileReading.File] = []
        var folder = ""
        for file in files {
            let parent = (file.path as NSString).deletingLastPathComponent
            if parent != folder {
                outcomes += await decode(run, in: folder, problems: &problems)
                (run, folder) = ([], parent)
            }
            do throws(FileStamp.StampError) {
                run.append(.init(path: file.path, stamp: try FileStamp(of: file.path), isNamed: file.isNamed))
            } catch {
                outcomes += await decode(run, in: folder, problems: &problems)
                run = []
                let isSkipped = !file.isNamed && error.isSpecial && !FileName(file.path).suggestsData
                let result = isSkipped ? FileOutcome.skipped(.special) : .failed(error.error)
                outcomes.append(Outcome(path: file.path, bytes: 0, result: result))
            }
        }
        return (outcomes + (await decode(run, in: folder, problems: &problems)), problems)
    }

    private mutating func decode(
        _ files: [FileReading.File],
        in folder: String,
        problems: inout [InputError]
    ) async -> [Outcome] {
        guard !files.isEmpty else { return [] }
        var decoder = decoder
        decoder.registry = registry(in: folder.isEmpty ? "." : folder, problems: &problems)
        return zip(files, await FileReading.decode(files, decoder: decoder)).map {
            Outcome(path: $0.path, bytes: Int($0.stamp.size), result: $1)
        }
    }

    private mutating func registry(in folder: String, problems: inout [InputError]) -> NameRegistry? {
        if let known = registries[folder] { return known }
        var registry: NameRegistry?
        do throws(InputError) {
            registry = try decoder.mapping?.registry(in: folder)
        } catch {
            problems.append(error)
        }
        // Only the registry of the last folder is cached.
        registries = [folder: registry]
        return registry
    }
}
