import Archive
import Foundation
import History
import Ingest
import Market
import TimeSeries

/// The one writer of the ledger and of the archive while the dashboard is open.
actor Recorder {
    var ledger: Ledger
    let inbox: Inbox
    var archive: ArchiveWriter?
    var loader: ArchiveLoader?
    let configuration: Configuration
    var health: [String: FeedHealth] = [:]
    /// What the archive could not take yet, in order.
    var waiting: [ArchiveBatch] = []
    /// Lists that were given up, because too many waited.
    var givenUp = 0
    var nextForgetting: Timestamp
    /// Bytes of rankings from which on it is worth trying again to make them fit into memory.
    var memoryToTryAt: Int
    private var said: Set<String> = []

    /// Most different problems that are told of in one run.
    private static let problemLimit = 200
    /// A list stamped further ahead of the clock than this is not believed.
    private static let farFuture = Day.secondsPerDay

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
        nextForgetting = Loading.now() + Day.secondsPerDay
        memoryToTryAt = configuration.memory
    }

    /// Polls one source until the task is cancelled. Files and folders are looked at every second or so; an address
    /// at its interval.
    ///
    /// - Parameter label: what the source is called on the screen, another for each.
    func follow(_ source: SourceName, as label: String, every interval: Int64) async {
        let host: String? = if case .web(let url) = source { url.host ?? "" } else { nil }
        let isWeb = host != nil
        var reader = SourceReader(source, transport: WebTransport())
        var generator = SystemRandomNumberGenerator()
        var plan = PollPlan(start: Loading.now(), using: &generator)
        let feed = FeedNumber(0)
        plan.set(PolledFeed(host: host, interval: isWeb ? interval : min(interval, 1)), as: feed, at: Loading.now())
        var clock = SteadyClock()
        health[label] = FeedHealth(source: label, interval: isWeb ? interval : nil)
        var isFirst = true
        while !Task.isCancelled {
            let wall = Loading.now()
            if plan.next(at: wall).isEmpty {
                let pause = max(1, (plan.wakeUp ?? wall) - wall)
                do { try await Task.sleep(for: .seconds(pause)) } catch { return }
                continue
            }
            let now = clock.time(wall: wall, uptime: Loading.uptime())
            if now - wall > 60 { say("the clock went back; looks go on in their order until it has caught up") }
            let reading = await reader.read(now: now)
            let isGood = reading.readable > 0
            plan.note(isGood ? .success : .failed(), of: feed, at: Loading.now(), using: &generator)
            take(reading, from: label, at: now, isGood: isGood)
            if isFirst { inbox.settle() }
            isFirst = false
            if source == .standardInput { return }
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
        let news = remember(reading.snapshots, from: source, at: now)
        // An unchanged file is looked at every second; only news wakes the screen.
        let isNews =
            !reading.snapshots.isEmpty || feed.error != before.error || feed.unreadable != before.unreadable
            || before.lastAttempt == nil
        if isNews { inbox.post(ledger.snapshot) }
        // Shown first: a disk may be slow.
        keep(news, from: source)
    }

    /// Into the ledger.
    ///
    /// - Returns: what it did not know.
    private func remember(_ snapshots: [ChartSnapshot], from source: String, at now: Timestamp) -> [ChartSnapshot] {
        snapshots.filter { snapshot in
            let title = "\(source): the list of \(snapshot.chart.title) at \(snapshot.observedAt.iso8601)"
            guard snapshot.observedAt - now <= Self.farFuture else {
                say("\(title) is stamped in the future and was left out")
                return false
            }
            let addition = ledger.append(snapshot)
            if addition.change == .replaced {
                say("\(title) is not the one that was there of that instant; the later stands")
            }
            return addition.isNews
        }
    }

    /// Each problem once. Standard error is kept aside while there is a screen and printed after it.
    func say(_ problem: String) {
        guard said.count < Self.problemLimit, said.insert(problem).inserted else { return }
        Say.error(problem)
    }
}
