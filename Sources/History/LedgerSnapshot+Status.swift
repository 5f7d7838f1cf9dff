public import Market
import TimeSeries

extension LedgerSnapshot {
    /// Where `app` stood in `chart` at `instant`, and how it had moved over `window` seconds.
    ///
    /// Measured as in ``rankTable(of:asOf:window:)``: back from when the list was last seen, so that a feed that stopped
    /// tells of no calm.
    ///
    /// - Returns: `nil` where no look until then says anything of the app.
    /// - Complexity: O(log ticks); for an app that is new on the chart O(ticks).
    public func rankStatus(of app: AppID, in chart: Chart, asOf instant: Timestamp, window: Int64) -> RankStatus? {
        guard let series = rankings[chart], let handle = registry.handle(of: app),
            let point = series.lastPoint(of: handle, upTo: instant.seconds)
        else { return nil }
        var rankStatus = RankStatus(
            rank: point.rank.flatMap { Rank(Int($0)) },
            since: Timestamp(seconds: point.time),
            seen: Timestamp(seconds: point.seenUntil),
            isPartial: point.isPartial,
            isConfirmed: true
        )
        if rankStatus.rank == nil {
            let before = point.time == .min ? nil : series.lastPoint(of: handle, upTo: point.time - 1)
            rankStatus.isConfirmed = point.seenUntil > point.time || before?.rank == nil
        }
        let (target, isOverflown) = point.seenUntil.subtractingReportingOverflow(window)
        guard !point.isPartial, !isOverflown else { return rankStatus }
        if target >= point.time {
            // The same list was in force a window ago: nothing changed.
            rankStatus.comparedTo = Timestamp(seconds: target)
            rankStatus.previousRank = rankStatus.rank
            rankStatus.state = rankStatus.rank == nil ? nil : .steady
            return rankStatus
        }
        guard let reference = series.reference(for: target, before: point.time), !reference.isPartial else {
            return rankStatus
        }
        // The look at that list that is nearest to a window ago.
        rankStatus.comparedTo = Timestamp(seconds: min(max(reference.time, target), reference.seenUntil))
        rankStatus.previousRank = series.rank(of: handle, at: reference.position).flatMap { Rank(Int($0)) }
        guard rankStatus.rank != nil else { return rankStatus }
        if rankStatus.previousRank != nil {
            rankStatus.state = .steady
        } else {
            rankStatus.state = series.wasListed(handle, before: reference.time) ? .returned : .new
        }
        return rankStatus
    }

    /// Who was first in `chart` at `instant`, and since when.
    ///
    /// - Returns: `nil` where the newest list does not say who is first.
    /// - Complexity: O(list + ticks since the lead was taken).
    public func lead(of chart: Chart, asOf instant: Timestamp) -> ChartLeader? {
        guard let series = rankings[chart], let leader = leader(of: chart, asOf: instant),
            let handle = registry.handle(of: leader),
            let run = series.run(of: handle, at: 1, upTo: instant.seconds)
        else { return nil }
        return ChartLeader(app: leader, since: Timestamp(seconds: run.since), isTaken: run.isBegun)
    }

    /// Who was first in `chart` at `instant`; `nil` where the newest list does not say it.
    public func leader(of chart: Chart, asOf instant: Timestamp) -> AppID? {
        guard let series = rankings[chart], let newest = series.index(asOf: instant.seconds) else { return nil }
        return series.placings(at: newest).first.flatMap { $0.rank == 1 ? registry.app($0.id) : nil }
    }
}
