public import Market
public import TimeSeries

/// The cumulative downloads of one launch in one scope, as bounds implied by the published figures.
///
/// Publishers give figures for single days, sums over several days and totals up to a day, and leave gaps. The curve
/// therefore has a lower and an upper bound for each day's end:
/// - A day published by itself has one value. A day known only within a sum is between its stated minimum (or 0) and
///   what the other days leave of the sum. A day without data is at least 0 and has no upper bound.
/// - A published total fixes the curve at that day, and the days between two totals are bounded from both sides.
///
/// If two figures contradict each other (totals are published rounded), the bounds widen to include both.
public struct DownloadCurve: Sendable {
    /// Maximum number of days after day 0; later figures are ignored.
    public static let longest = 10_000
    /// The largest valid figure. Larger ones can't be counts and are ignored.
    static let greatestValue = 1e15

    public let day0: Day
    /// Bounds of each day; a missing day is at least 0, without an upper bound.
    let days: DayBounds
    /// Bounds of the total at the end of each day.
    let ends: [ClosedRange<Double>]
    /// The kind of the least certain figure in the curve.
    public let kind: FigureKind
    /// The days known individually and the sums over several days, as drawn in the bar chart. No two of them have a day
    /// in common.
    public let segments: [CounterSeries.Segment]

    /// Creates a curve from published figures.
    ///
    /// - Parameters:
    ///   - observations: Any figures. Claims are ignored, and so are figures with a metric other than downloads or with
    ///     another scope or series.
    ///   - launch: The launch whose home scope, series and day 0 are used.
    public init(observations: [Observation], of launch: Launch) {
        self.init(observations: observations, scope: launch.homeScope, series: launch.series, day0: launch.day0)
    }

    /// Creates a curve from the published figures of one metric.
    ///
    /// - Parameter metric: The metric. For user counts, only totals are used, because someone active on two days is one
    ///   user.
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

    /// Creates a curve from counts by day.
    ///
    /// - Parameter day0: The first day of the total; earlier counts are ignored.
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

    /// The last day with data, counted from day 0; `nil` if there is none.
    public var lastDay: Int? { ends.isEmpty ? nil : ends.count - 1 }
}

extension Period {
    /// Whether the period contains no days.
    var isEmpty: Bool {
        if case .days(let days) = self { days.isEmpty } else { false }
    }

    /// Whether the period is that of a total since day 0.
    var isTotal: Bool {
        if case .through = self { true } else { false }
    }
}
