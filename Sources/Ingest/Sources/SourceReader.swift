import Foundation
public import Market

/// Reads a source again and again; of a file or a folder only what changed since the last time.
public struct SourceReader: Sendable {
    /// Most files that one look reads; what is more comes with the next.
    public static let filesAtOnce = 512

    /// What one look at a source gave.
    public struct Reading: Sendable {
        public var charts: [SeenChart] = []
        public var counts: [SeenCount] = []
        /// What could not be read, one sentence each.
        public var problems: [IngestError] = []
        /// Documents that gave something this time.
        public var documents = 0
        /// Documents of the source that could be read when they were last looked at.
        public var readable = 0
        /// Why the others could not, by name of the document.
        public var unreadable: [IngestError] = []
        /// Whether there is more to be read at once.
        public var hasMore = false

        public init() {}

        public var snapshots: [ChartSnapshot] { charts.map(\.snapshot) }
    }

    public let source: SourceName
    private let transport: any Transport
    private var decoder: SnapshotDecoder
    private var files = FolderFiles()
    /// Changed files that are still to be read.
    private var backlog: [(path: String, stamp: FileStamp)] = []
    private var registryStamp: FileStamp?

    public init(_ source: SourceName, transport: any Transport, decoder: SnapshotDecoder = SnapshotDecoder()) {
        self.source = source
        self.transport = transport
        self.decoder = decoder
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
                let answer = try await transport.answer(to: FetchRequest(url))
                take(Document(origin: source.label, body: answer.body, fetchedAt: now), into: &reading)
            } catch {
                fail(error.error, into: &reading)
            }
        case .standardInput:
            do {
                let body = try FileReading.bytes(of: FileHandle.standardInput, limit: SnapshotDecoder.fileLimit)
                take(Document(origin: source.label, body: body, modifiedAt: now), into: &reading)
            } catch {
                fail(IngestError(source.label, "cannot be read"), into: &reading)
            }
        case .file(let path):
            readRegistry(beside: (path as NSString).deletingLastPathComponent, into: &reading)
            if backlog.isEmpty { backlog = files.changes(among: [path], problems: &reading.problems) }
            await readBacklog(into: &reading)
        case .folder(let path):
            await read(folder: path, into: &reading)
        }
        return reading
    }

    private mutating func read(folder: String, into reading: inout Reading) async {
        readRegistry(beside: folder, into: &reading)
        if backlog.isEmpty {
            do throws(IngestError) {
                let registry = decoder.mapping?.registryFile
                backlog = try files.changes(inFolder: folder, besides: registry, problems: &reading.problems)
            } catch {
                return fail(error, into: &reading)
            }
        }
        await readBacklog(into: &reading)
    }

    private mutating func readBacklog(into reading: inout Reading) async {
        let some = Array(backlog.prefix(Self.filesAtOnce))
        backlog.removeFirst(some.count)
        reading.hasMore = !backlog.isEmpty
        for (file, result) in zip(some, await FileReading.decode(some, decoder: decoder)) {
            switch result {
            case .success(let decoded):
                add(decoded, to: &reading)
                files.note(nil, of: file.path, stamp: file.stamp, problems: &reading.problems)
            case .failure(let error):
                files.note(error, of: file.path, stamp: file.stamp, problems: &reading.problems)
            }
        }
        reading.readable = files.readable
        reading.unreadable = files.unreadable
    }

    /// Reads the names beside a collector's files, again when they change.
    private mutating func readRegistry(beside folder: String, into reading: inout Reading) {
        guard let file = decoder.mapping?.registryFile else { return }
        let folder = folder.isEmpty ? "." : folder
        let stamp = try? FileStamp(of: (folder as NSString).appendingPathComponent(file))
        guard decoder.registry == nil || stamp != registryStamp else { return }
        registryStamp = stamp
        do throws(IngestError) {
            decoder.registry = try decoder.mapping?.registry(in: folder)
        } catch {
            reading.problems.append(error)
        }
    }

    private func take(_ document: Document, into reading: inout Reading) {
        do throws(IngestError) {
            add(try decoder.decode(document), to: &reading)
            reading.readable = 1
        } catch {
            fail(error, into: &reading)
        }
    }

    private func add(_ decoded: Decoded, to reading: inout Reading) {
        reading.charts += decoded.charts
        reading.counts += decoded.counts
        reading.problems += decoded.warnings
        reading.documents += 1
    }

    private func fail(_ error: IngestError, into reading: inout Reading) {
        reading.problems.append(error)
        reading.unreadable = [error]
    }
}
