import Alerts
import Canvas
import History
import Market
import TimeSeries

/// Alerts that fire if a second snapshot confirms them.
extension AlertList {
    /// Returns rows about the changes that wait for a second snapshot, newest first.
    func waitingLines(width: Int) -> [[StyledText]] {
        let waiting = history.rules.flatMap { active in
            active.pending.map { (rule: active.rule, chart: $0.key, since: $0.value) }
        }
        return waiting.sorted { ($1.since, $0.chart) < ($0.since, $1.chart) }.flatMap { change in
            let title = [
                StyledText("\(TimeFormat.instant(change.since, in: zone))  ", theme.faint),
                StyledText("waiting: \(subject(of: change.rule, in: change.chart, at: change.since))", theme.text),
            ]
            return TextWrapping.lines(title, width: width, margin: 2)
                + indented(
                    "\(change.rule.text); \(confirmation(in: change.chart, since: change.since))",
                    theme.faint,
                    width: width
                )
        }
    }

    /// Returns a description of a change: "Mint Weather is #64 in US Top Free", or "a change in US Top Free" if the
    /// rule may be about several apps.
    private func subject(of rule: AlertRule, in chart: Chart, at time: Timestamp) -> String {
        let app: AppID? =
            switch rule.apps {
            case .one(let app): app
            case .watchlist: ledger.watchlist.count == 1 ? ledger.watchlist.first : nil
            case .any: nil
            }
        guard let app else { return "a change in \(chart.titleInSentence)" }
        let name = ledger.name(of: app, in: chart.storefront, asOf: time)
        let rank = ledger.lastPoint(of: app, in: chart, asOf: time)?.rank
        return "\(name) is \(rank.map { "#\($0)" } ?? "not ranked") in \(chart.titleInSentence)"
    }

    /// Returns text that says when the alert fires: "fires if the poll at 14:15 UTC confirms it". A poll that is too
    /// early to confirm the change is ignored.
    private func confirmation(in chart: Chart, since time: Timestamp) -> String {
        let sources = ledger.sources.filter { $0.isPolled && $0.charts.contains(chart) }
        guard history.isActive, let next = sources.compactMap(\.nextAttempt).min() else {
            return "fires if a second poll confirms it"
        }
        let poll = max(next, time + AlertEvaluator.snapshotSpacing)
        return "fires if the poll at \(TimeFormat.clockAndZone(poll, in: zone)) confirms it"
    }
}
