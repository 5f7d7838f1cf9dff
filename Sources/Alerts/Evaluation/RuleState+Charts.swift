import History
import Market
import TimeSeries

extension RuleState {
    /// Most looks at a chart that are judged at once, the newest; and most apps of a chart that are remembered.
    private static let lookLimit = 256
    private static let appLimit = 20_000

    /// Judges every chart that was seen since the last call.
    ///
    /// - Complexity: O(charts), and O(places) for each look that is new.
    mutating func checkCharts(of ledger: LedgerSnapshot) -> [Finding] {
        guard let charts = rule.condition.charts else { return [] }
        var findings: [Finding] = []
        for (chart, series) in ledger.rankings where charts.contain(chart) {
            var state = self.charts[chart] ?? ChartRuleState(validatedUntil: since)
            guard let last = series.lastSighting, last > state.validatedUntil else { continue }
            var judge = ChartConditionEvaluator(rule.condition, series)
            for look in series.looks(after: state.validatedUntil, limit: Self.lookLimit) {
                findings += self.judge(look, of: chart, in: ledger, by: &judge, &state)
            }
            state.validatedUntil = last
            self.charts[chart] = state
        }
        return findings
    }

    private func judge(
        _ look: ChartReading,
        of chart: Chart,
        in ledger: LedgerSnapshot,
        by judge: inout ChartConditionEvaluator,
        _ state: inout ChartRuleState
    ) -> [Finding] {
        let before = judge.series.looks(upTo: look.time - 1, limit: 2)
        var findings: [Finding] = []
        for app in apps(at: look, after: before.first, in: ledger, by: &judge, state) {
            let handle = ledger.registry.handle(of: app)
            let rank = judge.rank(of: handle, at: look)
            var own = state.apps[app] ?? begin(handle, at: look, rank: rank, before: before, by: &judge)
            let isSo = judge.isSo(handle, at: look, known: own.lastRank)
            // A list that is longer than the one before shows what may have been there all the time.
            if case .enters(nil, _) = rule.condition, own.phase == .armed, let rank, let last = before.first,
                judge.list(at: last).depth < rank
            {
                own.phase = .fired
            }
            if let suspected = own.phase.step(isSo, at: look.time, spacing: Self.lookSpacing) {
                findings.append(
                    Finding(
                        subject: .place(app, chart),
                        suspectedAt: suspected,
                        confirmedAt: look.time,
                        rank: rank,
                        movement: judge.movement(of: handle, at: look)
                    )
                )
            }
            if let rank { own.lastRank = rank }
            // Of what is on lists, only that is remembered which the next list would not show again.
            let isPlain = rule.apps == .any && own.phase == .armed && isSo != nil
            state.apps[app] = isPlain ? nil : own
        }
        if state.apps.count > Self.appLimit, rule.apps == .any { Self.forgetTold(&state) }
        // Apps come in order; those of one rank, which are off the list, stay so.
        return findings.enumerated().sorted {
            ($0.element.rank ?? .max, $0.offset) < ($1.element.rank ?? .max, $1.offset)
        }.map(\.element)
    }

    /// The apps that the rule is about at a look, in order.
    private func apps(
        at look: ChartReading,
        after before: ChartReading?,
        in ledger: LedgerSnapshot,
        by judge: inout ChartConditionEvaluator,
        _ state: ChartRuleState
    ) -> [AppID] {
        switch rule.apps {
        case .one(let app): return [app]
        case .watchlist: return ledger.watchlist.sorted()
        case .any:
            var handles = Set(judge.list(at: look).ranks.keys)
            if let before { handles.formUnion(judge.list(at: before).ranks.keys) }
            let listed = Set(handles.map(ledger.registry.app))
            return listed.union(state.apps.keys).sorted()
        }
    }

    /// Where a rule begins with an app: told already, unless it is known that it was not so before. A single list that
    /// lacks the app does not make that known.
    private func begin(
        _ app: UInt32?,
        at look: ChartReading,
        rank: Int?,
        before: [ChartReading],
        by judge: inout ChartConditionEvaluator
    ) -> AppRuleState {
        let needsBefore = rule.condition.isChange || rule.apps == .any
        var ranks: [Int] = []
        for earlier in before { if let rank = judge.rank(of: app, at: earlier) { ranks.append(rank) } }
        let known = ranks.first ?? rank
        guard let last = before.first else {
            let isSo = judge.isSo(app, at: look, known: nil)
            return AppRuleState(phase: needsBefore && isSo != false ? .fired : .armed, lastRank: nil)
        }
        let wasSo = judge.isSo(app, at: last, known: known)
        let wasSoBefore = before.count > 1 ? judge.isSo(app, at: before[1], known: known) : nil
        let isArmed = needsBefore ? wasSo == false && wasSoBefore != true : wasSo != true && wasSoBefore != true
        return AppRuleState(phase: isArmed ? .armed : .fired, lastRank: ranks.first)
    }

    /// An app that left for good is not looked at again before it is back, so it may be forgotten.
    private static func forgetTold(_ state: inout ChartRuleState) {
        state.apps = state.apps.filter { $0.value.phase != .fired }
    }
}
