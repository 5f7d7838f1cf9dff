public import Market
public import TimeSeries

extension LedgerSnapshot {
    /// Returns the rank record of `app` up to `instant` for each chart in which it was ranked, in the order of the
    /// charts.
    ///
    /// - Complexity: O(snapshots of the charts that list the app).
    public func rankRecords(of app: AppID, asOf instant: Timestamp) -> [(chart: Chart, record: RankRecord)] {
        rankHistories(of: app, reaching: [], asOf: instant).map { ($0.chart, $0.record) }
    }

    /// An app's rank record in one chart, and when the app first reached each of some ranks or better: one element for
    /// each rank that it reached.
    public typealias ChartHistory = (chart: Chart, record: RankRecord, reaches: [RankReach])

    /// Returns the rank record of `app` up to `instant` for each chart in which it was ranked, in the order of the
    /// charts, with the first times at which the app reached some ranks.
    ///
    /// - Parameters:
    ///   - ranks: The ranks, worst first.
    ///   - chart: The only chart to include (default: all charts).
    /// - Complexity: O(snapshots of the charts that list the app).
    public func rankHistories(
        of app: AppID,
        reaching ranks: [Int],
        asOf instant: Timestamp,
        only chart: Chart? = nil
    ) -> [ChartHistory] {
        guard let handle = registry.handle(of: app) else { return [] }
        let limits = ranks.map { UInt16(clamping: $0) }
        let series =
            chart.map { chart in rankings[chart].map { [(chart: chart, series: $0)] } ?? [] }
            ?? rankings(listing: handle)
        if chart == nil { for (_, series) in series { series.prepareRanks(of: handle, upTo: instant.seconds) } }
        return series.compactMap { chart, series in
            series.history(of: handle, reaching: limits, upTo: instant.seconds).map { (chart, $0.record, $0.reaches) }
        }
    }

    /// Returns the charts that may list `app`, in order: all charts that ever did, and possibly charts from which the
    /// app has since been removed.
    public func charts(thatMayList app: AppID) -> [Chart] {
        registry.handle(of: app).map { rankings(listing: $0).map(\.chart) } ?? []
    }

    /// Returns whether `app` was ranked in `chart` at any time up to `instant`.
    ///
    /// - Complexity: O(ticks before it was first ranked).
    public func wasListed(_ app: AppID, in chart: Chart, asOf instant: Timestamp) -> Bool {
        guard let handle = registry.handle(of: app) else { return false }
        return rankings[chart]?.reach(of: handle, atOrAbove: .max, upTo: instant.seconds) != nil
    }

    /// Returns the newest rank point of `app` in `chart` up to `instant`; `nil` if there is no data about it.
    public func lastPoint(of app: AppID, in chart: Chart, asOf instant: Timestamp) -> RankPoint? {
        registry.handle(of: app).flatMap { rankings[chart]?.lastPoint(of: $0, upTo: instant.seconds) }
    }

    /// Returns a rank point for each tick of `chart` within `range` that has data about `app`.
    public func rankPoints(of app: AppID, in chart: Chart, during range: TimeRange) -> [RankPoint] {
        guard let handle = registry.handle(of: app), let series = rankings[chart] else { return [] }
        return series.points(of: handle, in: range.start.seconds...range.end.seconds)
    }

    /// Returns the rank record of `app` in `chart` up to `instant`; `nil` if it was never ranked.
    public func rankRecord(of app: AppID, in chart: Chart, asOf instant: Timestamp) -> RankRecord? {
        guard let handle = registry.handle(of: app) else { return nil }
        return rankings[chart]?.record(of: handle, upTo: instant.seconds)
    }

    /// Returns the number of UTC days up to `instant` on which `app` was ranked in `chart`.
    public func listedDays(of app: AppID, in chart: Chart, asOf instant: Timestamp) -> Int {
        guard let handle = registry.handle(of: app) else { return 0 }
        return rankings[chart]?.listedDays(of: handle, upTo: instant.seconds) ?? 0
    }

    /// Returns when `app` first reached `rank` or better in `chart`, up to `instant`; `nil` if it never did.
    public func reach(of app: AppID, atOrAbove rank: Rank, in chart: Chart, asOf instant: Timestamp) -> RankReach? {
        guard let handle = registry.handle(of: app) else { return nil }
        return rankings[chart]?.reach(of: handle, atOrAbove: UInt16(rank.value), upTo: instant.seconds)
    }

    /// Returns the rank of `app` each time that `chart` was read up to `instant`, including unchanged snapshots.
    public func readings(of app: AppID, in chart: Chart, asOf instant: Timestamp) -> [(time: Timestamp, rank: Rank?)] {
        guard let handle = registry.handle(of: app), let series = rankings[chart] else { return [] }
        return series.seenTimes(of: handle, in: .min...instant.seconds).map {
            (Timestamp(seconds: $0.time), $0.rank.flatMap { Rank(Int($0)) })
        }
    }

    /// Returns the published figures about `app` that apply as of `instant`, in the order in which they were added.
    public func observations(of app: AppID, asOf instant: Timestamp) -> [Observation] {
        (observations[app] ?? []).filter { $0.period.knownFrom <= instant }
    }

    /// Returns the figures of one launch that apply as of `instant`. Figures in other files about the same app aren't
    /// included.
    public func observations(of launch: Launch, asOf instant: Timestamp) -> [Observation] {
        launch.observations.filter { $0.period.knownFrom <= instant }
    }

    /// Returns at most `limit` apps whose id is `text`, or that have or had a name containing `text` in any storefront.
    /// Case, accents, spaces and punctuation are ignored in names.
    public func apps(matching text: String, limit: Int) -> [AppID] {
        let needle = text.lowercased()
        var found = Set(registry.apps(called: text, limit: limit))
        for handle in 0..<UInt32(registry.count) {
            let app = registry.app(handle)
            if app.text.lowercased() == needle { found.insert(app) }
        }
        return Array(found.sorted().prefix(limit))
    }
}
