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
    public let day0: Day
    /// What each day can have been; a missing day is bounded by zero below and nothing above.
    let days: [ClosedRange<Double>]
    let sums: [CounterSeries.Segment]
    /// Published totals by day offset.
    let totals: [Int: Double]
    /// How the curve is known: as its least certain figure is.
    public let kind: FigureKind
    /// Days known singly or in sums, as the bar chart draws them.
    public let counter: CounterSeries

    /// - Parameters:
    ///   - observations: any figures; those of another metric, scope or series, and claims, are passed over.
    ///   - series: the model and vintage to follow.
    public init(observations: [Observation], of launch: Launch) {
        self.init(observations: observations, scope: launch.homeScope, series: launch.series, day0: launch.day0)
    }

    public init(observations: [Observation], scope: Scope, series: String?, day0: Day) {
        var single: [CounterSeries.Segment] = []
        var sums: [CounterSeries.Segment] = []
        var totals: [Int: Double] = [:]
        var kinds: Set<FigureKind> = []
        for figure in observations
        where figure.metric == .downloads && figure.scope == scope && figure.series == series
            && figure.kind != .claim && !figure.isAtLeast
        {
            kinds.insert(figure.kind)
            let between = figure.eachBetween.map { Int64($0.lowerBound)...Int64($0.upperBound) }
            switch figure.period {
            case .day(let day):
                single.append(.init(days: [day.number], value: Int64(figure.value)))
            case .days(let days):
                sums.append(.init(days: days.map(\.number), value: Int64(figure.value), eachBetween: between))
            case .through(let day) where day >= day0:
                totals[day.number - day0.number] = figure.value
            case .through: break
            }
        }
        kind = [FigureKind.estimate, .derived, .observed, .measured].first(where: kinds.contains) ?? .exact
        self.day0 = day0
        let counter = Self.counter(single: single, sums: sums)
        self.counter = counter
        self.totals = totals
        let segments = counter.segments.filter { $0.days[0] >= day0.number }
        let lastDay = max(totals.keys.max() ?? -1, segments.map { $0.lastDay - day0.number }.max() ?? -1)
        self.sums = segments.filter { $0.days.count > 1 }
        days = (0..<(lastDay + 1)).map { offset in
            Self.bounds(ofDay: day0.number + offset, in: segments)
        }
    }

    /// Days and sums that share no day: of a sum that holds days or smaller sums known by themselves, what they leave.
    /// A sum that overlaps another only in part, or is less than its own days, cannot be divided and is left out.
    private static func counter(single: [CounterSeries.Segment], sums: [CounterSeries.Segment]) -> CounterSeries {
        var counter = CounterSeries()
        for segment in single { counter.add(segment) }
        for sum in sums.sorted(by: { $0.days.count < $1.days.count }) {
            let inside = counter.segments.filter { !Set($0.days).isDisjoint(with: sum.days) }
            let known = Set(inside.flatMap(\.days))
            let rest = sum.days.filter { !known.contains($0) }
            let value = sum.value - inside.reduce(0) { $0 + $1.value }
            guard known.isSubset(of: sum.days), !rest.isEmpty, value >= 0 else { continue }
            counter.add(.init(days: rest, value: value, eachBetween: sum.eachBetween))
        }
        return counter
    }

    /// The last day about which anything is known, counted from day 0; `nil` where nothing is.
    public var lastDay: Int? { days.isEmpty ? nil : days.count - 1 }

    private static func bounds(ofDay day: Int, in segments: [CounterSeries.Segment]) -> ClosedRange<Double> {
        guard let segment = segments.first(where: { $0.days.contains(day) }) else { return 0...Double.infinity }
        let value = Double(segment.value)
        guard segment.days.count > 1 else { return value...value }
        let others = Double(segment.days.count - 1)
        let each = segment.eachBetween.map { Double($0.lowerBound)...Double($0.upperBound) } ?? 0...value
        let low = max(each.lowerBound, value - others * each.upperBound, 0)
        let high = min(each.upperBound, value - others * each.lowerBound)
        return low <= high ? low...high : 0...value
    }
}
