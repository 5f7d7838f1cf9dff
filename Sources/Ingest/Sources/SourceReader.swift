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
        public var bytes = 0
        /// Documents that gave at least one snapshot.
        public var documents = 0

        public init() {}
    }

    private struct Stamp: Hashable {
        var size: Int
        var modified: Date
    }

    public let source: SourceName
    private let transport: any Transport
    private var seen: [String: Stamp] = [:]

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
            do throws(IngestError) {
                let body = try await transport.body(of: url)
                reading.take(Document(origin: source.label, body: body, fetchedAt: now))
            } catch {
                reading.problems.append(error)
            }
        case .standardInput:
            let body = FileHandle.standardInput.readDataToEndOfFile()
            reading.take(Document(origin: source.label, body: body, modifiedAt: now))
        case .file(let path):
            read(file: path, into: &reading)
        case .folder(let path):
            read(folder: path, into: &reading)
        }
        return reading
    }

    private mutating func read(folder: String, into reading: inout Reading) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            reading.problems.append(IngestError(folder, "cannot be listed: \(error.localizedDescription)"))
            return
        }
        let candidates = names.filter { name in
            !name.hasPrefix(".") && ["json", "csv"].contains((name as NSString).pathExtension.lowercased())
        }
        if candidates.isEmpty {
            let other = names.isEmpty ? "it is empty" : "none of its \(names.count) entries is a .json or .csv file"
            reading.problems.append(IngestError(folder, "has no snapshots: \(other)"))
            return
        }
        if candidates.count > Self.fileLimit {
            reading.problems.append(
                IngestError(folder, "has \(candidates.count) files; the first \(Self.fileLimit) by name are read")
            )
        }
        for name in candidates.sorted().prefix(Self.fileLimit) {
            read(file: (folder as NSString).appendingPathComponent(name), into: &reading)
        }
    }

    private mutating func read(file path: String, into reading: inout Reading) {
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let modified = attributes[.modificationDate] as? Date ?? .distantPast
            let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
            let stamp = Stamp(size: size, modified: modified)
            guard seen[path] != stamp else { return }
            seen[path] = stamp
            guard size <= SnapshotDecoder.bodyLimit else {
                reading.problems.append(
                    IngestError(path, "has \(size) bytes, more than the \(SnapshotDecoder.bodyLimit) that are read")
                )
                return
            }
            let body = try Data(contentsOf: URL(fileURLWithPath: path))
            let time = Timestamp(seconds: Int64(modified.timeIntervalSince1970))
            reading.take(Document(origin: path, body: body, modifiedAt: time))
        } catch {
            reading.problems.append(IngestError(path, "cannot be read: \(error.localizedDescription)"))
        }
    }
}

extension SourceReader.Reading {
    fileprivate mutating func take(_ document: Document) {
        bytes += document.body.count
        do throws(IngestError) {
            let decoded = try SnapshotDecoder.decode(document)
            snapshots += decoded.snapshots
            problems += decoded.warnings
            documents += 1
        } catch {
            problems.append(error)
        }
    }
}
