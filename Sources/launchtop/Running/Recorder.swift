import History
import Ingest
import Market

/// The one writer of the ledger while sources are polled.
actor Recorder {
    private var ledger: Ledger
    private let inbox: Inbox
    private var health: [String: FeedHealth] = [:]
    private var said: Set<IngestError> = []

    /// Most different problems that are told of in one run.
    private static let problemLimit = 200

    init(ledger: Ledger, inbox: Inbox) {
        self.ledger = ledger
        self.inbox = inbox
    }

    /// Polls one source until the task is cancelled. Files and folders are looked at every second or so; an address
    /// at its interval.
    ///
    /// - Parameter label: what the source is called on the screen, another for each.
    func follow(_ source: SourceName, as label: String, every interval: Int64) async {
        let isWeb = if case .web = source { true } else { false }
        var reader = SourceReader(source, transport: WebTransport())
        var schedule = PollSchedule(interval: isWeb ? interval : min(interval, 1), start: Loading.now())
        health[label] = FeedHealth(source: label, interval: isWeb ? interval : nil)
        while !Task.isCancelled {
            let now = Loading.now()
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
        for problem in reading.problems { say(problem) }
        for snapshot in reading.snapshots { ledger.append(snapshot) }
        // An unchanged file is looked at every second; only news wakes the screen.
        let isNews =
            !reading.snapshots.isEmpty || feed.error != before.error || feed.unreadable != before.unreadable
            || before.lastAttempt == nil
        if isNews { inbox.post(ledger.snapshot) }
    }

    /// Each problem once. Standard error is kept aside while there is a screen and printed after it.
    private func say(_ problem: IngestError) {
        guard said.count < Self.problemLimit, said.insert(problem).inserted else { return }
        Say.error(problem.description)
    }
}
