import Growth
import History
import Market
import TimeSeries

/// One counter on the Milestones page: a total of one app by one source, how fast it grows, and what comes next.
struct MilestoneCounter: Sendable {
    let app: AppID
    /// What is documented of it.
    let launch: Launch?
    let name: String
    let developer: String?
    /// `nil` where nothing is known of the app but ranks.
    let figures: Projection?

    struct Projection: Sendable {
        let metric: Metric
        /// "CA+US", "12 storefronts".
        let place: String
        let kind: FigureKind
        let source: String
        let curve: DownloadCurve
        let pace: DownloadPace
        /// `nil` beyond the last threshold.
        let outlook: MilestoneOutlook?
        /// What the counter stands at since the last figure, reckoned; `nil` where that is not to be done.
        let running: RunningTotal?
        /// What ended it, where the app is no longer to be had there.
        let end: Delisting?
        /// What is a milestone of it, increasing.
        let thresholds: [Int]
        /// Whether it is one's own, and not what somebody published.
        let isOwn: Bool
    }
}

extension MilestoneCounter.Projection {
    /// What one source counted.
    ///
    /// Its total begins with the first day that was counted, whatever was before.
    /// - Parameter goals: thresholds beside the usual ones.
    init?(_ count: OwnCount, goals: [Int], asOf instant: Timestamp) {
        guard let first = count.firstDay else { return nil }
        self.init(
            DownloadCurve(counter: count.series, kind: count.kind, day0: first),
            metric: count.metric,
            place: count.whereText,
            source: count.source,
            end: nil,
            isOwn: true,
            goals: goals,
            asOf: instant
        )
    }

    /// The launch's own curve, in the measure that is known best.
    init?(of launch: Launch, observations: [Observation], goals: [Int], asOf instant: Timestamp) {
        let launched = LaunchCurve(of: launch, observations: observations)
        guard let own = launched.own else { return nil }
        self.init(
            DownloadCurve(
                observations: observations,
                metric: own.measure.metric,
                scope: own.measure.scope,
                series: own.series,
                day0: launch.day0
            ),
            metric: own.measure.metric,
            place: own.measure.scope.label,
            source: own.sources.joined(separator: ", "),
            end: launch.end(in: own.measure.scope, asOf: instant),
            isOwn: false,
            goals: goals,
            asOf: instant
        )
    }

    private init?(
        _ curve: DownloadCurve,
        metric: Metric,
        place: String,
        source: String,
        end: Delisting?,
        isOwn: Bool,
        goals: [Int],
        asOf instant: Timestamp
    ) {
        guard let pace = DownloadPace(of: curve) else { return nil }
        self.metric = metric
        self.place = place
        kind = curve.kind
        self.source = source
        self.curve = curve
        self.pace = pace
        thresholds = MilestoneScale.downloads(with: goals)
        self.end = end
        outlook = MilestoneOutlook(pace, thresholds: thresholds, asOf: instant, hasEnded: end != nil)
        let reckoned = end == nil ? pace.total(at: instant) : nil
        running = reckoned.flatMap { $0.kind == curve.kind && $0.expected == pace.total ? nil : $0 }
        self.isOwn = isOwn
    }

    /// The newest total that is known, and the day at whose end it stands; `nil` where days are missing and more than
    /// that is certain since.
    var total: (range: ClosedRange<Double>, day: Day)? {
        guard let latest = curve.latest, pace.least <= latest.total.upperBound else { return nil }
        return (latest.total, curve.day0.advanced(by: latest.day))
    }
}
