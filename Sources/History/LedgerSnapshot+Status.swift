public import Market
import TimeSeries

extension LedgerSnapshot {
    /// Returns the rank of `app` in `chart` as of `instant`, and its change over `window` seconds.
    ///
    /// As in ``rankTable(of:asOf:window:)``, the window ends when the snapshot was last seen. Otherwise a rank would
    /// appear unchanged after its source stopped.
    ///
    /// - Returns: The status; `nil` if there is no data about the app in this chart up to `instant`.
    /// - Complexity: O(log ticks); O(ticks) for an app that is new in the chart.
    public func rankStatus(of app: AppID, in chart: Chart, asOf instant: Timestamp, window: Int64) -> RankStatus? {
        guard let series = rankings[chart], let handle = registry.handle(of: app),
            let point = series.lastPoint(of: handle, upTo: instant.seconds)
        else { return nil }
        var status = RankStatus(
            rank: point.rank.flatMap { Rank(Int($0)) },
            since: Timestamp(seconds: point.time),
            seen: Timestamp(seconds: point.seenUntil),
            isPartial: point.isPartial,
            isConfirmed: true
        )
        if status.rank == nil {
            let before = point.time == .min ? nil : series.lastPoint(of: handle, upTo: point.time - 1)
            status.isConfirmed = point.seenUntil > point.time || before?.rank == nil
        }
        let (target, overflow) = point.seenUntil.subtractingReportingOverflow(window)
        guard !overflow else { return status }
        if point.isPartial {
            guard let reference = series.partialReference(for: target, before: point.time),
                let rank = series.rank(of: handle, at: reference.position).flatMap({ Rank(Int($0)) })
            else { return status }
            status.comparedTo = Timestamp(seconds: reference.time)
            (status.previousRank, status.state) = (rank, .steady)
            return status
        }
        if target >= point.time {
            // The same snapshot was already current at the start of the window: nothing changed.
            status.comparedTo = Timestamp(seconds: target)
            status.previousRank = status.rank
            status.state = status.rank == nil ? nil : .steady
            return status
        }
        guard let reference = series.reference(for: target, before: point.time), !reference.isPartial else {
            return status
        }
        // The time nearest to the start of the window at which that snapshot was seen.
        status.comparedTo = Timestamp(seconds: min(max(reference.time, target), reference.seenUntil))
        status.previousRank = series.rank(of: handle, at: reference.position).flatMap { Rank(Int($0)) }
        guard status.rank != nil else { return status }
        if status.previousRank != nil {
            status.state = .steady
        } else {
            let hasReturned = series.hasReturned(handle, from: reference.time, to: point.time)
            status.state = hasReturned ? .returned : .new
        }
        return status
    }

    /// Returns the status of an app that the chart has never listed: not ranked in the newest snapshot; `nil` if that
    /// snapshot is partial or there is none.
    ///
    /// - Complexity: O(log ticks).
    public func unlistedStatus(in chart: Chart, asOf instant: Timestamp) -> RankStatus? {
        guard let tick = rankings[chart]?.tick(asOf: instant.seconds), !tick.isPartial else { return nil }
        return RankStatus(
            rank: nil,
            since: Timestamp(seconds: tick.time),
            seen: Timestamp(seconds: tick.seenUntil),
            isPartial: false,
            isConfirmed: true
        )
    }

    /// Returns the app at #1 in `chart` as of `instant`, and when its current run at #1 started.
    ///
    /// - Returns: The leader; `nil` if the newest snapshot has no #1.
    /// - Complexity: O(entries + ticks since the app reached #1).
    public func lead(of chart: Chart, asOf instant: Timestamp) -> ChartLeader? {
        guard let series = rankings[chart], let leader = leader(of: chart, asOf: instant),
            let handle = registry.handle(of: leader),
            let run = series.run(of: handle, at: 1, upTo: instant.seconds)
        else { return nil }
        return ChartLeader(app: leader, since: Timestamp(seconds: run.since), hasKnownStart: run.isBegun)
    }

    /// Returns since when an app has had its current rank in a chart, and whether an earlier snapshot shows that it had
    /// another rank or none before; `nil` if it isn't ranked.
    ///
    /// - Complexity: O(ticks since the app reached the rank).
    public func rankStart(
        of app: AppID,
        in chart: Chart,
        asOf instant: Timestamp
    ) -> (since: Timestamp, isKnown: Bool)? {
        guard let series = rankings[chart], let handle = registry.handle(of: app),
            let rank = series.lastPoint(of: handle, upTo: instant.seconds)?.rank,
            let run = series.run(of: handle, at: rank, upTo: instant.seconds)
        else { return nil }
        return (Timestamp(seconds: run.since), run.isBegun)
    }

    /// Returns the app at #1 in `chart` as of `instant`; `nil` if the newest snapshot has no #1.
    public func leader(of chart: Chart, asOf instant: Timestamp) -> AppID? {
        guard let series = rankings[chart], let newest = series.index(asOf: instant.seconds) else { return nil }
        return series.entries(at: newest).first.flatMap { $0.rank == 1 ? registry.app($0.id) : nil }
    }
}
