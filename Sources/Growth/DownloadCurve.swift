public import Market
public import TimeSeries

/// The cumulative downloads of one launch in one scope, as bounds that the published figures imply.
///
/// Publishers give single days, sums over several days and totals to a day, and leave holes. So the curve is not
/// one number a day but the least and the most it can have been at each day's end:
/// - a day known alone has one value; a day known only in a sum lies between what the source says of each such day
///   (or zero) and what the others leave of the sum; a day nobody speaks of lies between zero and anything;
/// - a published total at a day fixes the curve there, and the days between two totals are reckoned from both sides.
///
/// Where two figures contradict each other (totals are published rounded) the bounds widen to hold both.
public struct DownloadCurve: Sendable {
    /// Days after day 0 that a curve can hold; what is published of later days is passed over.
    public static let longest = 10_000
    /// Figures above it are no counts of anything: they are passed over.
    static let greatestValue = 1e15

    public let day0: Day
    /// What each day can have been; a missing day is bounded by zero below and nothing above.
    let days: DayBounds
    /// What each day's end can have been, likewise.
    let ends: [ClosedRange<Double>]
    /// How the curve is known: as its least certain figure is.
    public let kind: FigureKind
    /// Days known singly or in sums that share none, as the bar chart draws them.
    public let segments: [CounterSeries.Segment]

    /// - Parameters:
    ///   - observations: any figures; those of another metric, scope or series, and claims, are passed over.
    ///   - series: the model and vintage to follow.
    public init(observations: [Observation], of launch: Launch) {
        self.init(observations: observations, scope: launch.homeScope, series: launch.series, day0: launch.day0)
    }

    /// - Parameter metric: what is counted. Of users, only totals are taken: who comes on two days is one user.
    public init(
        observations: [Observation],
        metric: Metric = .downloads,
        scope: Scope,
        series: String?,
        day0: Day
    ) {
        var counter = CounterSeries()
        var totals: [Int: Double] = [:]
        var kinds: Set<FigureKind> = []
        for figure in observations
        where figure.metric == metric && figure.scope == scope && figure.series == series
            && figure.kind != .claim && !figure.isAtLeast && (0...Self.greatestValue).contains(figure.value)
            && (metric == .downloads || figure.period.isTotal) && !figure.period.isEmpty
        {
            kinds.insert(figure.kind)
            let between = figure.eachBetween.flatMap { each in
                each.lowerBound >= 0 && each.upperBound <= Self.greatestValue
                    ? Int64(each.lowerBound)...Int64(each.upperBound) : nil
            }
            switch figure.period {
            case .day(let day):
                counter.add(.init(days: [day.number], value: Int64(figure.value)))
            case .days(let days):
                counter.add(.init(days: days.map(\.number), value: Int64(figure.value), eachBetween: between))
            case .through(let day) where (day0...day0.advanced(by: Self.longest - 1)).contains(day):
                totals[day.number - day0.number] = figure.value
            case .through, .total, .within: break
            }
        }
        let kind = [FigureKind.estimate, .derived, .observed, .measured].first(where: kinds.contains) ?? .exact
        self.init(counter: counter, totals: totals, kind: kind, day0: day0)
    }

    /// Counts of one's own, or of anybody, by day.
    ///
    /// - Parameter day0: the first day of the total; counts of days before it are passed over.
    public init(counter: CounterSeries, kind: FigureKind, day0: Day) {
        self.init(counter: counter, totals: [:], kind: kind, day0: day0)
    }

    private init(counter: CounterSeries, totals: [Int: Double], kind: FigureKind, day0: Day) {
        self.day0 = day0
        self.kind = kind
        let resolution = counter.resolution
        segments = resolution.segments
        func isInside(_ segment: CounterSeries.Segment) -> Bool {
            segment.days[0] >= day0.number && segment.lastDay - day0.number < Self.longest
        }
        let inside = segments.filter(isInside)
        let constraints = resolution.constraints.filter(isInside)
        let lastDay = max(
            totals.keys.max() ?? -1,
            (inside + constraints).map { $0.lastDay - day0.number }.max() ?? -1
        )
        days = DayBounds(inside, from: day0.number, count: lastDay + 1)
        ends = Self.ends(of: days, totals: totals, sums: constraints, from: day0.number)
    }

    /// The last day about which anything is known, counted from day 0; `nil` where nothing is.
    public var lastDay: Int? { ends.isEmpty ? nil : ends.count - 1 }
}

extension Period {
    /// Whether it names no day.
    var isEmpty: Bool {
        if case .days(let days) = self { days.isEmpty } else { false }
    }

    /// Whether it reaches from day 0 on.
    var isTotal: Bool {
        if case .through = self { true } else { false }
    }
}
