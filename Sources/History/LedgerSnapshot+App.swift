public import Market
public import TimeSeries

extension LedgerSnapshot {
    /// What `app` did up to `instant` in every chart that listed it, in the charts' order.
    public func rankRecords(of app: AppID, asOf instant: Timestamp) -> [(chart: Chart, record: RankRecord)] {
        guard let handle = registry.handle(of: app) else { return [] }
        return charts.compactMap { chart in
            rankings[chart]?.record(of: handle, upTo: instant.seconds).map { (chart, $0) }
        }
    }

    /// Whether `app` was ever in `chart` up to `instant`.
    ///
    /// - Complexity: O(ticks before it was).
    public func wasListed(_ app: AppID, in chart: Chart, asOf instant: Timestamp) -> Bool {
        guard let handle = registry.handle(of: app) else { return false }
        return rankings[chart]?.reach(of: handle, atOrAbove: .max, upTo: instant.seconds) != nil
    }

    /// What the newest look at `chart` up to `instant` says of `app`.
    public func lastPoint(of app: AppID, in chart: Chart, asOf instant: Timestamp) -> RankPoint? {
        registry.handle(of: app).flatMap { rankings[chart]?.lastPoint(of: $0, upTo: instant.seconds) }
    }

    /// A point for each tick of `chart` within `range` that says something of `app`.
    public func rankPoints(of app: AppID, in chart: Chart, during range: TimeRange) -> [RankPoint] {
        guard let handle = registry.handle(of: app), let series = rankings[chart] else { return [] }
        return series.points(of: handle, in: range.start.seconds...range.end.seconds)
    }

    /// What `app` did in `chart` up to `instant`.
    public func rankRecord(of app: AppID, in chart: Chart, asOf instant: Timestamp) -> RankRecord? {
        guard let handle = registry.handle(of: app) else { return nil }
        return rankings[chart]?.record(of: handle, upTo: instant.seconds)
    }

    /// Days, in UTC, on which a look at `chart` found `app` listed, up to `instant`.
    public func listedDays(of app: AppID, in chart: Chart, asOf instant: Timestamp) -> Int {
        guard let handle = registry.handle(of: app) else { return 0 }
        return rankings[chart]?.listedDays(of: handle, upTo: instant.seconds) ?? 0
    }

    /// When `app` first stood at `rank` or better in `chart`, up to `instant`.
    public func reach(of app: AppID, atOrAbove rank: Rank, in chart: Chart, asOf instant: Timestamp) -> RankReach? {
        guard let handle = registry.handle(of: app) else { return nil }
        return rankings[chart]?.reach(of: handle, atOrAbove: UInt16(rank.value), upTo: instant.seconds)
    }

    /// Every look at `chart` up to `instant` that says something of `app`, also those that found nothing changed.
    public func sightings(of app: AppID, in chart: Chart, asOf instant: Timestamp) -> [(time: Timestamp, rank: Rank?)] {
        guard let handle = registry.handle(of: app), let series = rankings[chart] else { return [] }
        return series.sightings(of: handle, in: .min...instant.seconds).map {
            (Timestamp(seconds: $0.time), $0.rank.flatMap { Rank(Int($0)) })
        }
    }

    /// The published figures about `app` that were true at `instant`, in the order they were given.
    public func observations(of app: AppID, asOf instant: Timestamp) -> [Observation] {
        (observations[app] ?? []).filter { $0.period.standsFrom <= instant }
    }

    /// The figures of one launch that were true at `instant`, and not those that other files tell of the same app.
    public func observations(of launch: Launch, asOf instant: Timestamp) -> [Observation] {
        launch.observations.filter { $0.period.standsFrom <= instant }
    }

    /// Apps whose id is `text`, or one of whose names anywhere holds it, also a former one, without regard to case, accents
    /// and spaces; at most `limit`.
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
