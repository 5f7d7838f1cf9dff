import Foundation

/// Reads documents from files, some at a time, with the names that stand beside them.
public struct DocumentReader: Sendable {
    /// How reading a file ended.
    public struct Outcome: Sendable {
        public let path: String
        /// Bytes of the file.
        public let bytes: Int
        public let result: Result<Decoded, IngestError>
    }

    private let decoder: SnapshotDecoder
    /// By folder; `nil` where there is none.
    private var registries: [String: NameRegistry?] = [:]

    public init(_ decoder: SnapshotDecoder) { self.decoder = decoder }

    /// Whether a file of this name is looked at where a whole folder is meant.
    public static func isCandidate(_ name: String) -> Bool {
        FileReading.isCandidate((name as NSString).lastPathComponent)
    }

    /// Reads files side by side.
    ///
    /// - Returns: outcomes in the order of the paths, and what is wrong with what stands beside them.
    public mutating func read(_ paths: [String]) async -> (outcomes: [Outcome], problems: [IngestError]) {
        var problems: [IngestError] = []
        var outcomes: [Outcome] = []
        var run: [(path: String, stamp: FileStamp)] = []
        var folder = ""
        for path in paths {
            let own = (path as NSString).deletingLastPathComponent
            if own != folder {
                outcomes += await decode(run, in: folder, problems: &problems)
                (run, folder) = ([], own)
            }
            do throws(IngestError) {
                run.append((path, try FileStamp(of: path)))
            } catch {
                outcomes += await decode(run, in: folder, problems: &problems)
                run = []
                outcomes.append(Outcome(path: path, bytes: 0, result: .failure(error)))
            }
        }
        return (outcomes + (await decode(run, in: folder, problems: &problems)), problems)
    }

    private mutating func decode(
        _ files: [(path: String, stamp: FileStamp)],
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
