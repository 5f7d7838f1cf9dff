import Archive
import History
import Ingest
import Market
import Synchronization
import TimeSeries

/// The one writer of the ledger and of the archive while sources are followed.
actor Collector {
    var ledger: Ledger
    let inbox: Inbox
    let log: EventLog
    /// Whether an archive is being written again just now, which the end of the program waits for.
    nonisolated let isRecovering = Atomic<Bool>(false)
    /// Seconds that it may take at the end.
    static let recoverySeconds = 60.0
    let clock: RunClock
    var archive: ArchiveWriter?
    var loader: ArchiveLoader?
    var configuration: Configuration
    /// `nil` where nothing is followed: what others wrote wakes nobody here.
    var alerts: AlertCenter?
    /// What the archive could not take yet, in order.
    var waiting: [ArchiveBatch] = []
    /// Lists that were given up, because too many waited.
    var givenUp = 0
    /// What may be pruned; `nil` where there is no archive.
    var pruning: PruningPlan?
    /// When it is pruned next, in seconds of uptime.
    var nextPruning = SourceLoader.uptime() + Day.secondsPerDay
    /// Bytes of rankings from which on it is worth trying again to make them fit into memory.
    var memoryToTryAt: Int
    /// The archive as one of the feeds, once something was wrong with it.
    var archiveHealth: SourceHealth?
    /// The clock as one of the feeds, while it is not trusted.
    var clockHealth: SourceHealth?
    /// What happened to the archive in this run that a person should know of, in a sentence.
    var incident: String?
    /// When it was written down last how feeds are doing.
    private var journalled = Timestamp(seconds: .min)
    private var followed: [SourceID: Followed] = [:]
    private let transport: any Transport

    /// A source between two looks.
    private struct Followed {
        /// `nil` while it is being looked at.
        var reader: SourceReader?
        var monitor: SourceMonitor
        var isFirst = true
        /// Whether it failed when its standing was noted last.
        var wasFailing = false
        /// Whether it changed again while it was being looked at.
        var wantsAgain = false
    }

    init(
        ledger: Ledger,
        inbox: Inbox,
        log: EventLog,
        clock: RunClock = RunClock(),
        archive: consuming ArchiveWriter?,
        pruning: PruningPlan? = nil,
        loader: ArchiveLoader?,
        configuration: Configuration,
        alerts: AlertCenter? = nil,
        transport: any Transport = WebTransport()
    ) {
        self.ledger = ledger
        self.inbox = inbox
        self.log = log
        self.clock = clock
        self.archive = archive
        self.pruning = pruning
        self.loader = loader
        self.configuration = configuration
        self.alerts = alerts
        self.transport = transport
        memoryToTryAt = configuration.memory
    }

    /// Begins to follow a source, or follows it otherwise from now on.
    func follow(_ source: FollowedSource, as number: SourceID) {
        let reader = SourceReader(
            source.name,
            transport: transport,
            decoder: source.decoder,
            authorization: source.authorization
        )
        let monitor = SourceMonitor(label: source.label, interval: source.isWeb ? source.interval : nil)
        followed[number] = Followed(reader: reader, monitor: monitor, isFirst: followed[number]?.isFirst ?? true)
        ledger.note(monitor.health)
    }

    /// Follows a source no longer. What it told stays.
    func unfollow(_ number: SourceID) {
        guard let gone = followed.removeValue(forKey: number) else { return }
        ledger.forgetSource(gone.monitor.health.source)
        inbox.post(ledger.snapshot)
    }

    /// Takes what was added to the watchlist or removed from it by key.
    func watch(_ changes: [AppID: Bool]) { ledger.watch(changes: changes) }

    /// Takes new settings that can be followed while running.
    func use(_ configuration: Configuration) {
        self.configuration = configuration
        ledger.watch(configuration.watchlistApps)
        ledger.setGoals(configuration.milestones)
        alerts?.use(configuration.alerts, now: clock.now())
        inbox.post(ledger.snapshot)
    }

    /// Notes that the settings cannot be read as they are now, or that they can again.
    func noteSettings(_ path: String, _ error: Failure?) {
        guard let error else {
            if ledger.snapshot.sources.contains(where: { $0.source == path }) { ledger.forgetSource(path) }
            return inbox.post(ledger.snapshot)
        }
        let words = "\(error.description); they stay as they were"
        log.say(words)
        var source = SourceHealth(source: path)
        source.error = words
        ledger.note(source)
        inbox.post(ledger.snapshot)
    }

    /// Looks at a source.
    ///
    /// - Parameter names: files of a folder that changed; `nil` where that is not known.
    func look(_ number: SourceID, at names: Set<String>? = nil) async -> PollOutcome {
        guard var reader = followed[number]?.reader else {
            followed[number]?.wantsAgain = true
            return .success
        }
        followed[number]?.reader = nil
        if let names { reader.limitNextRead(to: names) }
        var outcome = PollOutcome.success
        repeat {
            followed[number]?.wantsAgain = false
            let now = clock.now()
            noteClock(at: now)
            let reading = await reader.read(now: now)
            // A source that is followed otherwise by now has another reader.
            guard followed[number]?.reader == nil, followed[number] != nil else { return .canceled }
            // What was given up for the end tells nothing of the source.
            if Task.isCancelled, reading.documents == 0 { return finish(number, reader, .canceled) }
            take(reading, from: number, at: now)
            outcome = reading.outcome
            // Requests of a host are the plan's business; files are read to their end.
            guard reading.hasMore else { continue }
            if case .web = reader.source { return finish(number, reader, .incomplete) }
            followed[number]?.wantsAgain = true
        } while followed[number]?.wantsAgain == true && !Task.isCancelled
        return finish(number, reader, outcome)
    }

    private func finish(_ number: SourceID, _ reader: SourceReader, _ outcome: PollOutcome) -> PollOutcome {
        followed[number]?.reader = reader
        if followed[number]?.isFirst == true { inbox.settle() }
        followed[number]?.isFirst = false
        return outcome
    }

    /// Notes when sources are looked at next.
    ///
    /// - Returns: whether one of them fails, or does so no longer, which may change when others of its host have their turn.
    @discardableResult
    func note(_ rankStatuses: [SourceID: PollPlan.Status]) -> Bool {
        var isNews = false
        var concernsOthers = false
        for (number, standing) in rankStatuses {
            guard var source = followed[number], source.monitor.health.interval != nil else { continue }
            let before = source.monitor.health
            let isFailing = before.error != nil
            let isHeldUp = standing.circuitOpenUntil != nil
            concernsOthers = concernsOthers || isFailing || source.wasFailing
            source.wasFailing = isFailing
            source.monitor.plan(standing.due, because: isFailing || isHeldUp ? standing.reason : nil)
            followed[number] = source
            guard source.monitor.health != before else { continue }
            ledger.note(source.monitor.health)
            isNews = true
        }
        if isNews { inbox.post(ledger.snapshot) }
        journal(isUrgent: concernsOthers)
        return concernsOthers
    }

    /// Writes down how feeds are doing, every other second at most unless something went wrong or well.
    func journal(isUrgent: Bool) {
        let now = SourceLoader.now()
        guard let path = archive?.path, isUrgent || now.seconds - 2 >= journalled.seconds else { return }
        journalled = now
        SourceStatusFile.write(ledger.snapshot, of: path, at: now)
    }

    private func take(_ reading: SourceReader.Reading, from number: SourceID, at now: Timestamp) {
        guard var monitor = followed[number]?.monitor else { return }
        let before = monitor.health
        let outcome = monitor.take(reading, at: now, beside: ledger.snapshot)
        followed[number]?.monitor = monitor
        for problem in outcome.problems { log.say(problem) }
        if !reading.skipped.isEmpty { log.tell("skipped", "\(monitor.health.source): \(reading.skipped.text)") }
        ledger.note(monitor.health)
        let news = remember(outcome.accepted, from: monitor.health.source)
        for seen in outcome.counts { ledger.append(seen) }
        log.looked(monitor.health, reading, news: news.count)
        // An unchanged file is looked at often; only news wakes the screen.
        let isNews = !reading.charts.isEmpty || !outcome.counts.isEmpty || monitor.health.isNews(since: before)
        if isNews { inbox.post(ledger.snapshot) }
        checkAlerts()
        // Shown first: a disk may be slow.
        if monitor.health.interval == nil { journal(isUrgent: monitor.health.isNews(since: before)) }
        keep(ArchiveBatch(source: monitor.health.source, snapshots: news, counts: outcome.counts))
    }

    /// Tells of watched apps that have another rank than before.
    private func noteWatchlist(_ list: ChartSnapshot) {
        guard !ledger.snapshot.watchlist.isEmpty, list.coverage == .full else { return }
        for app in ledger.snapshot.watchlist.sorted() {
            let rank = list.entries.first { $0.app == app }?.rank.value
            let before = ledger.snapshot.lastPoint(of: app, in: list.chart, asOf: list.observedAt)?.rank.map { Int($0) }
            guard rank != before else { continue }
            let name = ledger.snapshot.name(of: app, in: list.chart.storefront, asOf: list.observedAt)
            let place = rank.map { "is #\($0)" } ?? "is not on the list"
            let words = "\(name) \(place), was \(before.map { "#\($0)" } ?? "not on it"), in \(list.chart.title)"
            log.tell("rank", words)
        }
    }

    /// Into the ledger.
    ///
    /// - Returns: what it did not know.
    private func remember(_ snapshots: [ChartSnapshot], from source: String) -> [ChartSnapshot] {
        snapshots.filter { snapshot in
            noteWatchlist(snapshot)
            let addition = ledger.append(snapshot)
            if addition.change == .replaced {
                let title = "\(source): the list of \(snapshot.chart.title) at \(snapshot.observedAt.iso8601)"
                log.say("\(title) is not the one that was there of that instant; the later stands")
            }
            return addition.isNews
        }
    }
}

extension SourceHealth {
    /// Whether anything is different that a person would want to see at once.
    fileprivate func isNews(since before: SourceHealth) -> Bool {
        error != before.error || unreadable != before.unreadable || before.lastAttempt == nil
            || quarantinedCount != before.quarantinedCount || frozenSince != before.frozenSince
    }
}
