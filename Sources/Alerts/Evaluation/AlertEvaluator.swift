public import History
public import Market

/// A type that evaluates alert rules against the ledger and returns the alerts to send, without side effects.
///
/// Sources have gaps, so one snapshot never triggers an alert. Each rule has a state per app and chart (or per counter,
/// or per source). When the condition is met, the state becomes pending. The alert fires when a later snapshot or check
/// confirms that the condition is met. The rule is armed again after two snapshots that don't meet the condition.
/// Conditions that were met before the run began don't trigger alerts. `docs/alerts.md` describes alerts in detail.
public struct AlertEvaluator: Sendable {
    /// Maximum number of alerts that a rule sends within an hour.
    public static let hourlyLimit = 20
    /// The minimum number of seconds between two snapshots for the second to confirm the first.
    public static let snapshotSpacing: Int64 = RuleState.snapshotSpacing
    /// The maximum age of a pending change from an earlier run, in seconds. Older changes are dropped.
    static let resumeLimit: Int64 = 6 * 3600
    /// Maximum number of withheld alerts whose titles are listed.
    static let titleLimit = 5

    private var states: [RuleState]
    /// The number of the last alert.
    private var count: Int
    /// The time zone for times in alert texts.
    private let zone: TimeZoneTable

    /// Creates an evaluator that hasn't evaluated any snapshots yet.
    ///
    /// - Parameters:
    ///   - start: The time when the run began. Snapshots seen at or before this time are history and don't trigger
    ///     alerts.
    ///   - zone: The time zone for times in alert texts.
    ///   - count: The number of the last alert in earlier runs.
    ///   - pending: The changes that an earlier run was waiting to confirm, by rule and chart. Changes from the last 6
    ///     hours before `start` are evaluated again; older changes are dropped.
    public init(
        _ rules: [AlertRule],
        start: Timestamp,
        zone: TimeZoneTable = .utc,
        count: Int = 0,
        resuming pending: [AlertRule: [Chart: Timestamp]] = [:]
    ) {
        (self.zone, self.count) = (zone, count)
        states = rules.map { rule in
            let recent = pending[rule]?.filter { start - $0.value <= Self.resumeLimit }
            return RuleState(rule, since: start, resuming: recent ?? [:])
        }
    }

    /// The time of the first unconfirmed change for each rule and chart. A change is confirmed by a second snapshot.
    public var pending: [AlertRule: [Chart: Timestamp]] {
        Dictionary(states.map { ($0.rule, $0.pending) }) { first, _ in first }
    }

    /// Replaces the rules. Rules that were already in use keep their state; new rules start at `now`.
    public mutating func use(_ rules: [AlertRule], now: Timestamp) {
        let old = Dictionary(states.map { ($0.rule, $0) }) { first, _ in first }
        states = rules.map { rule in
            guard var state = old[rule] else { return RuleState(rule, since: now) }
            // Rules compare as equal even if their text or message differs.
            state.rule = rule
            return state
        }
    }

    /// Evaluates all rules. Snapshots that were evaluated before are skipped. Returns no actions while history is still
    /// being loaded.
    ///
    /// - Parameter now: The current time, used to check download counts and sources.
    /// - Complexity: O(rules × charts), plus O(entries) for each new snapshot.
    public mutating func evaluate(_ ledger: LedgerSnapshot, now: Timestamp) -> [AlertAction] {
        // The state before the run isn't known until all history is loaded.
        guard ledger.pending == nil else { return [] }
        var actions: [AlertAction] = []
        for index in states.indices {
            let findings =
                states[index].checkCharts(of: ledger) + states[index].checkOthers(of: ledger, now: now)
            actions += fire(findings, of: index, ledger, now: now)
        }
        return actions
    }

    private mutating func fire(
        _ findings: [RuleState.Finding],
        of index: Int,
        _ ledger: LedgerSnapshot,
        now: Timestamp
    ) -> [AlertAction] {
        guard !findings.isEmpty else { return [] }
        let rule = states[index].rule
        let allowance = states[index].allowance(at: now.seconds, limit: Self.hourlyLimit)
        var actions: [AlertAction] = []
        for finding in findings.prefix(allowance) {
            count += 1
            let alert = Alert(finding, of: rule, number: count, ledger, zone: zone)
            states[index].fired.append(now.seconds)
            actions.append(.fire(alert))
        }
        let rest = findings.dropFirst(allowance)
        guard !rest.isEmpty else { return actions }
        let titles = rest.prefix(Self.titleLimit).map { Alert($0, of: rule, number: 0, ledger, zone: zone).title }
        return actions + [.withhold(rule: rule, count: rest.count, first: titles)]
    }
}
