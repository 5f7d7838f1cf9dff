import Growth
import History
import Market
import TimeSeries

/// One of the launches that are compared, with all that is known of it.
struct ComparedLaunch: Sendable {
    /// Ranks and counts are laid upon each other for so many days at the most.
    static let longestDays = LaunchCurve.longest

    /// What stands for it in JSON and CSV: the launch's short id, or the app's.
    let id: String
    let app: AppID
    let launch: Launch?
    /// Where its time begins.
    let day0: Timestamp
    /// What is laid upon the other launches' origins.
    var origin: Timestamp
    /// Why it has no origin where one is asked for that it never came to.
    var absence: Absence?
    /// What must be known of its origin.
    var note: String?
    /// Where it was ranked: charts of whole stores first, and of these the one with its best rank.
    let charts: [Chart]
    var name: CompareName
    let data: LedgerSnapshot
    let library: LedgerSnapshot
    let instant: Timestamp

    /// - Parameters:
    ///   - compared: a launch of the library, or an app of the data or the library.
    ///   - data: what sources gave, which goes before what the library says of the same chart.
    ///   - instant: what was not known then does not count.
    /// - Returns: `nil` for an app that has no launch and was never seen.
    init?(_ compared: CompareItem, data: LedgerSnapshot, library: LedgerSnapshot, asOf instant: Timestamp) {
        let app: AppID
        let launch: Launch?
        switch compared {
        case .launch(let id):
            // Several launches may be of one app, so that its id would not tell which.
            guard let named = library.launch(id: id) else { return nil }
            (app, launch) = (named.app, named)
        case .app(let named): (app, launch) = (named, library.launch(of: named) ?? data.launch(of: named))
        }
        let records = data.rankRecords(of: app, asOf: instant)
        let quoted = library.rankRecords(of: app, asOf: instant).filter { data.rankings[$0.chart] == nil }
        let counted = CountedSeries.all(of: app, in: data, asOf: instant).compactMap {
            $0.series.reports.first?.days.first
        }
        // Without a documented launch it begins when it was first seen on a chart, or counted before that.
        let seen = records.map { Timestamp(seconds: $0.record.firstSeen) } + counted.map { Day(number: $0).start }
        guard let day0 = launch?.day0.start ?? seen.min() else { return nil }
        self.app = app
        self.launch = launch
        self.day0 = day0
        origin = day0
        self.data = data
        self.library = library
        self.instant = instant
        id = launch?.id ?? app.text
        name = launch.map(CompareName.init) ?? CompareName(data.name(of: app, asOf: instant))
        charts = (records + quoted).sorted {
            ($0.chart.genre == nil ? 0 : 1, $0.record.best, $0.chart)
                < ($1.chart.genre == nil ? 0 : 1, $1.record.best, $1.chart)
        }
        .map(\.chart)
    }

    /// Its ranks in a chart since its day 0; `nil` where it never was on it.
    func history(in chart: Chart) -> RankHistory? {
        let end = min(instant, day0 + Int64(Self.longestDays) * Day.secondsPerDay)
        guard charts.contains(chart), day0 <= end else { return nil }
        return RankHistory(of: app, in: chart, ledger: ledger(of: chart), asOf: end, from: day0)
    }

    /// Who knows a chart.
    func ledger(of chart: Chart) -> LedgerSnapshot { data.rankings[chart] == nil ? library : data }

    /// For a comparison, with its ranks in one chart.
    func curve(ranked history: RankHistory?) -> LaunchCurve {
        guard absence == nil else { return LaunchCurve(id: id, name: name.full, origin: origin) }
        let tracks = history.map { [$0.track] } ?? []
        let counts = CountedSeries.all(of: app, in: data, asOf: instant).map(\.counts)
        guard let launch else {
            return LaunchCurve(id: id, name: name.full, origin: origin, counts: counts, tracks: tracks)
        }
        var curve = LaunchCurve(
            of: launch,
            observations: library.observations(of: launch, asOf: instant),
            origin: origin,
            counts: counts,
            tracks: tracks
        )
        curve.name = name.full
        return curve
    }
}

extension CompareName {
    fileprivate init(_ launch: Launch) {
        let year = launch.day0.civil.year
        let isLaunch = launch.kind == .launch
        self.init(launch.name, mark: isLaunch ? "" : "surge \(year)", shortMark: isLaunch ? "" : "'\(year % 100)")
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
                return ends.map { RankTrack.Look(Timestamp(seconds: $0), rank, isAlone: point.isPartial) }
            }
        )
    }
}

extension CountedSeries {
    fileprivate var counts: LaunchCurve.Counts {
        .init(
            Measure(counter.metric, counter.scope),
            kind: counter.kind,
            source: counter.source,
            series: series
        )
    }
}
