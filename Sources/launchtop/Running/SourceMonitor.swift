import Dashboard
import History
import Ingest
import Market

/// What is made of the looks at one source, as a value: which lists are believed, and how the source is doing.
struct SourceMonitor: Sendable {
    /// What a look came to.
    struct Outcome: Sendable {
        /// To be kept, oldest first.
        var accepted: [ChartSnapshot] = []
        var counts: [ReportedCount] = []
        /// Sentences for the log.
        var problems: [String] = []
    }

    private(set) var health: SourceHealth
    private var validator = SnapshotValidator()
    private var roll = MissingChartDetector()

    init(label: String, interval: Int64?) { health = SourceHealth(source: label, interval: interval) }

    /// Notes when the source is looked at next, and why not sooner.
    mutating func plan(_ next: Timestamp?, because reason: String?) {
        health.nextAttempt = next
        health.waitReason = reason
    }

    /// - Parameter ledger: what was believed before this run.
    mutating func take(_ reading: SourceReader.Reading, at now: Timestamp, beside ledger: LedgerSnapshot) -> Outcome {
        var outcome = Outcome(problems: reading.problems.map(\.description))
        noteLook(reading, at: now)
        take(reading.counts, at: now, into: &outcome)
        guard !reading.charts.isEmpty else { return outcome }
        health.note = nil
        for missing in reading.documentCharts.compactMap({ roll.note($0) }) {
            health.note = missing.origin == health.source ? missing.problem : missing.description
            outcome.problems.append(missing.description)
        }
        for seen in reading.charts.sorted(by: { $0.snapshot.observedAt < $1.snapshot.observedAt }) {
            validator(seen, at: now, beside: ledger, into: &outcome)
        }
        health.awaitsConfirmation = validator.quarantinedCount > 0
        let stamps = reading.snapshots.compactMap(\.feedUpdated)
        health.frozenSince = health.interval == nil ? nil : SnapshotValidator.frozenSince(stamps.max(), at: now)
        // Of a folder, all of its files together would say nothing.
        if reading.received != nil { health.entryCount = reading.snapshots.reduce(0) { $0 + $1.entries.count } }
        return outcome
    }

    private mutating func noteLook(_ reading: SourceReader.Reading, at now: Timestamp) {
        let isGood = reading.readable > 0
        if isGood { health.lastSuccess = now }
        health.error = isGood ? nil : (reading.unreadable.first ?? reading.problems.first)?.description
        health.unreadable = isGood ? reading.unreadable.count : 0
        health.firstUnreadable = isGood ? reading.unreadable.first?.description : nil
        health.lastAttempt = now
        if let received = reading.received { health.bytes = received }
        if let milliseconds = reading.milliseconds { health.latency = milliseconds }
    }

    private func take(_ counts: [ReportedCount], at now: Timestamp, into outcome: inout Outcome) {
        let check = FutureCheck(now: now)
        outcome.counts = counts.filter { !check.rejects($0.count) }
        let rejected = counts.count - outcome.counts.count
        guard rejected > 0 else { return }
        outcome.problems.append(
            "\(health.source): \(NumberFormat.count(rejected, "count")) of days in the future \(rejected == 1 ? "was" : "were") left out"
        )
    }

    private mutating func validator(
        _ seen: DecodedChart,
        at now: Timestamp,
        beside ledger: LedgerSnapshot,
        into outcome: inout Outcome
    ) {
        let list = seen.snapshot
        let title = "\(health.source): the list of \(list.chart.title) at \(list.observedAt.iso8601)"
        guard !FutureCheck(now: now).rejects(list.observedAt) else {
            outcome.problems.append("\(title) is stamped in the future and was left out")
            return
        }
        if !validator.hasBaseline(for: list.chart), let known = ledger.ranking(of: list.chart, asOf: list.observedAt),
            known.coverage == .full
        {
            validator.setBaseline(known.entries.map(\.app), of: list.chart, at: known.confirmedUntil)
        }
        let verdict = validator.validate(seen)
        if let doubt = verdict.quarantineReason {
            health.quarantine(.init(at: list.observedAt, chart: list.chart, reason: doubt))
            outcome.problems.append("\(title) is kept aside until another agrees: \(doubt)")
        }
        if let note = verdict.note { health.note = "\(list.chart.shortTitle): \(note)" }
        for snapshot in verdict.accepted {
            health.newestData = max(health.newestData ?? snapshot.observedAt, snapshot.observedAt)
        }
        outcome.accepted += verdict.accepted
    }
}
