import Growth
import History
import Market
import TimeSeries

/// A compared launch with its ranks and figures.
struct ComparedLaunch: Sendable {
    /// The maximum age in days at which launches are compared.
    static let maximumDays = LaunchCurve.longest

    /// The id in JSON and CSV: the launch's short id, or the app's id without a documented launch.
    let id: String
    let app: AppID
    let launch: Launch?
    /// The launch time: for a launch, the start of its first day; for an app, the start in ``LaunchStart``, otherwise the
    /// time of its first data.
    let day0: Timestamp
    /// The documented or entered start of the launch; `nil` if neither is known.
    let start: LaunchStart?
    /// The instant aligned with the other launches' origins.
    var origin: Timestamp
    /// The reason why there is no origin for the requested alignment; `nil` if there is one.
    var missingOrigin: MissingOrigin?
    /// A caveat about the origin; `nil` if there is none.
    var note: String?
    /// The charts that ranked the app: charts of the whole store first, then by best rank.
    let charts: [Chart]
    var name: CompareName
    let data: LedgerSnapshot
    let library: LedgerSnapshot
    var instant: Timestamp

    /// Creates a compared launch aligned at day 0.
    ///
    /// - Parameters:
    ///   - compared: A launch in the library, or an app in the data or the library.
    ///   - data: Data from sources, which takes precedence over the library's ranks in the same chart.
    ///   - watched: What the user entered about apps. A launch time takes precedence over the date in a launch file.
    ///   - instant: The instant of the comparison. Everything that wasn't known yet is excluded.
    /// - Returns: `nil` for an app that has no launch and was never seen.
    init?(
        _ compared: CompareItem,
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        watched: [AppID: WatchedApp] = [:],
        asOf instant: Timestamp
    ) {
        let app: AppID
        var launch: Launch?
        let start: LaunchStart?
        switch compared {
        case .launch(let id):
            // An app can have several launches, so the app's id isn't enough.
            guard let named = library.launch(id: id) else { return nil }
            (app, launch, start) = (named.app, named, LaunchStart(on: named.day0))
        case .app(let named):
            (app, launch) = (named, library.launch(of: named) ?? data.launch(of: named))
            // An app in both stores has one launch time.
            let entered = [named, data.watchlistChoices.counterpart(of: named)].compactMap { $0 }
                .compactMap { watched[$0] }
            start = LaunchStart(of: entered.first { $0.launch != nil }, documented: launch)
        }
        // A curve can't begin before the first day of its launch.
        if let start, let documented = launch?.day0, start.time < documented.start { launch?.day0 = start.time.day }
        let records = data.rankRecords(of: app, asOf: instant)
        let quoted = library.rankRecords(of: app, asOf: instant).filter { data.rankings[$0.chart] == nil }
        let counted = CountedSeries.all(of: app, in: data, asOf: instant).compactMap {
            $0.series.reports.first?.days.first
        }
        // Without a documented launch or a launch time, day 0 begins when the app was first ranked or counted.
        let seen = records.map { Timestamp(seconds: $0.record.firstSeen) } + counted.map { Day(number: $0).start }
        guard let day0 = start?.time ?? seen.min() else { return nil }
        self.start = start
        self.app = app
        self.launch = launch
        self.day0 = day0
        origin = day0
        self.data = data
        self.library = library
        self.instant = instant
        id = launch?.id ?? app.text
        name = launch.map(CompareName.init) ?? CompareName(of: app, in: data, asOf: instant)
        charts = (records + quoted).sorted {
            ($0.chart.genre == nil ? 0 : 1, $0.record.best, $0.chart)
                < ($1.chart.genre == nil ? 0 : 1, $1.record.best, $1.chart)
        }
        .map(\.chart)
    }

    /// Whether there are counts of the app, but only for days before its launch.
    var hasOnlyEarlierCounts: Bool {
        let last = CountedSeries.all(of: app, in: data, asOf: instant).compactMap(\.series.lastDay).max()
        return last.map { $0 < origin.day.number } ?? false
    }

    /// Returns the launch's chart to compare with the ranks in `chart`: the same chart or, if it never ranked the app, the
    /// same chart in another edition; `nil` if there is neither.
    func counterpart(of chart: Chart) -> Chart? {
        charts.contains(chart) ? chart : charts.first { $0.regardlessOfEdition == chart.regardlessOfEdition }
    }

    /// Returns the launch's ranks in a chart, or in the chart's counterpart, since day 0; `nil` if neither ever ranked the
    /// app or day 0 is after the instant.
    func history(in chart: Chart) -> RankHistory? {
        let end = min(instant, day0 + Int64(Self.maximumDays) * Day.secondsPerDay)
        guard let chart = counterpart(of: chart), day0 <= end else { return nil }
        return RankHistory(of: app, in: chart, ledger: ledger(of: chart), asOf: end, from: day0)
    }

    /// Returns the ledger with the ranks of a chart: ``data`` if it contains the chart, otherwise ``library``.
    func ledger(of chart: Chart) -> LedgerSnapshot { data.rankings[chart] == nil ? library : data }

    /// Returns the launch's curve for the comparison, with its ranks.
    ///
    /// - Parameters:
    ///   - history: The ranks in the compared chart or its counterpart.
    ///   - chart: The compared chart.
    func curve(ranked history: RankHistory? = nil, in chart: Chart? = nil) -> LaunchCurve {
        guard missingOrigin == nil else { return LaunchCurve(id: id, name: name.full, origin: origin) }
        let tracks = history.map { [RankTrack(chart ?? $0.track.chart, samples: $0.track.samples)] } ?? []
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
        self.init(
            launch.name,
            qualifier: isLaunch ? "" : "surge \(year)",
            shortQualifier: isLaunch ? "" : "'\(year % 100)"
        )
    }
}

extension RankHistory {
    /// The ranks to compare. A snapshot that was confirmed later yields two samples: when it was first and last seen.
    fileprivate var track: RankTrack {
        RankTrack(
            chart,
            samples: points.flatMap { point in
                let rank = point.rank.flatMap { Rank(Int($0)) }
                let ends = point.seenUntil > point.time ? [point.time, point.seenUntil] : [point.time]
                return ends.map { RankTrack.Sample(Timestamp(seconds: $0), rank, isAlone: point.isPartial) }
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
