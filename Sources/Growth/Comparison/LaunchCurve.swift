public import Market
public import TimeSeries

/// A launch as used in comparisons: its figures by days and hours since its origin.
///
/// It's created from a documented launch with its published figures, or from a live app with ranks and possibly counts.
/// The origin is usually day 0; it can be any instant, such as the first rank or an event.
public struct LaunchCurve: Sendable {
    /// A statement that isn't part of a curve: a claim, or a figure such as "over a million".
    public struct Claim: Hashable, Sendable {
        public var measure: Measure
        /// Days since the origin's day.
        public var day: Int
        public var value: Double
        public var isAtLeast: Bool
        public var kind: FigureKind
        public var source: String
    }

    /// Counts from the user's own reports, or from a service.
    public struct Counts: Sendable {
        public var measure: Measure
        public var kind: FigureKind
        public var source: String
        /// The counts, which cover only complete days.
        public var series: CounterSeries

        public init(_ measure: Measure, kind: FigureKind, source: String, series: CounterSeries) {
            self.measure = measure
            self.kind = kind
            self.source = source
            self.series = series
        }
    }

    public let id: String
    /// The display name; launches with the same name may be given distinguishing names.
    public var name: String
    /// The instant aligned with the other launches' origins.
    public let origin: Timestamp
    /// The measure of the launch's own curve; `nil` for an app without one.
    public let home: Measure?
    /// The model of the launch's own curve; `nil` if it has none.
    public let series: String?
    /// Totals for each measure and model, unordered, including derived ones.
    public let totals: [LaunchTotals]
    public let claims: [Claim]
    public let tracks: [RankTrack]

    /// Creates a curve for a live app.
    ///
    /// - Parameters:
    ///   - origin: The origin. Days are counted from its UTC day, and ages of ranks from the exact time.
    ///   - counts: The app's counts; the first element gives the app's own curve. Days before the origin's day are
    ///     ignored.
    public init(id: String, name: String, origin: Timestamp, counts: [Counts] = [], tracks: [RankTrack] = []) {
        self.id = id
        self.name = name
        self.origin = origin
        self.tracks = tracks
        series = nil
        claims = []
        let totals = counts.map { Self.totals($0, origin: origin) }
        home = totals.first { $0.knownAge != nil }?.measure
        self.totals = totals
    }

    static func totals(_ counts: Counts, origin: Timestamp) -> LaunchTotals {
        LaunchTotals(
            DownloadCurve(counter: counts.series, kind: counts.kind, day0: origin.day),
            measure: counts.measure,
            series: nil,
            sources: [counts.source],
            shift: 0
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

    /// The totals of the launch's own curve: those in its own measure by its own model, or otherwise the totals in that
    /// measure that cover the longest time; `nil` if there are none.
    public var own: LaunchTotals? {
        guard let home else { return nil }
        return totals.first { $0.measure == home && $0.series == series } ?? best(in: home, like: series)
    }

    /// Returns the totals in a measure: those by the model `series` if there are any, otherwise those that cover the
    /// longest time.
    public func best(in measure: Measure, like series: String?) -> LaunchTotals? {
        let those = totals.filter { $0.measure == measure && $0.knownAge != nil }
        if let same = those.first(where: { $0.series == series && series != nil }) { return same }
        return those.max { ($0.knownAge ?? 0, $1.series ?? "") < ($1.knownAge ?? 0, $0.series ?? "") }
    }
}
