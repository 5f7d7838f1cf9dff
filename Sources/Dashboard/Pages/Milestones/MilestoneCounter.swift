import Growth
import History
import Market
import TimeSeries

/// A counter on the Milestones page: one source's total for an app, its pace, and the next milestone.
struct MilestoneCounter: Sendable {
    let app: AppID
    /// The app's documented launch; `nil` if it has none.
    let launch: Launch?
    let name: String
    let developer: String?
    /// The total and its projection; `nil` if there are only ranks.
    let figures: Projection?
    /// Conflicts between these figures and those of other publishers, one line each.
    let conflicts: [String]

    /// A total with its pace and the expected date of the next milestone.
    struct Projection: Sendable {
        let metric: Metric
        /// The storefronts counted: "CA+US", "12 storefronts".
        let area: String
        let kind: FigureKind
        let source: String
        let curve: DownloadCurve
        let pace: DownloadPace
        /// The next milestone with its expected date; `nil` above the last threshold.
        let outlook: MilestoneOutlook?
        /// The total projected from the last figure to the instant; `nil` if it can't be projected.
        let running: RunningTotal?
        /// The delisting that ended downloads; `nil` if there was none.
        let end: Delisting?
        /// The milestones' thresholds in ascending order.
        let thresholds: [Int]
        /// Whether the total comes from the user's own counters rather than published figures.
        let isCounted: Bool
    }
}

extension MilestoneCounter.Projection {
    /// Creates a projection of one source's counts. The total starts with the first day counted. Returns `nil` if no
    /// day has a count.
    ///
    /// - Parameter goals: Additional thresholds.
    init?(_ count: CounterTotal, goals: [Int], asOf instant: Timestamp) {
        guard let first = count.firstDay else { return nil }
        self.init(
            DownloadCurve(counter: count.series, kind: count.kind, day0: first),
            metric: count.metric,
            area: count.area,
            source: count.source,
            end: nil,
            isCounted: true,
            goals: goals,
            asOf: instant
        )
    }

    /// Creates a projection of a launch's published figures, in the launch's own measure. Returns `nil` if there are no
    /// totals.
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
            area: own.measure.scope.label,
            source: own.sources.joined(separator: ", "),
            end: launch.end(in: own.measure.scope, asOf: instant),
            isCounted: false,
            goals: goals,
            asOf: instant
        )
    }

    private init?(
        _ curve: DownloadCurve,
        metric: Metric,
        area: String,
        source: String,
        end: Delisting?,
        isCounted: Bool,
        goals: [Int],
        asOf instant: Timestamp
    ) {
        guard let pace = DownloadPace(of: curve) else { return nil }
        self.metric = metric
        self.area = area
        kind = curve.kind
        self.source = source
        self.curve = curve
        self.pace = pace
        thresholds = MilestoneScale.downloads(with: goals)
        self.end = end
        outlook = MilestoneOutlook(pace, thresholds: thresholds, asOf: instant, hasEnded: end != nil)
        let projected = end == nil ? pace.total(at: instant) : nil
        running = projected.flatMap { $0.kind == curve.kind && $0.expected == pace.total ? nil : $0 }
        self.isCounted = isCounted
    }

    /// The number of days in the sparkline.
    static let recentDays = 14

    /// Returns a sparkline of the daily counts in the last ``recentDays`` days up to an instant. If they have no
    /// counts, the sparkline ends at the newest count instead. Returns `nil` if fewer than two of the days have a
    /// count.
    func recent(asOf instant: Timestamp) -> DailySparkline? {
        DailySparkline(lastDaysOf: curve.segments, asOf: instant, count: Self.recentDays)
    }

    /// The newest total and its last day; `nil` if days are missing and later figures already exceed it.
    var total: (range: ClosedRange<Double>, day: Day)? {
        guard let latest = curve.latest, pace.minimum <= latest.total.upperBound else { return nil }
        return (latest.total, curve.day0.advanced(by: latest.day))
    }
}
