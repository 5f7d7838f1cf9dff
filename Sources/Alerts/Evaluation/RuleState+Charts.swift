import History
import Market
import TimeSeries

extension RuleState {
    /// Maximum number of snapshots of a chart to evaluate in one call. If there are more, only the newest are
    /// evaluated.
    private static let readingLimit = 256
    /// Maximum number of app states per chart for a rule with `app = "any"`. Above it, the states of apps that the rule
    /// already fired for are dropped.
    private static let appLimit = 20_000

    /// Evaluates every chart with new snapshots since the last call.
    ///
    /// - Complexity: O(charts), plus O(entries) for each new snapshot.
    mutating func checkCharts(of ledger: LedgerSnapshot) -> [Finding] {
        guard let charts = rule.condition.charts else { return [] }
        var findings: [Finding] = []
        for (chart, series) in ledger.rankings where charts.contain(chart) {
            var state = self.charts[chart] ?? begin(chart)
            guard let last = series.lastSeenTime, last > state.evaluatedUntil else { continue }
            var evaluator = ChartConditionEvaluator(rule.condition, series)
            for reading in series.readings(after: state.evaluatedUntil, limit: Self.readingLimit) {
                findings += check(reading, of: chart, in: ledger, with: &evaluator, &state)
            }
            state.evaluatedUntil = last
            self.charts[chart] = state
        }
        return findings
    }

    private func check(
        _ reading: ChartReading,
        of chart: Chart,
        in ledger: LedgerSnapshot,
        with evaluator: inout ChartConditionEvaluator,
        _ state: inout ChartRuleState
    ) -> [Finding] {
        let before = evaluator.series.readings(upTo: reading.time - 1, limit: 2)
        var findings: [Finding] = []
        for app in apps(at: reading, after: before.first, in: ledger, with: &evaluator, state) {
            let handle = ledger.registry.handle(of: app)
            let rank = evaluator.rank(of: handle, at: reading)
            var own = state.apps[app] ?? begin(handle, at: reading, rank: rank, before: before, with: &evaluator)
            let isMet = evaluator.isMet(handle, at: reading, knownRank: own.lastRank)
            // A snapshot that is longer than the previous one shows apps that may have been there all along.
            if case .enters(nil, _) = rule.condition, own.phase == .armed, let rank, let previous = before.first,
                evaluator.content(at: previous).depth < rank
            {
                own.phase = .fired
            }
            if let firstSeen = own.phase.step(isMet, at: reading.time, spacing: Self.snapshotSpacing) {
                findings.append(
                    Finding(
                        subject: .rank(app, chart),
                        firstSeen: firstSeen,
                        confirmedAt: reading.time,
                        rank: rank,
                        earlier: earlierRank(of: handle, before: firstSeen, with: &evaluator),
                        movement: evaluator.movement(of: handle, at: reading)
                    )
                )
            }
            if let rank { own.lastRank = rank }
            // For a rule about any app, drop states that the next snapshot would produce again.
            let isRedundant = rule.apps == .any && own.phase == .armed && isMet != nil
            state.apps[app] = isRedundant ? nil : own
        }
        if state.apps.count > Self.appLimit, rule.apps == .any { Self.dropFired(&state) }
        // Sorted by rank; apps that aren't ranked keep their order at the end.
        return findings.enumerated().sorted {
            ($0.element.rank ?? .max, $0.offset) < ($1.element.rank ?? .max, $1.offset)
        }.map(\.element)
    }

    private func earlierRank(
        of app: UInt32?,
        before time: Int64,
        with evaluator: inout ChartConditionEvaluator
    ) -> EarlierRank {
        guard let reading = evaluator.series.readings(upTo: time - 1, limit: 1).first else { return .noSnapshot }
        return evaluator.rank(of: app, at: reading).map { .rank($0) } ?? .notRanked
    }

    /// Returns the apps to evaluate at a reading of a chart, sorted by id.
    private func apps(
        at reading: ChartReading,
        after before: ChartReading?,
        in ledger: LedgerSnapshot,
        with evaluator: inout ChartConditionEvaluator,
        _ state: ChartRuleState
    ) -> [AppID] {
        switch rule.apps {
        case .one(let app): return [app]
        case .watchlist: return ledger.watchlist.sorted()
        case .any:
            var handles = Set(evaluator.content(at: reading).ranks.keys)
            if let before { handles.formUnion(evaluator.content(at: before).ranks.keys) }
            let listed = Set(handles.map(ledger.registry.app))
            return listed.union(state.apps.keys).sorted()
        }
    }

    /// Returns the initial state for an app: fired if either of the two snapshots before the reading meets the
    /// condition, otherwise armed.
    ///
    /// For a rule about any app or a change of state, the state is armed only if the previous snapshot shows that the
    /// condition wasn't met. If there is no previous snapshot, the reading itself must show this.
    private func begin(
        _ app: UInt32?,
        at reading: ChartReading,
        rank: Int?,
        before: [ChartReading],
        with evaluator: inout ChartConditionEvaluator
    ) -> AppRuleState {
        let needsEarlier = rule.condition.isChange || rule.apps == .any
        var ranks: [Int] = []
        for earlier in before { if let rank = evaluator.rank(of: app, at: earlier) { ranks.append(rank) } }
        let known = ranks.first ?? rank
        guard let last = before.first else {
            let isMet = evaluator.isMet(app, at: reading, knownRank: nil)
            return AppRuleState(phase: needsEarlier && isMet != false ? .fired : .armed, lastRank: nil)
        }
        let wasMet = evaluator.isMet(app, at: last, knownRank: known)
        let wasMetBefore = before.count > 1 ? evaluator.isMet(app, at: before[1], knownRank: known) : nil
        let isArmed = needsEarlier ? wasMet == false && wasMetBefore != true : wasMet != true && wasMetBefore != true
        return AppRuleState(phase: isArmed ? .armed : .fired, lastRank: ranks.first)
    }

    /// Drops fired states. An app that left the chart isn't evaluated again until it returns, so its state isn't
    /// needed.
    private static func dropFired(_ state: inout ChartRuleState) {
        state.apps = state.apps.filter { $0.value.phase != .fired }
    }
}
