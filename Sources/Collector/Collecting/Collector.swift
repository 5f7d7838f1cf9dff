package import Archive
import Formats
package import History
package import Market
package import Settings
package import Synchronization
import TimeSeries
package import Transport

/// An actor that collects snapshots while sources are polled. It is the only writer of the ledger and the archive.
package actor Collector {
    var ledger: Ledger
    /// The observer that receives changes to show; `nil` if there is no screen.
    let observer: (any CollectorObserver)?
    let log: EventLog
    /// Whether an archive is being rewritten. The program doesn't exit until the archive is rewritten or
    /// ``recoverySeconds`` have passed.
    package nonisolated let isRecovering = Atomic<Bool>(false)
    /// Maximum number of seconds to wait at exit while an archive is being rewritten.
    package static let recoverySeconds = 60.0
    let clock: RunClock
    var archive: ArchiveWriter?
    var loader: ArchiveLoader?
    /// The engine that is shown; `nil` if there is none.
    var engine: EngineLoader?
    /// The charts of the archive that aren't completely loaded.
    var queue: LoadQueue
    /// A message about stored data that couldn't be read after the archive was opened; `nil` if there is none.
    var unreadableData: String?
    var configuration: Configuration
    /// The alert center, which evaluates the alert rules; `nil` if no source is polled, because data recorded by
    /// another process doesn't trigger alerts here.
    var alerts: AlertCenter?
    /// Batches that are not yet written to the archive, in order.
    var pending: [ArchiveBatch] = []
    /// Number of snapshots dropped because too many were pending.
    var droppedCount = 0
    /// The plan that decides which snapshots to prune; `nil` if there is no archive.
    var pruning: PruningPlan?
    /// Time of the next pruning, in seconds of uptime.
    var nextPruning = SystemClock.uptime() + Day.secondsPerDay
    /// Size of the rankings, in bytes, above which old blocks are evicted. It exceeds the memory limit if evicting
    /// wasn't enough.
    var evictionThreshold: Int
    /// Status of the archive, which is shown among the sources once there has been a problem with it.
    var archiveHealth: SourceHealth?
    /// Status of the clock, which is shown among the sources while it isn't trusted.
    var clockHealth: SourceHealth?
    /// A message about problems with the archive in this run; `nil` if there were none.
    var incident: String?
    /// The numbers of polls and snapshots, for the metrics.
    var pollCounts = PollCounts()
    /// A signal for the replicator: the archive has been written.
    let archiveWritten = AsyncSignal()
    /// A signal: the settings of the replication have changed.
    let replicationChanged = AsyncSignal()
    /// The progress of replicating the archive to an engine; `nil` if it isn't replicated.
    var replication: ReplicationStatus?
    /// Time of the last write of the status file.
    private var statusWritten = Timestamp(seconds: .min)
    /// Whether the status file will be written again.
    private var isStatusScheduled = false
    /// The minimum number of seconds between writes of the status file that aren't urgent.
    private static let statusSpacing: Int64 = 2
    private var sources: [SourceID: SourceState] = [:]
    /// What sources that read their history in parts have read, as text by label.
    private var readStates: [String: String] = [:]
    /// The apps whose reviews in the archive have been loaded.
    var appsWithReviews: Set<AppID> = []
    private let transport: any Transport
    /// A closure that returns the sources as JSON in the format of the Sources page.
    private let sourcesJSON: @Sendable (LedgerSnapshot, Timestamp) -> String

    /// State of a source between polls.
    private struct SourceState {
        /// The reader of the source; `nil` while the source is being polled.
        var reader: SourceReader?
        var monitor: SourceMonitor
        var isFirst = true
        /// Whether the source was failing when its status was last updated.
        var wasFailing = false
        /// Whether to poll the source again when the current poll ends.
        var needsPoll = false
    }

    package init(
        ledger: Ledger,
        observer: (any CollectorObserver)?,
        log: EventLog,
        clock: RunClock = RunClock(),
        archive: consuming ArchiveWriter?,
        pruning: PruningPlan? = nil,
        loader: ArchiveLoader?,
        engine: EngineLoader? = nil,
        queue: LoadQueue = LoadQueue(),
        configuration: Configuration,
        alerts: AlertCenter? = nil,
        transport: any Transport = WebTransport.forSources(),
        sourcesJSON: @escaping @Sendable (LedgerSnapshot, Timestamp) -> String
    ) {
        self.ledger = ledger
        self.observer = observer
        self.log = log
        self.clock = clock
        self.archive = archive
        self.pruning = pruning
        self.loader = loader
        self.engine = engine
        self.queue = queue
        self.configuration = configuration
        self.alerts = alerts
        self.transport = transport
        self.sourcesJSON = sourcesJSON
        evictionThreshold = configuration.memory
        loader?.blockErrors.observe { [weak self] error in
            // Called while a page is drawn, which must not wait.
            Task { await self?.noteUnreadable([error]) }
        }
    }

    /// The time of the newest snapshot from each source at the start of this run.
    private lazy var newestArchived = ledger.snapshot.newestSnapshots

    /// Starts polling a source, or changes its settings.
    func startPolling(_ source: ResolvedSource, as number: SourceID) {
        let reader = SourceReader(source, transport: transport, state: readState(of: source))
        var monitor = SourceMonitor(label: source.label, interval: source.shownInterval)
        monitor.health.providesCharts = source.name.providesCharts
        monitor.health.newestData = newestArchived[source.label] ?? newestArchived(of: source.name)
        sources[number] = SourceState(reader: reader, monitor: monitor, isFirst: sources[number]?.isFirst ?? true)
        ledger.note(monitor.health)
    }

    /// Returns what a source has read, according to this run or the archive.
    ///
    /// An error of the archive isn't reported here, because loading the archive reports it. The source then reads its
    /// history again, which changes nothing in the archive.
    private func readState(of source: ResolvedSource) -> String? {
        guard source.keepsState else { return nil }
        return readStates[source.label] ?? (try? loader?.reader.state(ofSource: source.label)) ?? nil
    }

    /// Stops polling a source. Its data stays in the ledger.
    func stopPolling(_ number: SourceID) {
        guard let removed = sources.removeValue(forKey: number) else { return }
        ledger.forgetSource(removed.monitor.health.source)
        observer?.post(ledger.snapshot)
    }

    /// Applies changes made to the watchlist in the dashboard.
    package func watch(_ changes: [AppID: Bool]) { ledger.watch(changes: changes) }

    /// Polls a source. If it is being polled already, it is polled again afterwards.
    ///
    /// - Parameter names: Names of changed files in a folder; `nil` if unknown.
    func poll(_ number: SourceID, changedFiles names: Set<String>? = nil) async -> PollOutcome {
        guard var reader = sources[number]?.reader else {
            sources[number]?.needsPoll = true
            return .success
        }
        sources[number]?.reader = nil
        if let names { reader.limitNextRead(to: names) }
        reader.watchlist = ledger.snapshot.watchlist
        var outcome = PollOutcome.success
        repeat {
            sources[number]?.needsPoll = false
            let now = clock.now()
            noteClock(at: now)
            if case .reviews = reader.source { reader.knownReviews = knownReviews() }
            let reading = await reader.read(now: now)
            // If the source's settings changed in the meantime, it has a new reader.
            guard sources[number]?.reader == nil, sources[number] != nil else { return .canceled }
            // A poll that was canceled at exit doesn't change the source's status.
            if Task.isCancelled, reading.documents == 0 { return finish(number, reader, .canceled) }
            take(reading, from: number, at: now)
            outcome = reading.outcome
            // The poll plan schedules further requests to a host; files are read to the end.
            guard reading.hasMore else { continue }
            if reader.source.hasHost { return finish(number, reader, .incomplete) }
            sources[number]?.needsPoll = true
        } while sources[number]?.needsPoll == true && !Task.isCancelled
        return finish(number, reader, outcome)
    }

    private func finish(_ number: SourceID, _ reader: SourceReader, _ outcome: PollOutcome) -> PollOutcome {
        sources[number]?.reader = reader
        if sources[number]?.isFirst == true { observer?.settle() }
        sources[number]?.isFirst = false
        return outcome
    }

    /// Updates the times at which sources are polled next.
    ///
    /// - Returns: Whether any of the sources is failing or was failing before, which may change when other sources of
    ///   the same host are polled.
    @discardableResult
    func note(_ statuses: [SourceID: PollPlan.Status]) -> Bool {
        var isNews = false
        var concernsOthers = false
        for (number, status) in statuses {
            guard var source = sources[number], source.monitor.health.interval != nil else { continue }
            let before = source.monitor.health
            let isFailing = before.error != nil
            let isDelayed = status.circuitOpenUntil != nil
            concernsOthers = concernsOthers || isFailing || source.wasFailing
            source.wasFailing = isFailing
            source.monitor.scheduleNextPoll(status.due, reason: isFailing || isDelayed ? status.reason : nil)
            sources[number] = source
            guard source.monitor.health != before else { continue }
            ledger.note(source.monitor.health)
            isNews = true
        }
        if isNews { observer?.post(ledger.snapshot) }
        writeStatus(isUrgent: concernsOthers)
        return concernsOthers
    }

    /// The labels of the sources that are polled.
    var polledLabels: Set<String> { Set(sources.values.map(\.monitor.health.source)) }

    /// Writes the status file. If the last write is less than two seconds ago and `isUrgent` is `false`, writes it two
    /// seconds later instead, so that other processes don't see an outdated status until the next poll.
    func writeStatus(isUrgent: Bool) {
        let now = SystemClock.now()
        guard let path = archive?.path else { return }
        guard isUrgent || now.seconds - Self.statusSpacing >= statusWritten.seconds else {
            guard !isStatusScheduled else { return }
            isStatusScheduled = true
            Task {
                try? await Task.sleep(for: .seconds(Self.statusSpacing))
                isStatusScheduled = false
                writeStatus(isUrgent: true)
            }
            return
        }
        statusWritten = now
        SourceStatusFile.write(sourcesJSON(ledger.snapshot, now), of: path, at: now)
    }

    private func take(_ reading: SourceReader.Reading, from number: SourceID, at now: Timestamp) {
        guard var monitor = sources[number]?.monitor else { return }
        loadHistory(of: reading.snapshots)
        let before = monitor.health
        let outcome = monitor.take(reading, at: now, validatingAgainst: ledger.snapshot)
        sources[number]?.monitor = monitor
        for problem in outcome.problems { log.report(problem) }
        if !reading.skipped.isEmpty { log.write("skipped", "\(monitor.health.source): \(reading.skipped.text)") }
        if let since = monitor.health.frozenSince, before.frozenSince == nil {
            log.write(
                "frozen",
                "\(monitor.health.source): polls succeed, but its \"updated\" time is still \(since.iso8601)"
            )
        }
        ledger.note(monitor.health)
        let newSnapshots = append(outcome.accepted, from: monitor.health.source)
        for count in outcome.counts { ledger.append(count) }
        for listing in outcome.listings { ledger.append(listing) }
        let newReviews = outcome.reviews.filter { ledger.append($0) != .none }
        log.writePoll(monitor.health, reading, newSnapshots: newSnapshots.count)
        pollCounts.polls += 1
        pollCounts.failed += monitor.health.error == nil ? 0 : 1
        pollCounts.snapshots += Int64(newSnapshots.count)
        // Unchanged files are polled often; only new data redraws the screen.
        let isNews =
            !reading.charts.isEmpty || !outcome.counts.isEmpty || !outcome.listings.isEmpty
            || !newReviews.isEmpty || monitor.health.isNews(since: before)
        if isNews { observer?.post(ledger.snapshot) }
        checkAlerts()
        // Write to the archive after updating the screen, because a disk may be slow.
        if monitor.health.interval == nil { writeStatus(isUrgent: monitor.health.isNews(since: before)) }
        keep(
            ArchiveBatch(
                source: monitor.health.source,
                snapshots: newSnapshots,
                counts: outcome.counts,
                listings: outcome.listings,
                reviews: newReviews,
                state: reading.state
            )
        )
        if let state = reading.state { readStates[monitor.health.source] = state }
    }

    /// Appends snapshots to the ledger.
    ///
    /// - Returns: The snapshots that were new.
    private func append(_ snapshots: [ChartSnapshot], from source: String) -> [ChartSnapshot] {
        snapshots.filter { snapshot in
            logWatchlist(snapshot)
            let addition = ledger.append(snapshot, from: source)
            // A partial snapshot is extended by the ranks of other apps.
            if addition.change == .replaced, snapshot.coverage == .full {
                let title = "\(source): snapshot of \(snapshot.chart.title) at \(snapshot.observedAt.iso8601)"
                log.report("\(title) conflicts with the stored snapshot at the same time; kept the one read last")
            }
            return addition.isNews
        }
    }
}
