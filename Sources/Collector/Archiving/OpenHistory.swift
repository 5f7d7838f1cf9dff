package import Archive
import ClickHouse
package import History
import Input
package import Market
package import Settings
import TimeSeries

/// The history that the dashboard or the collector opens: a ledger, and the archive that the ledger is read from or
/// written to.
package struct OpenHistory: ~Copyable {
    package internal(set) var ledger: Ledger
    package private(set) var loader: ArchiveLoader?
    /// The engine that is shown; `nil` if an archive is shown, or nothing.
    package internal(set) var engine: EngineLoader?
    package let configuration: Configuration
    /// The charts that are loaded only after the first frame.
    package internal(set) var queue = LoadQueue()
    /// What the first frame shows, and is therefore loaded before it.
    package var firstPage = FirstPage()
    /// The position up to which the archive was read, if changes by another process must be followed; otherwise `nil`.
    package private(set) var followedFrom: ArchivePosition?
    private var writer: ArchiveWriter?
    /// The number of seconds to wait for another writer of the archive to exit.
    package var lockTimeout = 0.0
    /// The path of the archive that this process writes to; `nil` if there is none.
    package private(set) var writtenPath: String?
    /// A closure that shows a problem immediately, before the rest of the archive is read.
    let show: (String) -> Void
    /// A description of the previous writer if it didn't shut down cleanly; otherwise `nil`.
    package private(set) var abandonedBy: String?
    /// The plan that decides which snapshots to prune; `nil` if no archive is written.
    package private(set) var pruning: PruningPlan?
    /// A message about what was pruned when the archive was opened; `nil` if nothing was.
    package private(set) var pruned: String?
    /// The reason why polled snapshots aren't archived; `nil` if they are, or if nothing is polled.
    package private(set) var unarchivedReason: String?
    /// Problems found when opening the archive, such as snapshots dated in the future or pruning errors.
    package private(set) var problems: [String] = []

    /// Creates a history without an archive.
    ///
    /// - Parameters:
    ///   - changes: The apps that the user added to the watchlist (`true`) or removed from it (`false`) in the
    ///     dashboard.
    ///   - watched: The names and the pairs of ids that the user entered for these apps.
    ///   - show: A closure that shows a problem.
    package init(
        _ ledger: Ledger,
        configuration: Configuration,
        changes: [AppID: Bool] = [:],
        watched: [AppID: WatchedApp] = [:],
        show: @escaping (String) -> Void
    ) {
        self.show = show
        self.ledger = ledger
        self.ledger.watch(entries: configuration.watchlist)
        self.ledger.watch(changes: changes)
        self.ledger.setEntered(watched)
        self.ledger.setGoals(configuration.milestones)
        self.configuration = configuration
    }

    /// Opens the archive, if any.
    ///
    /// - Parameters:
    ///   - isWhole: Whether to load everything now, instead of only what the first frame needs.
    ///   - owner: The command that this process runs, which other writers show in their errors.
    /// - Throws: An error if an archive that the user named can't be opened.
    package mutating func open(
        _ use: ArchiveUse?,
        isWhole: Bool,
        owner: String = "launchtop watch"
    ) throws(ArchiveError) {
        switch use {
        case nil: break
        case .replay(let address) where EngineAddress.isAddress(address):
            try openEngine(address, isWhole: isWhole, isReplay: true)
        case .read(let address) where EngineAddress.isAddress(address):
            try openEngine(address, isWhole: isWhole)
        case .replay(let path): try load(try ArchiveReader(path), isWhole: isWhole, isReplay: true)
        case .read(let path):
            try follow(path, isWhole: isWhole)
        case .write(let path, let isExplicit):
            do throws(ArchiveError) {
                try openForWriting(path, isWhole: isWhole, owner: owner)
            } catch {
                // If the user didn't name an archive, polling is more important than recording.
                guard !isExplicit else {
                    let advice = "quit that process first, or choose another file with --archive"
                    throw error.reason == .locked ? error.advising(advice) : error
                }
                let isSending = error.reason == .locked && !configuration.alerts.isEmpty
                let alerts = isSending ? "; the other process sends the alerts" : ""
                show("\(error); snapshots will not be archived\(alerts)")
                unarchivedReason = "\(error.problem); snapshots polled here are not archived"
                var source = SourceHealth(source: SourceHealth.label(ofUnwritten: path))
                if error.reason == .locked {
                    // Another process writes to the archive, which isn't an error.
                    try follow(path, isWhole: isWhole)
                    source.note = unarchivedReason
                    (source.isPolled, source.isRecording) = (false, true)
                } else {
                    source.isRecording = false
                    source.error = "\(error); snapshots will not be archived"
                }
                ledger.note(source)
            }
        }
    }

    private mutating func follow(_ path: String, isWhole: Bool) throws(ArchiveError) {
        let reader = try ArchiveReader(path)
        // Get the position before loading, so that data written in the meantime is loaded afterwards.
        followedFrom = ArchivePosition(version: try reader.version(), key: try reader.lastKey())
        try load(reader, isWhole: isWhole)
        var source = SourceHealth(archive: path, newest: try reader.lastSeen(), at: SystemClock.now())
        if let note = source.note { problems.append(note) }
        if reader.isImmutable {
            source.error =
                "\(path): showing the state when it was opened; its folder is read-only, so changes can't be detected"
        }
        ledger.note(source)
        for source in SourceStatusFile.read(of: path) { ledger.note(source) }
    }

    private mutating func openForWriting(_ path: String, isWhole: Bool, owner: String) throws(ArchiveError) {
        var writer = try ArchiveWriter(path, owner: owner, timeout: lockTimeout)
        abandonedBy = writer.abandonedBy
        do throws(ArchiveError) {
            try prune(&writer)
        } catch {
            problems.append(error.description)
        }
        try load(writer.reader, isWhole: isWhole)
        writtenPath = writer.path
        self.writer = consume writer
    }

    private mutating func prune(_ writer: inout ArchiveWriter) throws(ArchiveError) {
        let (now, uptime) = (SystemClock.now(), SystemClock.uptime())
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

    private mutating func load(
        _ reader: ArchiveReader,
        isWhole: Bool,
        isReplay: Bool = false
    ) throws(ArchiveError) {
        var loader = try ArchiveLoader(reader, configuration: configuration)
        var problems: [ArchiveError] = []
        var isWhole = isWhole
        if !isWhole { isWhole = try reader.byteCount() <= firstPage.completeBytes }
        if isWhole {
            problems = try loader.loadCatalog(into: &ledger) + loader.load(.all, into: &ledger).problems
        } else if isReplay {
            // A replay may start at any time, so its first frame needs all times.
            problems = try loader.loadOutlines(ranksOf: [], into: &ledger)
            let charts = ledger.snapshot.rankings.filter { $0.value.blocks.contains(where: \.isEvicted) }.keys
            queue = LoadQueue(outlines: charts.sorted())
        } else {
            problems = try loadFirstPage(with: &loader)
        }
        for problem in problems { show(problem.description) }
        ledger.notePending(queue.pending)
        self.loader = loader
    }

    /// Loads what the first frame shows, and puts all other charts into the queue.
    ///
    /// - Returns: Errors for data that can't be read.
    private mutating func loadFirstPage(with loader: inout ArchiveLoader) throws(ArchiveError) -> [ArchiveError] {
        let reader = loader.reader
        let charts = try reader.charts().sorted()
        queue = LoadQueue(charts, newest: try reader.lastSeen())
        var problems = firstPage.needsNames ? try loader.loadCatalog(into: &ledger) : reader.warnings
        let apps = firstPage.app.map { [$0] } ?? ledger.snapshot.watchlist.sorted()
        let known = try reader.storefronts(of: apps)
        problems += try loader.loadApps(Set(known.map(\.number)), in: [], into: &ledger)
        let first = firstPage.charts(among: charts, storefronts: known.map(\.storefronts))
        let outcome = try loader.load(
            .newest(seconds: ArchiveLoader.newestSeconds),
            of: Set(first),
            into: &ledger
        )
        for chart in first { queue.finish(.newest(chart), isIncomplete: outcome.incomplete.contains(chart)) }
        return problems + outcome.problems
    }

    /// Removes and returns the ledger, which avoids a copy.
    package mutating func takeLedger() -> Ledger {
        defer { ledger = Ledger() }
        return ledger
    }

    /// Closes the archive, so that other processes can write to it.
    package mutating func closeWriter() { writer = nil }

    /// Removes and returns the archive writer; returns `nil` if no archive is written.
    package mutating func takeWriter() -> ArchiveWriter? { writer.take() }
}

/// A way to use an archive.
package enum ArchiveUse {
    /// Shows the archive, and follows changes by other processes.
    case read(String)
    /// Shows the archive, and writes new snapshots to it. `isExplicit` indicates whether the user named the archive; if
    /// not, a failure to open it isn't fatal.
    case write(String, isExplicit: Bool)
    case replay(String)
}
