import Foundation
public import Market

/// Reads a source again and again; of a file or a folder only what changed since the last time.
public struct SourceReader: Sendable {
    /// Most files looked at in one folder.
    public static let fileLimit = 100_000

    /// What one look at a source gave.
    public struct Reading: Sendable {
        public var snapshots: [ChartSnapshot] = []
        /// What could not be read, one sentence each.
        public var problems: [IngestError] = []
        /// Documents that gave at least one snapshot this time.
        public var documents = 0
        /// Documents of the source that could be read when they were last looked at.
        public var readable = 0
        /// Why the others could not, by name of the document.
        public var unreadable: [IngestError] = []

        public init() {}
    }

    private struct Stamp: Hashable {
        var size: Int
        var modified: Date
    }

    public let source: SourceName
    private let transport: any Transport
    private var seen: [String: Stamp] = [:]
    /// By document: why it could not be read, or `nil` where it could.
    private var verdicts: [String: IngestError?] = [:]

    public init(_ source: SourceName, transport: any Transport) {
        self.source = source
        self.transport = transport
    }

    /// Looks at the source.
    ///
    /// - Parameter now: the time a fetched body is taken to show.
    /// - Returns: nothing new and no problem where nothing changed.
    public mutating func read(now: Timestamp) async -> Reading {
        var reading = Reading()
        switch source {
        case .web(let url):
            do throws(FetchFailure) {
                let body = try await transport.answer(to: FetchRequest(url)).body
                take(Document(origin: source.label, body: body, fetchedAt: now), into: &reading)
            } catch {
                fail(source.label, error.error, into: &reading)
            }
        case .standardInput:
            do {
                let body = try Self.bytes(of: FileHandle.standardInput)
                take(Document(origin: source.label, body: body, modifiedAt: now), into: &reading)
            } catch {
                fail(source.label, IngestError(source.label, "cannot be read"), into: &reading)
            }
        case .file(let path):
            read(file: path, into: &reading)
        case .folder(let path):
            read(folder: path, into: &reading)
        }
        reading.readable = verdicts.values.count { $0 == nil }
        reading.unreadable = verdicts.values.compactMap { $0 }.sorted { $0.origin < $1.origin }
        return reading
    }

    private mutating func read(folder: String, into reading: inout Reading) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            let problem = IngestError(folder, "cannot be listed: \(error.localizedDescription)")
            return forgetAll(folder, problem, into: &reading)
        }
        let candidates = names.filter { name in
            !name.hasPrefix(".") && ["json", "csv"].contains((name as NSString).pathExtension.lowercased())
        }
        if candidates.isEmpty {
            let other = names.isEmpty ? "it is empty" : "it holds no .json or .csv file (\(names.count) other)"
            return forgetAll(folder, IngestError(folder, "has no snapshots: \(other)"), into: &reading)
        }
        if candidates.count > Self.fileLimit {
            reading.problems.append(
                IngestError(folder, "has \(candidates.count) files; the first \(Self.fileLimit) by name are read")
            )
        }
        // A file that was taken away is no longer the source's.
        let present = Set(candidates.map { (folder as NSString).appendingPathComponent($0) })
        verdicts = verdicts.filter { present.contains($0.key) }
        seen = seen.filter { present.contains($0.key) }
        for name in candidates.sorted().prefix(Self.fileLimit) {
            read(file: (folder as NSString).appendingPathComponent(name), into: &reading)
        }
    }

    private mutating func read(file path: String, into reading: inout Reading) {
        do {
            let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                return fail(path, IngestError(path, "is no ordinary file"), into: &reading)
            }
            let modified = attributes[.modificationDate] as? Date ?? .distantPast
            let stamp = Stamp(size: (attributes[.size] as? NSNumber)?.intValue ?? 0, modified: modified)
            guard seen[path] != stamp else { return }
            let handle = try FileHandle(forReadingFrom: file)
            defer { try? handle.close() }
            let time = Int64(exactly: modified.timeIntervalSince1970.rounded()).map { Timestamp(seconds: $0) }
            take(Document(origin: path, body: try Self.bytes(of: handle), modifiedAt: time), into: &reading)
            seen[path] = stamp
        } catch {
            // Not noted as seen: permissions can be mended without the file changing.
            seen[path] = nil
            fail(path, IngestError(path, "cannot be read: \(error.localizedDescription)"), into: &reading)
        }
    }

    /// At most one byte more than is ever looked at, so that what is too large is seen to be.
    private static func bytes(of handle: FileHandle) throws -> Data {
        var bytes = Data()
        while bytes.count <= SnapshotDecoder.bodyLimit,
            let chunk = try handle.read(upToCount: SnapshotDecoder.bodyLimit + 1 - bytes.count), !chunk.isEmpty
        {
            bytes.append(chunk)
        }
        return bytes
    }

    /// A folder that is gone or empty tells nothing of what was in it.
    private mutating func forgetAll(_ folder: String, _ problem: IngestError, into reading: inout Reading) {
        verdicts = [:]
        seen = [:]
        fail(folder, problem, into: &reading)
    }

    private mutating func take(_ document: Document, into reading: inout Reading) {
        do throws(IngestError) {
            let decoded = try SnapshotDecoder.decode(document)
            reading.snapshots += decoded.snapshots
            reading.problems += decoded.warnings
            reading.documents += 1
            verdicts[document.origin] = .some(nil)
        } catch {
            fail(document.origin, error, into: &reading)
        }
    }

    private mutating func fail(_ document: String, _ error: IngestError, into reading: inout Reading) {
        reading.problems.append(error)
        verdicts[document] = error
    }
}
