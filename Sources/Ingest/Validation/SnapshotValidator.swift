public import Market

/// Decides which of the lists that come are believed, as a value: lists go in, verdicts come out.
///
/// A list that cannot be right is kept aside with a reason, one for each chart, and believed when the next list of the
/// chart agrees with it. What follows a gap of more than two hours is judged by itself alone: charts do change. The rules
/// are in `docs/validation.md`.
public struct SnapshotValidator: Sendable {
    /// What is done with a list.
    public struct Verdict: Hashable, Sendable {
        /// To be kept, oldest first: the list, after one that was kept aside where the two agree; none where it is doubted.
        public var accepted: [ChartSnapshot]
        /// Why the list is kept aside.
        public var doubt: String?
        /// What stands out in a list that is believed: that it is shorter than the one before.
        public var note: String?
        /// Whether it is another list than the one that was believed of the same instant.
        public var isContradiction = false
        /// The list that was kept aside before and is given up, since this one does not agree with it.
        public var givenUp: ChartSnapshot?
    }

    /// The longest time, in seconds, in which more than half of a chart cannot change.
    public static let shortTime: Int64 = 2 * 3600
    /// Lists of fewer places change too easily to be judged by what they share.
    public static let leastDepth = 10
    /// How old a feed's own stamp may be, in seconds, before the feed counts as frozen.
    public static let freshness: Int64 = 48 * 3600

    /// What is believed of a chart.
    private struct ChartState {
        var time: Timestamp
        var updated: Timestamp?
        var apps: Set<AppID>
        /// The list itself, as a number by which another is told from it.
        var order: Int
        /// Whether it was doubted itself, and agreed with.
        var wasSuspect = false
    }

    private var rankStatuses: [Chart: ChartState] = [:]
    private var quarantined: [Chart: ChartSnapshot] = [:]

    public init() {}

    /// How many lists are kept aside.
    public var quarantinedCount: Int { quarantined.count }

    /// The lists that are still kept aside when nothing more comes.
    public var leftAside: [ChartSnapshot] {
        quarantined.values.sorted { ($0.observedAt, $0.chart) < ($1.observedAt, $1.chart) }
    }

    /// Whether a list of the chart was believed or remembered.
    public func knows(_ chart: Chart) -> Bool { rankStatuses[chart] != nil }

    /// Takes a list as believed that was seen before this judge began.
    public mutating func remember(_ apps: some Sequence<AppID>, of chart: Chart, at time: Timestamp) {
        let apps = Array(apps)
        rankStatuses[chart] = ChartState(time: time, updated: nil, apps: Set(apps), order: apps.hashValue)
    }

    /// Judges a list against those that came before it.
    ///
    /// - Complexity: O(entries).
    public mutating func validate(_ seen: DecodedChart) -> Verdict {
        let list = seen.snapshot
        let apps = Set(list.entries.map(\.app))
        guard let doubt = doubt(of: seen, apps: apps) else { return accept(list, apps: apps) }
        // What was agreed with once is not doubted anew for the same reason.
        if let state = rankStatuses[list.chart], state.wasSuspect, Self.agree(apps, state.apps) {
            return accept(list, apps: apps, isDoubted: true)
        }
        // The same snapshot read again confirms nothing.
        if let other = quarantined[list.chart], other.observedAt != list.observedAt,
            Self.agree(apps, Set(other.entries.map(\.app)))
        {
            return accept(list, apps: apps, isDoubted: true)
        }
        let givenUp = quarantined.updateValue(list, forKey: list.chart)
        return Verdict(accepted: [], doubt: doubt, givenUp: givenUp)
    }

    /// Since when a feed stands still; `nil` for one that is fresh enough, or says nothing.
    public static func frozenSince(_ updated: Timestamp?, at now: Timestamp) -> Timestamp? {
        updated.flatMap { now - $0 > freshness ? $0 : nil }
    }

    private mutating func accept(_ list: ChartSnapshot, apps: Set<AppID>, isDoubted: Bool = false) -> Verdict {
        var verdict = Verdict(accepted: [list])
        let order = list.entries.map(\.app).hashValue
        if let other = quarantined[list.chart] {
            let (isEarlier, isOfOneInstant) = (other.observedAt < list.observedAt, other.observedAt == list.observedAt)
            let agrees = !isOfOneInstant && Self.agree(apps, Set(other.entries.map(\.app)))
            if agrees, isEarlier || isDoubted {
                verdict.accepted.insert(other, at: isEarlier ? 0 : 1)
                quarantined[list.chart] = nil
            } else if isEarlier || isOfOneInstant {
                verdict.givenUp = other
                quarantined[list.chart] = nil
            }
            // One that is later than this list goes on waiting for its successor.
        }
        // Some places of a chart say nothing of the whole, and a late list nothing of what is.
        guard list.coverage == .full || isDoubted, list.observedAt >= rankStatuses[list.chart]?.time ?? list.observedAt
        else {
            return verdict
        }
        if let before = rankStatuses[list.chart], before.time == list.observedAt, before.order != order {
            verdict.isContradiction = true
        }
        if let before = rankStatuses[list.chart], apps.count < before.apps.count {
            verdict.note = "\(apps.count) places, \(before.apps.count) before"
        }
        rankStatuses[list.chart] = ChartState(
            time: list.observedAt,
            updated: list.feedUpdated ?? rankStatuses[list.chart]?.updated,
            apps: apps,
            order: order,
            wasSuspect: isDoubted
        )
        return verdict
    }

    private func doubt(of seen: DecodedChart, apps: Set<AppID>) -> String? {
        let list = seen.snapshot
        if let doubt = seen.doubt { return doubt }
        if let name = Self.placeholder(in: list) { return "more than half of its apps are called “\(name)”" }
        guard list.coverage == .full, let before = rankStatuses[list.chart] else { return nil }
        if let updated = list.feedUpdated, let last = before.updated, updated < last, list.observedAt > before.time {
            return "its own stamp went back, from \(last.iso8601) to \(updated.iso8601)"
        }
        let distance = list.observedAt - before.time
        guard distance > 0, distance <= Self.shortTime, min(apps.count, before.apps.count) >= Self.leastDepth else {
            return nil
        }
        let strangers = apps.count { !before.apps.contains($0) }
        guard strangers * 2 > apps.count else { return nil }
        let ago = distance < 120 ? "\(distance) seconds" : "\(distance / 60) minutes"
        return "\(strangers) of its \(apps.count) apps were not there \(ago) before"
    }

    /// What rows are called that somebody filled in, where a download failed: one name, told apart by numbers.
    private static func placeholder(in list: ChartSnapshot) -> String? {
        guard list.entries.count >= 5 else { return nil }
        var counts: [String: Int] = [:]
        for name in list.entries.lazy.compactMap(\.name) where name.last?.isNumber == true || name.contains("ample") {
            let stem = name.filter { !$0.isNumber }.split(separator: " ").joined(separator: " ")
            if !stem.isEmpty { counts[stem, default: 0] += 1 }
        }
        return counts.first { $0.value * 2 > list.entries.count }?.key
    }

    /// Whether nine in ten apps are the same.
    private static func agree(_ left: Set<AppID>, _ right: Set<AppID>) -> Bool {
        left.intersection(right).count * 10 >= max(left.count, right.count) * 9
    }
}
