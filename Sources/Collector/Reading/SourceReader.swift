package import AppStoreConnect
public import Formats
import Foundation
import History
package import Input
public import Market
import Settings
package import Transport

/// A type that polls a source. Files and folders are read only if they changed since the last poll.
public struct SourceReader: Sendable {
    /// Maximum number of files in a folder.
    public static let fileLimit = FolderFiles.limit
    /// Maximum number of files per poll; the rest are read by the next poll.
    public static let filesAtOnce = 512
    /// Maximum total size in bytes of the files read per poll, unless a single file exceeds it.
    public static let bytesAtOnce = 64 << 20

    public let source: SourceName
    private var decoder: SnapshotDecoder
    private var web: WebSourceReader
    private var ratings: RatingsReader
    private var reviews: ReviewsReader?
    private var sales: SalesReader?
    private var history: HistoryReader?
    /// The apps whose listings or reviews are read: those on the watchlist.
    var watchlist: Set<AppID> = []
    /// The reviews received so far, at which reading ends.
    var knownReviews: [AppID: [Storefront: ReviewSeries]] = [:]
    private var files = FolderFiles()
    /// Changed files that haven't been read yet.
    private var backlog: [FileReading.File] = []
    /// A container that is partially read.
    private var packed: PackedFile?
    private let batch = ReadBatch(files: Self.filesAtOnce, bytes: Self.bytesAtOnce)
    private let partLimit: PartLimit
    /// The names of changed files if a folder watch reported them; `nil` to scan the whole folder.
    private var changedNames: Set<String>?
    private var registryStamp: FileStamp?

    /// Creates a reader for a source.
    ///
    /// - Parameters:
    ///   - authorization: The value of the `Authorization` header for URLs.
    ///   - headers: More headers for URLs.
    ///   - history: What to request if the documents are about ranges of days (default: from the name of the source).
    ///   - credentials: The API key of a source at App Store Connect.
    ///   - state: The text that the source kept last about what it has read.
    ///   - partLimit: The maximum size of the part of a container read by one poll.
    package init(
        _ source: SourceName,
        transport: any Transport,
        decoder: SnapshotDecoder = SnapshotDecoder(),
        authorization: Secret? = nil,
        headers: [RequestHeader] = [],
        history: HistorySource? = nil,
        credentials: ConnectCredentials? = nil,
        state: String? = nil,
        partLimit: PartLimit = PartLimit(documents: Self.filesAtOnce)
    ) {
        self.source = source
        self.decoder = decoder
        self.partLimit = partLimit
        ratings = RatingsReader(transport: transport)
        let secrets = RequestCredentials(authorization: authorization, headers: headers)
        web = WebSourceReader(transport: transport, credentials: secrets)
        if let history = history ?? HistorySource(source, interval: PollingSettings().interval) {
            self.history = HistoryReader(
                history,
                credentials: secrets,
                decoder: decoder,
                state: state,
                transport: transport
            )
        }
        if case .reviews = source { reviews = ReviewsReader(transport: transport, state: state) }
        if case .sales(let vendor) = source, let credentials {
            sales = SalesReader(vendor, credentials: credentials, state: state, transport: transport)
        }
    }

    /// Creates a reader for a source with its settings.
    ///
    /// - Parameter state: The text that the source kept last about what it has read.
    init(_ source: ResolvedSource, transport: any Transport, state: String?) {
        self.init(
            source.name,
            transport: transport,
            decoder: source.decoder,
            authorization: source.authorization,
            headers: source.headers,
            history: source.history,
            credentials: source.credentials,
            state: state
        )
    }

    /// Limits the next poll to the files in the folder with these names.
    public mutating func limitNextRead(to names: Set<String>) { changedNames = names }

    /// Polls the source.
    ///
    /// - Parameter now: The observation time of fetched documents.
    /// - Returns: An empty reading if nothing changed.
    public mutating func read(now: Timestamp) async -> Reading {
        var reading = Reading()
        switch source {
        case .web where history != nil, .appfigures: await readHistory(now: now, into: &reading)
        case .web(let url): await web.read(url, label: source.label, decoder: decoder, now: now, into: &reading)
        case .ratings(let storefronts):
            let apps = Array(watchlist)
            await ratings.read(storefronts, of: apps, label: source.label, now: now, into: &reading)
        case .reviews(let storefronts):
            let (apps, known, label) = (watchlist, knownReviews, source.label)
            // Don't keep copies of reviews between polls.
            knownReviews = [:]
            await reviews?.read(storefronts, of: apps, known: known, label: label, now: now, into: &reading)
        case .sales: await readSales(now: now, into: &reading)
        case .standardInput:
            do {
                let body = try FileReading.bytes(of: FileHandle.standardInput, limit: SnapshotDecoder.fileLimit)
                decode(Document(origin: source.label, body: body, modifiedAt: now), into: &reading)
            } catch {
                reading.fail(InputError(source.label, "can't read input: \(SystemError.message(of: error))"))
            }
        case .file(let path):
            readRegistry(nextTo: (path as NSString).deletingLastPathComponent, into: &reading)
            if !isReading { backlog = files.changes(among: [path], isNamed: true, problems: &reading.problems) }
            await readBacklog(into: &reading)
        case .folder(let path):
            await read(folder: path, into: &reading)
        }
        return reading
    }

    private mutating func readSales(now: Timestamp, into reading: inout Reading) async {
        guard var reader = sales else {
            let problem = "needs an API key; add it to the config file as a [[source]], see docs/app-store-connect.md"
            return reading.fail(InputError(source.label, problem), .permanentFailure(isAnswered: false))
        }
        await reader.read(label: source.label, now: now, into: &reading)
        sales = reader
    }

    private mutating func readHistory(now: Timestamp, into reading: inout Reading) async {
        guard var reader = history, decoder.mapping != nil else {
            let problem =
                if case .appfigures = source {
                    "needs a token; add it to the config file as a [[source]], see docs/vendors.md"
                } else {
                    "needs a mapping that says where the series are; see docs/vendors.md"
                }
            return reading.fail(InputError(source.label, problem), .permanentFailure(isAnswered: false))
        }
        await reader.read(label: source.label, now: now, into: &reading)
        history = reader
    }

    private mutating func read(folder: String, into reading: inout Reading) async {
        readRegistry(nextTo: folder, into: &reading)
        if !isReading {
            do throws(InputError) {
                backlog = try changes(in: folder, problems: &reading.problems)
            } catch {
                return reading.fail(error)
            }
        }
        await readBacklog(into: &reading)
        if !reading.hasMore, let skipped = files.onlySkipped {
            reading.fail(InputError(folder, "no snapshots found: \(skipped.text)"))
        }
    }

    private mutating func changes(
        in folder: String,
        problems: inout [InputError]
    ) throws(InputError) -> [FileReading.File] {
        let registry = decoder.mapping?.registryFile
        defer { changedNames = nil }
        guard let changedNames, !files.isEmpty else {
            return try files.changes(inFolder: folder, excluding: registry, problems: &problems)
        }
        let paths = changedNames.filter { FileName($0).skipReason == nil && $0 != registry }.sorted()
            .map { (folder as NSString).appendingPathComponent($0) }
        return files.changes(among: paths, isNamed: false, problems: &problems)
    }

    /// Whether there are changed files that haven't been read completely.
    private var isReading: Bool { packed != nil || !backlog.isEmpty }

    private mutating func readBacklog(into reading: inout Reading) async {
        let next = packed == nil ? nextFiles() : []
        if let packed {
            await readPart(of: packed, into: &reading)
        } else {
            for (file, outcome) in zip(next, await FileReading.decode(next, decoder: decoder)) {
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

    /// Records the result of reading a file or a part of it.
    private mutating func note(_ outcome: FileOutcome, of file: FileReading.File, into reading: inout Reading) {
        let status: FileStatus =
            switch outcome {
            case .decoded: .read
            case .failed(let error): .failed(error)
            case .skipped(let reason): .skipped(reason)
            }
        let isNewlySkipped = files.note(status, of: file.path, stamp: file.stamp, problems: &reading.problems)
        if isNewlySkipped, case .skipped(let reason) = status { reading.skipped.add(reason, file.path) }
    }

    /// Removes the next files from the backlog and returns them. If the first is a container to read in parts, opens it
    /// and returns no files.
    private mutating func nextFiles() -> [FileReading.File] {
        let sizes = backlog.lazy.map { min(Int($0.stamp.size), SnapshotDecoder.fileLimit) }
        let count = batch.count(of: sizes) { FileReading.isPacked(backlog[$0].path) }
        if count == 0, let first = backlog.first {
            packed = PackedFile(first, decoder: decoder, limit: partLimit)
        }
        defer { backlog.removeFirst(min(backlog.count, max(1, count))) }
        return Array(backlog.prefix(count))
    }

    /// Reads the name registry in the folder of the source's files if it changed.
    private mutating func readRegistry(nextTo folder: String, into reading: inout Reading) {
        guard let file = decoder.mapping?.registryFile else { return }
        let folder = folder.isEmpty ? "." : folder
        let stamp = try? FileStamp(of: (folder as NSString).appendingPathComponent(file))
        guard decoder.registry == nil || stamp != registryStamp else { return }
        registryStamp = stamp
        do throws(InputError) {
            decoder.registry = try decoder.mapping?.registry(in: folder)
        } catch {
            reading.problems.append(error)
        }
    }

    private func decode(_ document: Document, into reading: inout Reading) {
        do throws(InputError) {
            reading.add(try decoder.decode(document))
            reading.readable = 1
        } catch {
            reading.fail(error)
        }
    }
}
