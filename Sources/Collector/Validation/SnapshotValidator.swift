public import Formats
import History
public import Market

/// A type that validates the snapshots of a source against earlier ones.
///
/// A snapshot that fails validation is quarantined with a reason; each chart has at most one quarantined snapshot. That
/// snapshot is accepted when the next snapshot of the chart agrees with it, and rejected otherwise. After a gap of more
/// than two hours, a snapshot isn't compared with earlier ones, since charts do change. `docs/validation.md` describes
/// the rules.
public struct SnapshotValidator: Sendable {
    /// The result of validating a snapshot.
    public struct ValidationResult: Hashable, Sendable {
        /// The snapshots to keep, oldest first: the validated snapshot, and a quarantined one that it confirms. Empty
        /// if the validated snapshot is quarantined.
        public var accepted: [ChartSnapshot]
        /// The reason why the validated snapshot is quarantined; `nil` if it is accepted.
        public var quarantineReason: String?
        /// A note about an accepted snapshot that has fewer entries than the last one; otherwise `nil`.
        public var note: String?
        /// Whether the validated snapshot differs from an accepted one with the same time.
        public var isConflict = false
        /// The earlier quarantined snapshot that is rejected, because the validated one doesn't agree with it; `nil` if
        /// there is none.
        public var rejected: ChartSnapshot?
    }

    /// The time in seconds within which a chart is expected to change by at most half.
    public static let comparisonWindow: Int64 = 2 * 3600
    /// The minimum number of entries for comparing snapshots. Shorter snapshots vary too much.
    public static let minimumDepth = 10
    /// The age in seconds of a feed's "updated" time above which the feed is frozen.
    public static let frozenAge: Int64 = 48 * 3600

    /// The last accepted snapshot of a chart.
    private struct Baseline {
        var time: Timestamp
        var updated: Timestamp?
        var apps: Set<AppID>
        /// A hash of the apps in order of rank, to detect different snapshots.
        var order: Int
        /// Whether the snapshot was accepted after quarantine.
        var wasQuarantined = false
    }

    private var baselines: [Chart: Baseline] = [:]
    private var quarantined: [Chart: ChartSnapshot] = [:]

    public init() {}

    /// The number of quarantined snapshots.
    public var quarantinedCount: Int { quarantined.count }

    /// Returns whether there is an accepted snapshot of the chart to compare with.
    public func hasBaseline(for chart: Chart) -> Bool { baselines[chart] != nil }

    /// Sets the baseline of a chart, with which its next snapshot is compared, from data that was accepted earlier.
    public mutating func setBaseline(_ apps: some Sequence<AppID>, of chart: Chart, at time: Timestamp) {
        let apps = Array(apps)
        baselines[chart] = Baseline(time: time, updated: nil, apps: Set(apps), order: apps.hashValue)
    }

    /// Validates a snapshot against earlier ones.
    ///
    /// - Complexity: O(entries).
    public mutating func validate(_ decoded: DecodedChart) -> ValidationResult {
        let snapshot = decoded.snapshot
        let apps = Set(snapshot.entries.map(\.app))
        guard let reason = quarantineReason(of: decoded, apps: apps) else { return accept(snapshot, apps: apps) }
        // A confirmed snapshot isn't quarantined again for the same reason.
        if let baseline = baselines[snapshot.chart], baseline.wasQuarantined, Self.agree(apps, baseline.apps) {
            return accept(snapshot, apps: apps, isSuspect: true)
        }
        // Reading the same snapshot again doesn't confirm it.
        if let other = quarantined[snapshot.chart], other.observedAt != snapshot.observedAt,
            Self.agree(apps, Set(other.entries.map(\.app)))
        {
            return accept(snapshot, apps: apps, isSuspect: true)
        }
        let rejected = quarantined.updateValue(snapshot, forKey: snapshot.chart)
        return ValidationResult(accepted: [], quarantineReason: reason, rejected: rejected)
    }

    /// Returns the feed's "updated" time if it is so old that the feed is frozen, otherwise `nil`.
    public static func frozenSince(_ updated: Timestamp?, at now: Timestamp) -> Timestamp? {
        updated.flatMap { now - $0 > frozenAge ? $0 : nil }
    }

    /// Accepts a snapshot, and compares later ones with it.
    ///
    /// - Parameter isSuspect: Whether the snapshot failed validation but was confirmed.
    private mutating func accept(
        _ snapshot: ChartSnapshot,
        apps: Set<AppID>,
        isSuspect: Bool = false
    ) -> ValidationResult {
        var result = ValidationResult(accepted: [snapshot])
        let order = snapshot.entries.map(\.app).hashValue
        if let other = quarantined[snapshot.chart] {
            let isEarlier = other.observedAt < snapshot.observedAt
            let isSameTime = other.observedAt == snapshot.observedAt
            let agrees = !isSameTime && Self.agree(apps, Set(other.entries.map(\.app)))
            if agrees, isEarlier || isSuspect {
                result.accepted.insert(other, at: isEarlier ? 0 : 1)
                quarantined[snapshot.chart] = nil
            } else if isEarlier || isSameTime {
                result.rejected = other
                quarantined[snapshot.chart] = nil
            }
            // A quarantined snapshot with a later time than this one still waits for the chart's next snapshot.
        }
        // Partial charts and late snapshots can't be the baseline.
        guard snapshot.coverage == .full || isSuspect,
            snapshot.observedAt >= baselines[snapshot.chart]?.time ?? snapshot.observedAt
        else {
            return result
        }
        if let before = baselines[snapshot.chart], before.time == snapshot.observedAt, before.order != order {
            result.isConflict = true
        }
        if let before = baselines[snapshot.chart], apps.count < before.apps.count {
            let entries = apps.count == 1 ? "entry" : "entries"
            result.note = "only \(apps.count) \(entries); the last snapshot had \(before.apps.count)"
        }
        baselines[snapshot.chart] = Baseline(
            time: snapshot.observedAt,
            updated: snapshot.feedUpdated ?? baselines[snapshot.chart]?.updated,
            apps: apps,
            order: order,
            wasQuarantined: isSuspect
        )
        return result
    }

    private func quarantineReason(of decoded: DecodedChart, apps: Set<AppID>) -> String? {
        let snapshot = decoded.snapshot
        if let reason = decoded.quarantineReason { return reason }
        if let name = Self.placeholderName(in: snapshot) { return "more than half of its apps are named \"\(name)\"" }
        guard snapshot.coverage == .full, let before = baselines[snapshot.chart] else { return nil }
        if let updated = snapshot.feedUpdated, let last = before.updated, updated < last,
            snapshot.observedAt > before.time
        {
            return "its \"updated\" time went back from \(last.iso8601) to \(updated.iso8601)"
        }
        let gap = snapshot.observedAt - before.time
        guard gap > 0, gap <= Self.comparisonWindow, min(apps.count, before.apps.count) >= Self.minimumDepth else {
            return nil
        }
        let shared = apps.count { before.apps.contains($0) }
        guard shared * 2 < apps.count else { return nil }
        let ago = gap < 120 ? "\(gap) seconds" : "\(gap / 60) minutes"
        let count = shared == 0 ? "none" : "only \(shared)"
        return "shares \(count) of its \(apps.count) apps with the snapshot \(ago) earlier"
    }

    /// Returns the common name of placeholder entries that differ only by a number if they make up more than half of
    /// the snapshot; otherwise `nil`. Some sources fill in such entries when a download failed.
    private static func placeholderName(in snapshot: ChartSnapshot) -> String? {
        guard snapshot.entries.count >= 5 else { return nil }
        var counts: [String: Int] = [:]
        for name in snapshot.entries.lazy.compactMap(\.name) where name.last?.isNumber == true || name.contains("ample")
        {
            let stem = name.filter { !$0.isNumber }.split(separator: " ").joined(separator: " ")
            if !stem.isEmpty { counts[stem, default: 0] += 1 }
        }
        return counts.first { $0.value * 2 > snapshot.entries.count }?.key
    }

    /// Returns whether two snapshots share at least 90% of their apps.
    private static func agree(_ left: Set<AppID>, _ right: Set<AppID>) -> Bool {
        left.intersection(right).count * 10 >= max(left.count, right.count) * 9
    }
}

extension SnapshotValidator {
    /// Sets the baseline of a chart, with which its next snapshot is compared, to the snapshot that was current at
    /// `instant`. Does nothing if there was no such snapshot or it is partial.
    mutating func setBaseline(of chart: Chart, from ledger: LedgerSnapshot, asOf instant: Timestamp) {
        guard let known = ledger.ranking(of: chart, asOf: instant), known.coverage == .full else { return }
        setBaseline(known.entries.map(\.app), of: chart, at: known.confirmedUntil)
    }
}
