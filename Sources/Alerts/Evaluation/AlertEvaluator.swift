public import History
public import Market

/// Looks at the ledger by rules and says who is to be told of what, as a value: looks go in, actions come out.
///
/// Feeds have holes, so nothing is told after one look. A rule is armed for each app in each chart (for each counter, each
/// feed) by itself; when its condition is so it suspects, and it fires only when a later look agrees; it is armed again
/// after two looks at which the condition was not so. What was so before the run began wakes nobody. The rules are in
/// `docs/alerts.md`.
public struct AlertEvaluator: Sendable {
    /// Most alerts that a rule tells within an hour.
    public static let hourlyLimit = 20
    /// Most alerts that are remembered.
    public static let historyLimit = 200
    /// Most titles of what is withheld.
    static let titleLimit = 5

    /// What was told, the newest last.
    public private(set) var history: [Alert] = []
    private var rankStatuses: [RuleState]
    private var count = 0

    /// - Parameter start: when the run began. What lists show that were seen at this instant or before is history.
    public init(_ rules: [AlertRule], start: Timestamp) {
        rankStatuses = []
        use(rules, now: start)
    }

    public var rules: [AlertRule] { rankStatuses.map(\.rule) }

    /// Takes other rules. Those that were there already go on where they are; new ones begin now.
    public mutating func use(_ rules: [AlertRule], now: Timestamp) {
        let old = Dictionary(rankStatuses.map { ($0.rule, $0) }) { first, _ in first }
        rankStatuses = rules.map { rule in
            guard var state = old[rule] else { return RuleState(rule, since: now) }
            // Its words may be others.
            state.rule = rule
            return state
        }
    }

    /// Looks at what is known. Lists that were looked at before are not looked at again.
    ///
    /// - Parameter now: the clock; counts and feeds are asked again by it.
    /// - Complexity: O(rules × charts), and O(places) for each look at a chart that is new.
    public mutating func look(at ledger: LedgerSnapshot, now: Timestamp) -> [AlertAction] {
        // What was so before is not known before all is here.
        guard ledger.pendingBefore == nil else { return [] }
        var actions: [AlertAction] = []
        for index in rankStatuses.indices {
            let findings =
                rankStatuses[index].checkCharts(of: ledger) + rankStatuses[index].lookAtOthers(of: ledger, now: now)
            actions += tell(findings, of: index, ledger, now: now)
        }
        return actions
    }

    private mutating func tell(
        _ findings: [RuleState.Finding],
        of index: Int,
        _ ledger: LedgerSnapshot,
        now: Timestamp
    ) -> [AlertAction] {
        guard !findings.isEmpty else { return [] }
        let rule = rankStatuses[index].rule
        let allowance = rankStatuses[index].allowance(at: now.seconds, limit: Self.hourlyLimit)
        var actions: [AlertAction] = []
        for finding in findings.prefix(allowance) {
            count += 1
            let alert = Alert(finding, of: rule, number: count, ledger)
            rankStatuses[index].fired.append(now.seconds)
            history.append(alert)
            actions.append(.fire(alert))
        }
        if history.count > Self.historyLimit { history.removeFirst(history.count - Self.historyLimit) }
        let rest = findings.dropFirst(allowance)
        guard !rest.isEmpty else { return actions }
        let titles = rest.prefix(Self.titleLimit).map { Alert($0, of: rule, number: 0, ledger).title }
        return actions + [.withhold(rule: rule, count: rest.count, first: titles)]
    }
}
