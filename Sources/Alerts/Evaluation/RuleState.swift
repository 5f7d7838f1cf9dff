import Market

/// The state of one rule for all of its subjects.
struct RuleState: Sendable {
    var rule: AlertRule
    /// The time when the rule was added, in seconds. Conditions that were met before then don't trigger alerts.
    let since: Int64
    /// The times of changes that an earlier run was waiting to confirm, by chart. Evaluation of the charts starts at
    /// these times.
    private let resumed: [Chart: Timestamp]
    var charts: [Chart: ChartRuleState] = [:]
    /// The phases of the rule for counters and sources.
    var others: [AlertSubject: AlertPhase] = [:]
    var reachedDownloads = ReachedDownloads()
    /// The times when the rule fired within the last hour, in seconds.
    var fired: [Int64] = []

    init(_ rule: AlertRule, since: Timestamp, resuming resumed: [Chart: Timestamp] = [:]) {
        self.rule = rule
        self.since = since.seconds
        self.resumed = resumed
    }

    /// Returns the initial state for a chart.
    func begin(_ chart: Chart) -> ChartRuleState {
        ChartRuleState(evaluatedUntil: resumed[chart].map { min($0.seconds - 1, since) } ?? since)
    }

    /// The charts with a change that isn't confirmed yet, and the time of the first such change in each.
    var pending: [Chart: Timestamp] {
        let current = charts.compactMapValues { state in
            let times = state.apps.values.compactMap { app in
                if case .pending(let time) = app.phase { time } else { nil }
            }
            return times.min().map { Timestamp(seconds: $0) }
        }
        return resumed.filter { charts[$0.key] == nil }.merging(current) { _, new in new }
    }

    /// The state of a rule for the apps of one chart.
    struct ChartRuleState: Sendable {
        /// The time up to which snapshots have been evaluated, in seconds.
        var evaluatedUntil: Int64
        var apps: [AppID: AppRuleState] = [:]
    }

    /// The state of a rule for an app in a chart.
    struct AppRuleState: Hashable, Sendable {
        var phase: AlertPhase
        /// The last rank at which the app was seen; `nil` if it hasn't been seen.
        var lastRank: Int?
    }

    /// A condition that was met and confirmed.
    struct Finding {
        var subject: AlertSubject
        var firstSeen: Int64
        var confirmedAt: Int64
        var rank: Int?
        var earlier = EarlierRank.noSnapshot
        /// The change in the app's rank; `nil` unless the rule is about movement.
        var movement: ChartConditionEvaluator.Movement?
        /// The reviews; `nil` unless the rule is about reviews.
        var reviews: ReviewBurst?
    }

    /// An app's rank in the last snapshot before the condition was met.
    enum EarlierRank {
        case noSnapshot
        case notRanked
        case rank(Int)
    }

    /// The minimum number of seconds between two snapshots for the second to confirm the first. Polls within a minute
    /// often get the same cached copy.
    static let snapshotSpacing: Int64 = 60
    /// The minimum number of seconds between two checks of a source or count for the second to confirm the first.
    static let checkSpacing: Int64 = 300

    /// Returns how many more alerts the rule may send now.
    ///
    /// - Parameters:
    ///   - now: The current time, in seconds.
    ///   - limit: The maximum number of alerts per hour.
    mutating func allowance(at now: Int64, limit: Int) -> Int {
        fired.removeAll { $0 <= now - 3600 || $0 > now }
        return max(0, limit - fired.count)
    }
}
