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
    /// How far an archive was read to which another process may be writing.
    private(set) var followedFrom: ArchivePosition?
    private var writer: ArchiveWriter?
    /// The last writer, where it did not end in order.
    private(set) var abandonedBy: String?
    /// What may be pruned of the archive; `nil` where none is written.
    private(set) var pruning: PruningPlan?
    /// What was pruned at the start, in words.
    private(set) var pruned: String?
    /// Sentences about what is wrong with the archive's times.
    private(set) var problems: [String] = []

    /// A ledger and nothing beside it.
    ///
    /// - Parameter changes: what was added to the watchlist or removed from it by key.
    init(_ ledger: Ledger, configuration: Configuration, changes: [AppID: Bool] = [:]) {
        self.ledger = ledger
        self.ledger.watch(configuration.watchlistApps)
        self.ledger.watch(changes: changes)
        self.ledger.setGoals(configuration.milestones)
        self.configuration = configuration
    }

    /// Opens the archive where there is to be one.
    ///
    /// - Parameter isWhole: whether all is wanted before the first picture.
    /// - Throws: where one that was asked for cannot be opened.
    mutating func open(
        _ use: Opening.ArchiveUse?,
        isWhole: Bool,
        who: String = "launchtop watch"
    ) throws(ArchiveError) {
        switch use {
        case nil: break
        case .replay(let path): try load(try ArchiveReader(path), isWhole: true)
        case .read(let path):
            try follow(path, isWhole: isWhole)
        case .write(let path, let isAskedFor):
            do throws(ArchiveError) {
                try openForWriting(path, isWhole: isWhole, who: who)
            } catch {
                // Where nobody said a word about an archive, what is watched matters more.
                guard !isAskedFor else { throw error }
                Console.error("\(error); what is watched is not kept")
                if error.reason == .locked { try follow(path, isWhole: isWhole) }
                var source = SourceHealth(source: "\(path) (writing)")
                source.error = "\(error); what is watched is not kept"
                ledger.note(source)
            }
        }
    }

    private mutating func follow(_ path: String, isWhole: Bool) throws(ArchiveError) {
        let reader = try ArchiveReader(path)
        // Before it is read, so that what comes meanwhile is read again.
        followedFrom = ArchivePosition(version: try reader.version(), key: try reader.lastKey())
        try load(reader, isWhole: isWhole)
        var source = SourceHealth(archive: path, newest: try reader.lastSeen(), at: SourceLoader.now())
        if let note = source.note { problems.append(note) }
        if reader.isImmutable {
            source.error =
                "\(path) is shown as it was when it was opened: its folder cannot be written to, so a writer is not seen"
        }
        ledger.note(source)
    }

    private mutating func openForWriting(_ path: String, isWhole: Bool, who: String) throws(ArchiveError) {
        var writer = try ArchiveWriter(path, who: who)
        abandonedBy = writer.abandonedBy
        do throws(ArchiveError) {
            try prune(&writer)
        } catch {
            problems.append(error.description)
        }
        try load(writer.reader, isWhole: isWhole)
        self.writer = consume writer
    }

    private mutating func prune(_ writer: inout ArchiveWriter) throws(ArchiveError) {
        let (now, uptime) = (SourceLoader.now(), SourceLoader.uptime())
        let newest = try writer.reader.lastSeen()
        let plan = PruningPlan(newest: newest ?? now, uptime: uptime)
        pruning = plan
        let source = SourceHealth(archive: writer.path, newest: newest, at: now)
        if let note = source.note {
            problems.append(note)
            ledger.note(source)
        }
        guard let keep = configuration.keep else { return }
        let done = try writer.prune(by: plan, keep: keep, wall: now, uptime: uptime)
        problems += done.problems
        pruned = done.summary
    }

    private mutating func load(_ reader: ArchiveReader, isWhole: Bool) throws(ArchiveError) {
        var loader = try ArchiveLoader(reader, configuration: configuration)
        horizon = isWhole ? nil : try reader.horizon(bytes: ArchiveLoader.firstBytes)
        let part = horizon.map { ArchiveReader.Part.since($0) } ?? .all
        let problems = try loader.loadCatalog(into: &ledger) + loader.load(part, into: &ledger)
        for problem in problems { Console.error(problem.description) }
        ledger.notePending(before: horizon)
        self.loader = loader
    }

    /// Hands the ledger over, so that only one is left to grow and to shrink.
    mutating func takeLedger() -> Ledger {
        defer { ledger = Ledger() }
        return ledger
    }

    /// Lets go of the archive, for others to write to.
    mutating func letGo() { writer = nil }

    /// Hands the writer over to the one who will use it.
    mutating func takeWriter() -> ArchiveWriter? { writer.take() }
}
