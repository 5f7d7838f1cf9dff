import Archive
import History
import Ingest
import Market

/// What the dashboard opens on, and what goes on with it while it is open.
struct OpenHistory: ~Copyable {
    private(set) var ledger: Ledger
    private(set) var loader: ArchiveLoader?
    let configuration: Configuration
    /// What is older is read after the first picture; `nil` where all is here.
    private(set) var horizon: Timestamp?
    /// Whether another process may be writing to the archive.
    private(set) var isFollowing = false
    private var writer: ArchiveWriter?

    /// A ledger and nothing beside it.
    init(_ ledger: Ledger, configuration: Configuration) {
        self.ledger = ledger
        self.configuration = configuration
    }

    /// Opens the archive where there is to be one.
    ///
    /// - Parameter isWhole: whether all is wanted before the first picture.
    /// - Throws: where one that was asked for cannot be opened.
    mutating func open(_ use: Opening.ArchiveUse?, isWhole: Bool) throws(ArchiveError) {
        switch use {
        case nil: break
        case .replay(let path): try load(try ArchiveReader(path), isWhole: true)
        case .read(let path):
            isFollowing = true
            try load(try ArchiveReader(path), isWhole: isWhole)
            var feed = FeedHealth(source: path)
            feed.lastSuccess = Loading.now()
            feed.newestData = try loader?.reader.lastSighting()
            ledger.note(feed)
        case .write(let path, let isAskedFor):
            do throws(ArchiveError) {
                try openForWriting(path, isWhole: isWhole)
            } catch {
                // Where nobody said a word about an archive, what is watched matters more.
                guard !isAskedFor else { throw error }
                Say.error("\(error); what is watched is not kept")
                var feed = FeedHealth(source: path)
                feed.error = "\(error); what is watched is not kept"
                ledger.note(feed)
            }
        }
    }

    private mutating func openForWriting(_ path: String, isWhole: Bool) throws(ArchiveError) {
        var writer = try ArchiveWriter(path, who: "launchtop watch")
        if let keep = configuration.keep { try writer.forget(before: Loading.now() - keep) }
        try load(writer.reader, isWhole: isWhole)
        self.writer = consume writer
    }

    private mutating func load(_ reader: ArchiveReader, isWhole: Bool) throws(ArchiveError) {
        var loader = ArchiveLoader(reader, configuration: configuration)
        horizon = isWhole ? nil : try reader.horizon(bytes: ArchiveLoader.firstBytes)
        let part = horizon.map { ArchiveReader.Part.since($0) } ?? .all
        let problems = try loader.loadCatalog(into: &ledger) + loader.load(part, into: &ledger)
        for problem in problems { Say.error(problem.description) }
        ledger.notePending(before: horizon)
        self.loader = loader
    }

    /// Hands the writer over to the one who will use it.
    mutating func takeWriter() -> ArchiveWriter? { writer.take() }
}
