public import Market
public import TimeSeries

/// One launch as a comparison sees it: what is known by days and hours since its origin.
///
/// It comes from two sides: a documented launch with its published figures, or a live app of which ranks were seen and
/// perhaps counts kept. The origin is day 0 as a rule; it can be any instant, such as the first rank or an event.
public struct LaunchCurve: Sendable {
    /// What somebody says, which makes no curve: a claim, or a figure of the sort "over a million".
    public struct Claim: Hashable, Sendable {
        public var measure: Measure
        /// Days since the origin's day.
        public var day: Int
        public var value: Double
        public var isAtLeast: Bool
        public var kind: FigureKind
        public var source: String
    }

    /// Counts of one's own, or of a service.
    public struct Counts: Sendable {
        public var measure: Measure
        public var kind: FigureKind
        public var source: String
        /// Of complete days.
        public var series: CounterSeries

        public init(_ measure: Measure, kind: FigureKind, source: String, series: CounterSeries) {
            self.measure = measure
            self.kind = kind
            self.source = source
            self.series = series
        }
    }

    public let id: String
    /// What it is called; two that are called alike may be given names that tell them apart.
    public var name: String
    /// What is laid upon the other launches' origins.
    public let origin: Timestamp
    /// What the launch's own curve measures; `nil` for an app without any.
    public let home: Measure?
    /// The model of its own curve.
    public let series: String?
    /// One for each measure and model, in no order that matters; those that follow from others too.
    public let totals: [LaunchTotals]
    public let claims: [Claim]
    public let tracks: [RankTrack]

    /// A live app.
    ///
    /// - Parameters:
    ///   - origin: days are counted from the UTC day that holds it, ranks from the instant itself.
    ///   - counts: the first of them is its own curve. Days before the origin's are passed over.
    public init(id: String, name: String, origin: Timestamp, counts: [Counts] = [], tracks: [RankTrack] = []) {
        self.id = id
        self.name = name
        self.origin = origin
        self.tracks = tracks
        home = counts.first?.measure
        series = nil
        claims = []
        totals = counts.map { Self.totals($0, origin: origin) }
    }

    static func totals(_ counts: Counts, origin: Timestamp) -> LaunchTotals {
        LaunchTotals(
            DownloadCurve(counter: counts.series, kind: counts.kind, day0: origin.day),
            measure: counts.measure,
            series: nil,
            sources: [counts.source],
            shift: 0,
            start: Int64(origin.secondOfDay)
        )
    }

    init(
        id: String,
        name: String,
        origin: Timestamp,
        home: Measure?,
        series: String?,
        totals: [LaunchTotals],
        claims: [Claim],
        tracks: [RankTrack]
    ) {
        self.id = id
        self.name = name
        self.origin = origin
        self.home = home
        self.series = series
        self.totals = totals
        self.claims = claims
        self.tracks = tracks
    }

    /// The totals of the launch's own curve: in its own measure by its own model, or else the best known ones of it.
    public var own: LaunchTotals? {
        guard let home else { return nil }
        return totals.first { $0.measure == home && $0.series == series } ?? best(in: home, like: series)
    }

    /// The totals of a measure, of that model if there are any, or else those that are known for the longest.
    public func best(in measure: Measure, like series: String?) -> LaunchTotals? {
        let those = totals.filter { $0.measure == measure && $0.knownAge != nil }
        if let same = those.first(where: { $0.series == series && series != nil }) { return same }
        return those.max { ($0.knownAge ?? 0, $1.series ?? "") < ($1.knownAge ?? 0, $0.series ?? "") }
    }
}
