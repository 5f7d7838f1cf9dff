import Foundation
public import Market

/// Reads a source again and again; of a file or a folder only what changed since the last time.
public struct SourceReader: Sendable {
    /// Most files looked at in one folder.
    public static let fileLimit = FolderFiles.limit
    /// Most files that one look reads; what is more comes with the next.
    public static let filesAtOnce = 512
    /// Most bytes of files that one look reads, unless a single file has more.
    public static let bytesAtOnce = 64 << 20

    /// What one look at a source gave.
    public struct Reading: Sendable {
        public var charts: [DecodedChart] = []
        public var counts: [ReportedCount] = []
        /// The charts of each document that holds any.
        public var documentCharts: [DocumentCharts] = []
        /// What could not be read, one sentence each.
        public var problems: [IngestError] = []
        /// Documents that gave something this time.
        public var documents = 0
        /// Documents of the source that could be read when they were last looked at.
        public var readable = 0
        /// Why the others could not, by name of the document.
        public var unreadable: [IngestError] = []
        /// Files of a folder that this look found to hold no data and that no look before skipped.
        public var skipped = SkippedFiles()
        /// Whether there is more to be read at once.
        public var hasMore = false
        /// What the look means for the next.
        public var outcome = PollOutcome.success
        /// Of an address: bytes that came over the wire, and milliseconds until they were there.
        public var received: Int?
        public var milliseconds: Int?

        public init() {}

        public var snapshots: [ChartSnapshot] { charts.map(\.snapshot) }
    }

    public let source: SourceName
    private var decoder: SnapshotDecoder
    private var web: WebSourceReader
    private var files = FolderFiles()
    /// Changed files that are still to be read.
    private var backlog: [FileReading.File] = []
    /// A container of which a part was read.
    private var packed: PackedFile?
    private let lot = ReadBatch(files: Self.filesAtOnce, bytes: Self.bytesAtOnce)
    private let partLimit: PartLimit
    /// Names of files that changed, where somebody watches the folder; `nil` where all are to be looked at.
    private var told: Set<String>?
    private var registryStamp: FileStamp?

    /// - Parameters:
    ///   - authorization: what shows an address who asks.
    ///   - partLimit: how much of a container one look reads.
    public init(
        _ source: SourceName,
        transport: any Transport,
        decoder: SnapshotDecoder = SnapshotDecoder(),
        authorization: Secret? = nil,
        partLimit: PartLimit = PartLimit(documents: Self.filesAtOnce)
    ) {
        self.source = source
        self.decoder = decoder
        self.partLimit = partLimit
        web = WebSourceReader(transport: transport, authorization: authorization)
    }

    /// Makes the next look one at these files of the folder only.
    public mutating func look(onlyAt names: Set<String>) { told = names }

    /// Looks at the source.
    ///
    /// - Parameter now: the time a fetched body is taken to show.
    /// - Returns: nothing new and no problem where nothing changed.
    public mutating func read(now: Timestamp) async -> Reading {
        var reading = Reading()
        switch source {
        case .web(let url): await web.read(url, label: source.label, decoder: decoder, now: now, into: &reading)
        case .standardInput:
            do {
                let body = try FileReading.bytes(of: FileHandle.standardInput, limit: SnapshotDecoder.fileLimit)
                take(Document(origin: source.label, body: body, modifiedAt: now), into: &reading)
            } catch {
                reading.fail(IngestError(source.label, "cannot be read"))
            }
        case .file(let path):
            readRegistry(beside: (path as NSString).deletingLastPathComponent, into: &reading)
            if !isReading { backlog = files.changes(among: [path], isNamed: true, problems: &reading.problems) }
            await readBacklog(into: &reading)
        case .folder(let path):
            await read(folder: path, into: &reading)
        }
        return reading
    }

    private mutating func read(folder: String, into reading: inout Reading) async {
        readRegistry(beside: folder, into: &reading)
        if !isReading {
            do throws(IngestError) {
                backlog = try changes(in: folder, problems: &reading.problems)
            } catch {
                return reading.fail(error)
            }
        }
        await readBacklog(into: &reading)
        if !reading.hasMore, let skipped = files.onlySkipped {
            reading.fail(IngestError(folder, "has no snapshots: \(skipped.text)"))
        }
    }

    private mutating func changes(
        in folder: String,
        problems: inout [IngestError]
    ) throws(IngestError) -> [FileReading.File] {
        let registry = decoder.mapping?.registryFile
        defer { told = nil }
        guard let told, !files.isEmpty else {
            return try files.changes(inFolder: folder, besides: registry, problems: &problems)
        }
        let paths = told.filter { FileName($0).skipReason == nil && $0 != registry }.sorted()
            .map { (folder as NSString).appendingPathComponent($0) }
        return files.changes(among: paths, isNamed: false, problems: &problems)
    }

    /// Whether files that changed are still to be read.
    private var isReading: Bool { packed != nil || !backlog.isEmpty }

    private mutating func readBacklog(into reading: inout Reading) async {
        let some = packed == nil ? nextFiles() : []
        if let packed {
            await readPart(of: packed, into: &reading)
        } else {
            for (file, outcome) in zip(some, await FileReading.decode(some, decoder: decoder)) {
                if case .decoded(let decoded) = outcome { reading.add(decoded) }
                note(outcome, of: file, into: &reading)
            }
        }
        reading.hasMore = isReading
        reading.readable = files.readable
        reading.unreadable = files.unreadable
    }

    private mutating func readPart(of container: PackedFile, into reading: inout Reading) async {
        let part = await container.part()
        if case .decoded(let decoded) = part.outcome { reading.add(decoded) }
        note(part.outcome, of: container.file, into: &reading)
        if part.isLast { packed = nil }
    }

    /// Keeps how reading a file, or a part of it, ended.
    private mutating func note(_ outcome: FileOutcome, of file: FileReading.File, into reading: inout Reading) {
        let verdict: FileStatus =
            switch outcome {
            case .decoded: .read
            case .failed(let error): .failed(error)
            case .skipped(let reason): .skipped(reason)
            }
        let isNewlySkipped = files.note(verdict, of: file.path, stamp: file.stamp, problems: &reading.problems)
        if isNewlySkipped, case .skipped(let reason) = verdict { reading.skipped.add(reason, file.path) }
    }

    /// Takes the files of one look from the backlog; none where the first is a container to be read in parts.
    private mutating func nextFiles() -> [FileReading.File] {
        let sizes = backlog.lazy.map { min(Int($0.stamp.size), SnapshotDecoder.fileLimit) }
        let count = lot.count(of: sizes) { FileReading.isPacked(backlog[$0].path) }
        if count == 0, let first = backlog.first {
            packed = PackedFile(first, decoder: decoder, limit: partLimit)
        }
        defer { backlog.removeFirst(min(backlog.count, max(1, count))) }
        return Array(backlog.prefix(count))
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
            reading.add(try decoder.decode(document))
            reading.readable = 1
        } catch {
            reading.fail(error)
        }
    }
}

extension SourceReader.Reading {
    mutating func add(_ decoded: Decoded) {
        charts += decoded.charts
        counts += decoded.counts
        documentCharts += decoded.documentCharts
        problems += decoded.warnings
        documents += decoded.documents
    }

    /// Notes that the whole source could not be read.
    mutating func fail(_ error: IngestError, _ outcome: PollOutcome = .unusable) {
        problems.append(error)
        unreadable = [error]
        self.outcome = outcome
    }
}
