import Formats
import History
import Input
import Market

/// A type that validates the snapshots of one source and tracks its status.
struct SourceMonitor: Sendable {
    /// The result of a poll.
    struct Outcome: Sendable {
        /// The valid snapshots, oldest first.
        var accepted: [ChartSnapshot] = []
        var counts: [ReportedCount] = []
        var listings: [ListingReading] = []
        var reviews: [ReviewReading] = []
        /// Errors and warnings for the log.
        var problems: [String] = []
    }

    var health: SourceHealth
    private var validator = SnapshotValidator()
    private var missingCharts = MissingChartDetector()

    init(label: String, interval: Int64?) { health = SourceHealth(source: label, interval: interval) }

    /// The number of quarantined snapshots that no later one has confirmed or contradicted.
    var unconfirmedCount: Int { validator.quarantinedCount }

    /// Sets the time of the next poll, and the reason for a delay.
    mutating func scheduleNextPoll(_ next: Timestamp?, reason: String?) {
        health.nextAttempt = next
        health.waitReason = reason
    }

    /// Validates the snapshots of a poll and updates the status.
    ///
    /// - Parameter ledger: Earlier data to validate the snapshots against.
    mutating func take(
        _ reading: SourceReader.Reading,
        at now: Timestamp,
        validatingAgainst ledger: LedgerSnapshot
    ) -> Outcome {
        var outcome = Outcome(problems: reading.problems.grouped.map(\.description))
        updateHealth(reading, at: now)
        take(reading.counts, at: now, into: &outcome)
        outcome.listings = reading.listings
        if !reading.listings.isEmpty {
            health.newestData = now
            health.entryCount = reading.listings.count
        }
        if let reviews = reading.reviews {
            outcome.reviews = reviews
            health.newestData = now
            health.entryCount = reviews.count
        } else if reading.state != nil {
            noteHistory(reading, at: now)
        }
        let charts = reading.charts.filter { !$0.hasOwnTime }
        if charts.count < reading.charts.count { takeSeries(reading, at: now, beside: ledger, into: &outcome) }
        guard !charts.isEmpty else { return outcome }
        health.note = nil
        for missing in reading.documentCharts.compactMap({ missingCharts.note($0) }) {
            health.note = missing.origin == health.source ? missing.problem : missing.description
            outcome.problems.append(missing.description)
        }
        for seen in charts.sorted(by: { $0.snapshot.observedAt < $1.snapshot.observedAt }) {
            validate(seen, at: now, against: ledger, into: &outcome)
        }
        health.awaitsConfirmation = validator.quarantinedCount > 0
        let stamps = reading.snapshots.compactMap(\.feedUpdated)
        health.frozenSince = health.interval == nil ? nil : SnapshotValidator.frozenSince(stamps.max(), at: now)
        // Not for folders, because a sum over all files would be meaningless.
        if reading.received != nil {
            health.entryCount = reading.snapshots.reduce(0) { $0 + $1.entries.count }
            health.charts = Array(Set(reading.snapshots.map(\.chart)).sorted().prefix(SourceHealth.chartLimit))
        }
        return outcome
    }

    private mutating func updateHealth(_ reading: SourceReader.Reading, at now: Timestamp) {
        let isGood = reading.readable > 0
        if isGood { health.lastSuccess = now }
        health.error = isGood ? nil : (reading.unreadable.first ?? reading.problems.first)?.description
        health.unreadable = isGood ? reading.unreadable.count : 0
        health.firstUnreadable = isGood ? reading.unreadable.first?.description : nil
        health.isIncomplete = reading.hasMore
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
            "\(health.source): \(NumberFormat.count(rejected, "count")) rejected: dated in the future"
        )
    }

    /// Notes the counts of a source that reads its history in parts, and its progress.
    private mutating func noteHistory(_ reading: SourceReader.Reading, at now: Timestamp) {
        health.note = reading.note
        if let day = reading.newestDay { health.newestData = min(now, day.lastSecond) }
        if !reading.counts.isEmpty { health.entryCount = reading.counts.count }
    }

    private mutating func validate(
        _ seen: DecodedChart,
        at now: Timestamp,
        against ledger: LedgerSnapshot,
        into outcome: inout Outcome
    ) {
        let (chart, time) = (seen.snapshot.chart, seen.snapshot.observedAt)
        let title = "\(health.source): snapshot of \(chart.title) at \(time.iso8601)"
        guard !FutureCheck(now: now).rejects(time) else {
            outcome.problems.append("\(title) rejected: dated in the future")
            return
        }
        if !validator.hasBaseline(for: chart) { validator.setBaseline(of: chart, from: ledger, asOf: time) }
        let result = validator.validate(seen)
        if let reason = result.quarantineReason {
            health.quarantine(.init(at: time, chart: chart, reason: reason))
            outcome.problems.append("\(title) quarantined until another agrees: \(reason)")
        }
        if let note = result.note { health.note = "\(chart.shortTitle): \(note)" }
        for snapshot in result.accepted {
            health.newestData = max(health.newestData ?? snapshot.observedAt, snapshot.observedAt)
        }
        outcome.accepted += result.accepted
    }
}

extension SourceHealth {
    /// Returns whether the status has changed in a way that the screen should show immediately.
    func isNews(since before: SourceHealth) -> Bool {
        error != before.error || unreadable != before.unreadable || before.lastAttempt == nil
            || quarantinedCount != before.quarantinedCount || frozenSince != before.frozenSince
    }
}
