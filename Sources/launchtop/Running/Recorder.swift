import Archive
import History
import Ingest
import Market
import TimeSeries

/// The one writer of the ledger and of the archive while the dashboard is open.
actor Recorder {
    private var ledger: Ledger
    private let inbox: Inbox
    private var archive: ArchiveWriter?
    private let loader: ArchiveLoader?
    private let configuration: Configuration
    private var health: [String: FeedHealth] = [:]
    private var said: Set<String> = []
    /// What the archive could not take, to be tried again; the oldest goes first where it is too much.
    private var waiting: [ArchiveBatch] = []
    private var nextForgetting: Timestamp

    /// Most different problems that are told of in one run.
    private static let problemLimit = 200
    /// Most batches that wait for a disk to have room again.
    private static let waitingLimit = 1000

    init(
        ledger: Ledger,
        inbox: Inbox,
        archive: consuming ArchiveWriter?,
        loader: ArchiveLoader?,
        configuration: Configuration
    ) {
        self.ledger = ledger
        self.inbox = inbox
        self.archive = archive
        self.loader = loader
        self.configuration = configuration
        nextForgetting = Loading.now()
    }

    /// Polls one source until the task is cancelled. Files and folders are looked at every second or so; an address
    /// at its interval.
    ///
    /// - Parameter label: what the source is called on the screen, another for each.
    func follow(_ source: SourceName, as label: String, every interval: Int64) async {
        let isWeb = if case .web = source { true } else { false }
        var reader = SourceReader(source, transport: WebTransport())
        var schedule = PollSchedule(interval: isWeb ? interval : min(interval, 1), start: Loading.now())
        var clock = SteadyClock()
        health[label] = FeedHealth(source: label, interval: isWeb ? interval : nil)
        while !Task.isCancelled {
            let now = clock.time(wall: Loading.now(), uptime: Loading.uptime())
            let reading = await reader.read(now: now)
            let isGood = reading.readable > 0
            schedule.note(isGood ? .success : .failure, at: Loading.now())
            take(reading, from: label, at: now, isGood: isGood)
            if source == .standardInput { return }
            let pause = max(1, schedule.due - Loading.now())
            do { try await Task.sleep(for: .seconds(pause)) } catch { return }
        }
    }

    private func take(
        _ reading: SourceReader.Reading,
        from source: String,
        at now: Timestamp,
        isGood: Bool
    ) {
        var feed = health[source] ?? FeedHealth(source: source)
        let before = feed
        if isGood { feed.lastSuccess = now }
        feed.error = isGood ? nil : (reading.unreadable.first ?? reading.problems.first)?.description
        feed.unreadable = isGood ? reading.unreadable.count : 0
        feed.firstUnreadable = isGood ? reading.unreadable.first?.description : nil
        feed.lastAttempt = now
        if !reading.snapshots.isEmpty {
            feed.newestData = max(
                feed.newestData ?? .init(seconds: .min),
                reading.snapshots.map(\.observedAt).max() ?? now
            )
        }
        health[source] = feed
        ledger.note(feed)
        for problem in reading.problems { say(problem.description) }
        keep(reading.snapshots, from: source)
        // An unchanged file is looked at every second; only news wakes the screen.
        let isNews =
            !reading.snapshots.isEmpty || feed.error != before.error || feed.unreadable != before.unreadable
            || before.lastAttempt == nil
        if isNews { inbox.post(ledger.snapshot) }
    }

    /// Into the ledger, and what is new to it into the archive.
    private func keep(_ snapshots: [ChartSnapshot], from source: String) {
        let news = snapshots.filter { snapshot in
            let change = ledger.append(snapshot)
            if change == .replaced {
                say(
                    "\(source): two lists of \(snapshot.chart.title) at \(snapshot.observedAt.iso8601); the later stands"
                )
            }
            return change != .known && change != .ignored
        }
        guard archive != nil, !news.isEmpty else { return }
        waiting.append(ArchiveBatch(source: source, snapshots: news))
        if waiting.count > Self.waitingLimit { waiting.removeFirst(waiting.count - Self.waitingLimit) }
        writeWaiting()
    }

    private func writeWaiting() {
        guard let path = archive?.path else { return }
        var problem: ArchiveError?
        while problem == nil, let batch = waiting.first {
            do throws(ArchiveError) {
                try archive?.append(batch)
                waiting.removeFirst()
            } catch {
                problem = error
            }
        }
        for damage in archive?.problems ?? [] { say(damage.description) }
        if let problem { say(problem.description) }
        note(problem, of: path)
        forgetOld()
        boundMemory()
    }

    /// The archive as one of the feeds, while something is wrong with it.
    private func note(_ problem: ArchiveError?, of path: String) {
        guard problem != nil || health[path] != nil else { return }
        var feed = FeedHealth(source: path)
        feed.lastAttempt = Loading.now()
        feed.error = problem.map { "\($0); what comes is shown and will be tried again" }
        health[path] = feed
        ledger.note(feed)
    }

    private func forgetOld() {
        guard let keep = configuration.keep, nextForgetting <= Loading.now() else { return }
        nextForgetting = Loading.now() + Day.secondsPerDay
        do throws(ArchiveError) { try archive?.forget(before: Loading.now() - keep) } catch { say(error.description) }
    }

    /// Where the ledger has outgrown its memory, its rankings are read anew, so that old blocks may stay on disk.
    private func boundMemory() {
        guard waiting.isEmpty, archive != nil, var loader, ledger.snapshot.rankingBytes > configuration.memory else {
            return
        }
        if ledger.shelve(toFit: configuration.memory, on: loader.shelf) { return }
        // What came in this run has no place on disk that the ledger knows of, until it is read back from there.
        var fresh = ledger
        do throws(ArchiveError) {
            try archive?.seal()
            _ = try loader.loadCatalog(into: &fresh)
            for chart in fresh.snapshot.charts {
                fresh.forget(chart)
                _ = try loader.load(.all, of: [chart], into: &fresh)
            }
            ledger = fresh
        } catch {
            say(error.description)
        }
    }

    /// Reads what an archive holds before `instant`, which the first picture did without.
    func loadOlder(than instant: Timestamp) {
        guard let loader else { return }
        do throws(ArchiveError) {
            for problem in try loader.load(.before(instant), into: &ledger) { say(problem.description) }
        } catch {
            say(error.description)
        }
        ledger.notePending(before: nil)
        inbox.post(ledger.snapshot)
    }

    /// Reads what another process writes to the archive, as it comes, until the task is cancelled.
    func followArchive() async {
        guard var loader else { return }
        var version = try? loader.reader.version()
        while !Task.isCancelled {
            do { try await Task.sleep(for: .seconds(1)) } catch { return }
            guard let next = try? loader.reader.version(), next != version else { continue }
            version = next
            let newest = ledger.snapshot.span?.end ?? Timestamp(seconds: 0)
            do throws(ArchiveError) {
                _ = try loader.loadCatalog(into: &ledger)
                for problem in try loader.load(.since(newest - Day.secondsPerDay), into: &ledger) {
                    say(problem.description)
                }
            } catch {
                say(error.description)
            }
            inbox.post(ledger.snapshot)
        }
    }

    /// Writes what waits and lets go of the archive.
    func finish() {
        writeWaiting()
        guard let archive = archive.take() else { return }
        do throws(ArchiveError) { try archive.close() } catch { say(error.description) }
    }

    /// Each problem once. Standard error is kept aside while there is a screen and printed after it.
    private func say(_ problem: String) {
        guard said.count < Self.problemLimit, said.insert(problem).inserted else { return }
        Say.error(problem)
    }
}
