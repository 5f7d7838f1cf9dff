import Growth
import History
import Market
import TimeSeries

/// One of the launches that are compared, with all that is known of it.
struct CompareEntrant: Sendable {
    /// Ranks and counts are laid upon each other for so many days at the most.
    static let longestDays = 400

    /// What stands for it in JSON and CSV: the launch's short id, or the app's.
    let id: String
    let app: AppID
    let launch: Launch?
    /// Its ranks by chart, those of whole stores first, and of these the one with its best rank.
    let histories: [RankHistory]
    let curve: LaunchCurve

    /// - Parameters:
    ///   - compared: a launch of the library, or an app of the data or the library.
    ///   - data: what sources gave, which goes before what the library says of the same chart.
    ///   - instant: what was not known then does not count.
    /// - Returns: `nil` for an app that has no launch and was never seen.
    init?(_ compared: Compared, data: LedgerSnapshot, library: LedgerSnapshot, asOf instant: Timestamp) {
        guard let app = Self.app(compared, in: library) else { return nil }
        let launch = library.launch(of: app) ?? data.launch(of: app)
        guard let origin = launch?.day0.start ?? Self.firstSeen(app, in: data, asOf: instant) else { return nil }
        self.app = app
        self.launch = launch
        let id = launch?.id ?? app.text
        let end = min(instant, origin + Int64(Self.longestDays) * Day.secondsPerDay)
        histories = Self.histories(of: app, in: [data, library], from: origin, to: end)
        let tracks = histories.map(\.track)
        let counts = CountedSeries.all(of: app, in: data, asOf: instant).map(\.counts)
        if let launch {
            let source = library.launch(of: app) == nil ? data : library
            curve = LaunchCurve(
                of: launch,
                observations: source.observations(of: app, asOf: instant),
                counts: counts,
                tracks: tracks
            )
        } else {
            let name = data.name(of: app, asOf: instant)
            curve = LaunchCurve(id: id, name: name, origin: origin, counts: counts, tracks: tracks)
        }
        self.id = id
    }

    static func app(_ compared: Compared, in library: LedgerSnapshot) -> AppID? {
        switch compared {
        case .launch(let id): library.launch(id: id)?.app
        case .app(let app): app
        }
    }

    /// When an app without a documented launch was first seen on a chart, or else first counted.
    private static func firstSeen(_ app: AppID, in data: LedgerSnapshot, asOf instant: Timestamp) -> Timestamp? {
        let ranked = data.rankRecords(of: app, asOf: instant).map(\.record.firstSeen).min()
        if let ranked { return Timestamp(seconds: ranked) }
        let days = CountedSeries.all(of: app, in: data, asOf: instant).compactMap { $0.segments.first?.days.first }
        return days.min().map { Day(number: $0).start }
    }

    private static func histories(
        of app: AppID,
        in ledgers: [LedgerSnapshot],
        from origin: Timestamp,
        to end: Timestamp
    ) -> [RankHistory] {
        guard origin <= end else { return [] }
        var found: [(best: UInt16, history: RankHistory)] = []
        for ledger in ledgers {
            for (chart, record) in ledger.rankRecords(of: app, asOf: end)
            where !found.contains(where: { $0.history.chart == chart }) {
                found.append((record.best, RankHistory(of: app, in: chart, ledger: ledger, asOf: end, from: origin)))
            }
        }
        return found.sorted {
            ($0.history.chart.genre == nil ? 0 : 1, $0.best, $0.history.chart)
                < ($1.history.chart.genre == nil ? 0 : 1, $1.best, $1.history.chart)
        }
        .map(\.history)
    }
}

extension RankHistory {
    /// For a comparison: a list that was seen for a time is a look at its beginning and one at its end.
    fileprivate var track: RankTrack {
        RankTrack(
            chart,
            looks: points.flatMap { point in
                let rank = point.rank.flatMap { Rank(Int($0)) }
                let ends = point.seenUntil > point.time ? [point.time, point.seenUntil] : [point.time]
                return ends.map { RankTrack.Look(Timestamp(seconds: $0), rank) }
            }
        )
    }
}

extension CountedSeries {
    fileprivate var counts: LaunchCurve.Counts {
        var series = CounterSeries()
        for segment in segments { series.add(segment) }
        return .init(
            Measure(counter.metric, counter.scope),
            kind: counter.kind,
            source: counter.source,
            series: series
        )
    }
}
