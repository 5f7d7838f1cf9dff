import Market

/// How far one rule is with each of its subjects.
struct RuleState: Sendable {
    var rule: AlertRule
    /// What was so before this instant, in seconds, is history and wakes nobody.
    let since: Int64
    var charts: [Chart: ChartRuleState] = [:]
    /// Counters and feeds.
    var others: [AlertSubject: AlertPhase] = [:]
    /// When it was told within the last hour, in seconds.
    var fired: [Int64] = []

    init(_ rule: AlertRule, since: Timestamp) {
        self.rule = rule
        self.since = since.seconds
    }

    /// A rule with the apps of one chart.
    struct ChartRuleState: Sendable {
        /// Looks until here were judged.
        var validatedUntil: Int64
        var apps: [AppID: AppRuleState] = [:]
    }

    /// A rule with an app in a chart.
    struct AppRuleState: Hashable, Sendable {
        var phase: AlertPhase
        /// The last place it was seen at.
        var lastRank: Int?
    }

    /// That a rule's condition is so, and two looks agree.
    struct Finding {
        var subject: AlertSubject
        var suspectedAt: Int64
        var confirmedAt: Int64
        var rank: Int?
        /// For a movement.
        var movement: ChartConditionEvaluator.Movement?
    }

    /// Seconds between two looks at a chart that count as two: what is asked again within a minute is often the same copy.
    static let lookSpacing: Int64 = 60
    /// The same for feeds and counts, which have no lists of their own.
    static let checkSpacing: Int64 = 300

    /// How many more may be told now.
    mutating func allowance(at now: Int64, limit: Int) -> Int {
        fired.removeAll { $0 <= now - 3600 || $0 > now }
        return max(0, limit - fired.count)
    }
}
