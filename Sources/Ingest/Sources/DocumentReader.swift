import Foundation

/// Reads documents from files, some at a time, with the names that stand beside them.
public struct DocumentReader: Sendable {
    /// How reading a file ended.
    public struct Outcome: Sendable {
        public let path: String
        /// Bytes of the file.
        public let bytes: Int
        public let result: FileOutcome
    }

    /// A file to read.
    public struct File: Hashable, Sendable {
        public var path: String
        /// Whether it was named itself, and not found in a folder: then it is read whatever it looks like.
        public var isNamed: Bool

        public init(_ path: String, isNamed: Bool) {
            self.path = path
            self.isNamed = isNamed
        }
    }

    private let decoder: SnapshotDecoder
    /// By folder; `nil` where there is none.
    private var registries: [String: NameRegistry?] = [:]

    public init(_ decoder: SnapshotDecoder) { self.decoder = decoder }

    /// Paths by name, a second download (`NAME (1).txt`) after the first.
    public static func sorted(_ paths: [String]) -> [String] { FileName.sorted(paths) }

    /// Why a file found in a folder is skipped by its name alone: it is hidden, or a backup.
    public static func skipReason(ofName path: String) -> SkippedFiles.Reason? { FileName(path).skipReason }

    /// The same for a version in a git history, where looking at the first bytes costs as much as reading all: pictures,
    /// source code and the like are skipped too.
    ///
    /// - Parameter size: in bytes. What is larger than any document is an error only where its name promises data.
    public static func skipReason(ofVersion path: String, size: Int) -> SkippedFiles.Reason? {
        let name = FileName(path)
        let isTooLarge = size > SnapshotDecoder.bodyLimit && !name.promisesData
        return name.skipReason ?? (name.isOfOtherKind || isTooLarge ? .otherFormat : nil)
    }

    /// Decodes a document that was read elsewhere, or everything that is packed in it; of a folder's documents only those that look like data.
    public static func decode(
        _ document: Result<Document, IngestError>,
        of file: File,
        decoder: SnapshotDecoder
    ) -> FileOutcome {
        let name = FileName(file.path)
        do throws(IngestError) {
            let document = try document.get()
            let start = document.body.prefix(FileHeader.length)
            if !file.isNamed, let reason = FileHeader.skipReason(start, name: name, decoder: decoder) {
                return .skipped(reason)
            }
            if Unpacking.recognises(start) {
                return try PackedDocuments.decode(.bytes(document.body), of: file, like: document, decoder: decoder)
            }
            return .decoded(try decoder.decode(document))
        } catch {
            return .failed(error)
        }
    }

    /// Whether a file is a container, which `readParts` reads without holding all that is in it.
    public static func isPacked(_ file: File) -> Bool { FileReading.isPacked(file.path) }

    /// Reads a container in parts.
    ///
    /// - Parameters:
    ///   - limit: how much of it is decoded and held at a time.
    ///   - body: called with each part but the last, and how many bytes of the file were read by then; where it throws,
    ///     the reading ends.
    /// - Returns: the last part, or how the reading ended, and what is wrong with what stands beside the file.
    public mutating func readParts(
        of file: File,
        limit: PartLimit = PartLimit(),
        _ body: (Decoded, _ storedBytes: Int) throws(IngestError) -> Void
    ) -> (outcome: Outcome, problems: [IngestError]) {
        do throws(FileStamp.Fault) {
            let stamp = try FileStamp(of: file.path)
            var problems: [IngestError] = []
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
        _ body: (Decoded, _ storedBytes: Int) throws(IngestError) -> Void
    ) -> FileOutcome {
        while true {
            let part = packed.nextPart()
            guard !part.isLast, case .decoded(let decoded) = part.outcome else { return part.outcome }
            do throws(IngestError) { try body(decoded, part.storedBytes) } catch { return .failed(error) }
        }
    }

    /// Reads files side by side.
    ///
    /// - Returns: outcomes in the order of the files, and what is wrong with what stands beside them.
    public mutating func read(_ files: [File]) async -> (outcomes: [Outcome], problems: [IngestError]) {
        var problems: [IngestError] = []
        var outcomes: [Outcome] = []
        var run: [FileReading.File] = []
        var folder = ""
        for file in files {
            let own = (file.path as NSString).deletingLastPathComponent
            if own != folder {
                outcomes += await decode(run, in: folder, problems: &problems)
                (run, folder) = ([], own)
            }
            do throws(FileStamp.Fault) {
                run.append(.init(path: file.path, stamp: try FileStamp(of: file.path), isNamed: file.isNamed))
            } catch {
                outcomes += await decode(run, in: folder, problems: &problems)
                run = []
                let isSkipped = !file.isNamed && error.isSpecial && !FileName(file.path).promisesData
                let result = isSkipped ? FileOutcome.skipped(.special) : .failed(error.error)
                outcomes.append(Outcome(path: file.path, bytes: 0, result: result))
            }
        }
        return (outcomes + (await decode(run, in: folder, problems: &problems)), problems)
    }

    private mutating func decode(
        _ files: [FileReading.File],
        in folder: String,
        problems: inout [IngestError]
    ) async -> [Outcome] {
        guard !files.isEmpty else { return [] }
        var decoder = decoder
        decoder.registry = registry(in: folder.isEmpty ? "." : folder, problems: &problems)
        return zip(files, await FileReading.decode(files, decoder: decoder)).map {
            Outcome(path: $0.path, bytes: Int($0.stamp.size), result: $1)
        }
    }

    private mutating func registry(in folder: String, problems: inout [IngestError]) -> NameRegistry? {
        if let known = registries[folder] { return known }
        var registry: NameRegistry?
        do throws(IngestError) {
            registry = try decoder.mapping?.registry(in: folder)
        } catch {
            problems.append(error)
        }
        // Of many folders only the last one's names are kept.
        registries = [folder: registry]
        return registry
    }
}
