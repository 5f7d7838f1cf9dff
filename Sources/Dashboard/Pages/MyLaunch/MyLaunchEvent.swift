import Alerts
import Growth
import History
import Market
import TimeSeries

/// An event in an app's history: an alert, milestones of a chart or a counter, a departure from or a return to a chart, or a
/// new version or price.
struct MyLaunchEvent: Sendable {
    enum Content: Sendable {
        case alert(SentAlert)
        /// Rank milestones in one chart, the best first.
        case ranks(Chart, [Milestone])
        /// The app's departure from a chart, with its last rank there.
        case left(Chart, rank: Int)
        /// The app's return to a chart, with its rank there and the seconds since its departure.
        case returned(Chart, rank: Int, away: Int64)
        /// A download threshold that was passed according to a source.
        case downloads(threshold: Int, days: ClosedRange<Day>, kind: FigureKind, source: String)
        /// A new version or price in the store.
        case listing(ListingChange)
    }

    /// The time when the alert was confirmed or the milestone was reached; for several milestones, the latest time.
    let at: Timestamp
    let content: Content
}

extension MyLaunchEvent {
    /// Returns the alerts about an app and about sources, the app's milestones, its departures from and returns to charts,
    /// and its new versions and prices after `since`, newest first.
    ///
    /// A rank in the first snapshot of a chart isn't a milestone: the app may have held it for any length of time.
    ///
    /// - Complexity: O(snapshots after `since`) per chart; O(snapshots) for charts with a milestone.
    static func all(
        of app: AppID,
        rows: [StorefrontRow],
        downloads: LaunchDownloads,
        alerts: [SentAlert],
        in ledger: LedgerSnapshot,
        since: Timestamp,
        asOf instant: Timestamp
    ) -> [MyLaunchEvent] {
        let own = alerts.filter { sent in
            let alert = sent.alert
            guard alert.confirmedAt > since, alert.confirmedAt <= instant else { return false }
            if case .source = alert.subject { return true }
            return alert.subject.app == app
        }
        let charts = rows.flatMap { [$0.overall?.chart, $0.genre?.chart].compactMap { $0 } }
        let reached = charts.compactMap { chart -> MyLaunchEvent? in
            let milestones = milestones(of: app, in: chart, ledger, since: since, asOf: instant)
            return milestones.first.map { MyLaunchEvent(at: $0.latest, content: .ranks(chart, milestones)) }
        }
        let left = rows.compactMap(\.overall).filter(\.isConfirmed).compactMap { standing in
            standing.left.flatMap { left in
                left.at > since
                    ? MyLaunchEvent(at: left.at, content: .left(standing.chart, rank: left.rank)) : nil
            }
        }
        let absences = rows.compactMap { $0.overall?.chart }.flatMap {
            self.absences(of: app, from: $0, ledger, since: since, asOf: instant)
        }
        let passed = downloads.counters.flatMap { self.passed($0, since: since, asOf: instant) }
        let changes = ledger.listingChanges(of: app, during: TimeRange(min(since, instant), instant))
            .filter { $0.at > since }.map { MyLaunchEvent(at: $0.at, content: .listing($0)) }
        let events =
            own.map { MyLaunchEvent(at: $0.alert.confirmedAt, content: .alert($0)) } + left + absences + reached
            + passed + changes
        return events.enumerated().sorted { ($1.element.at, $0.offset) < ($0.element.at, $1.offset) }.map(\.element)
    }

    /// Returns the departures after `since` that ended with a return, and the returns. An app that is missing from a
    /// single snapshot hasn't left.
    private static func absences(
        of app: AppID,
        from chart: Chart,
        _ ledger: LedgerSnapshot,
        since: Timestamp,
        asOf instant: Timestamp
    ) -> [MyLaunchEvent] {
        let points = ledger.rankPoints(of: app, in: chart, during: TimeRange(since, instant))
        let ranked = points.indices.filter { points[$0].rank != nil }
        return zip(ranked, ranked.dropFirst()).flatMap { before, after -> [MyLaunchEvent] in
            let absence = points[before + 1..<after]
            guard let first = absence.first, let last = absence.last, last.seenUntil > first.time,
                absence.allSatisfy({ !$0.isPartial }), let left = points[before].rank, let rank = points[after].rank
            else { return [] }
            return [
                MyLaunchEvent(at: Timestamp(seconds: first.time), content: .left(chart, rank: Int(left))),
                MyLaunchEvent(
                    at: Timestamp(seconds: points[after].time),
                    content: .returned(chart, rank: Int(rank), away: points[after].time - first.time)
                ),
            ]
            .filter { $0.at > since }
        }
    }

    /// Returns the rank milestones reached after `since`, the best first.
    private static func milestones(
        of app: AppID,
        in chart: Chart,
        _ ledger: LedgerSnapshot,
        since: Timestamp,
        asOf instant: Timestamp
    ) -> [Milestone] {
        let points = ledger.rankPoints(of: app, in: chart, during: TimeRange(since, instant))
        // The whole history is searched only for thresholds reached since then.
        guard let best = points.compactMap(\.rank).min() else { return [] }
        let reached = RankMilestones.reached(in: chart) { rank in
            rank.value < best ? nil : ledger.reach(of: app, atOrAbove: rank, in: chart, asOf: instant)
        } quoted: { _, _ in
            nil
        }
        return reached.filter { $0.latest > since && $0.earliest != nil }.reversed()
    }

    private static func passed(
        _ figures: MilestoneCounter.Projection,
        since: Timestamp,
        asOf instant: Timestamp
    ) -> [MyLaunchEvent] {
        figures.thresholds.compactMap { threshold in
            guard let days = figures.curve.days(passing: Double(threshold)) else { return nil }
            let at = days.upperBound.lastSecond
            guard at > since, at <= instant else { return nil }
            return MyLaunchEvent(
                at: at,
                content: .downloads(threshold: threshold, days: days, kind: figures.kind, source: figures.source)
            )
        }
    }
}
