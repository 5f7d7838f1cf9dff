public import Market
import TimeSeries

/// The counts of one launch in one measure, by days since its origin's day. Ages are counted from the start of that day,
/// because counts are published by day.
public struct LaunchTotals: Sendable {
    /// A sum over several days without a daily breakdown.
    public struct Span: Hashable, Sendable {
        /// Days since the origin's day, in ascending order and not necessarily consecutive.
        public var days: [Int]
        public var value: Double
    }

    public let measure: Measure
    /// The model and its version; `nil` for figures without a series.
    public let series: String?
    public let kind: FigureKind
    /// The publishers, each once, in the order of the figures.
    public let sources: [String]
    /// Bounds of the total at each day's end; the upper bound is infinite if there is none.
    let ends: [ClosedRange<Double>]
    /// Bounds of each day's count; `nil` if there is no upper bound.
    let days: [ClosedRange<Double>?]
    /// Sums over several days.
    public let spans: [Span]
    /// The curve for extrapolation after the last day; `nil` for a difference between totals, or if the origin's day
    /// isn't day 0.
    let curve: DownloadCurve?

    /// The number of days from the origin's day through the last day with data.
    public var dayCount: Int { ends.count }

    /// Returns the total since the origin at a day's end; `nil` if it has no upper bound.
    ///
    /// - Parameter day: Days since the origin's day.
    public func total(atEndOf day: Int) -> ClosedRange<Double>? {
        guard ends.indices.contains(day), ends[day].upperBound.isFinite else { return nil }
        return ends[day]
    }

    /// Returns the total of the first `count` days (C_N); `nil` if it has no upper bound.
    public func total(ofFirst count: Int) -> ClosedRange<Double>? { count < 1 ? nil : total(atEndOf: count - 1) }

    /// Returns the age, in days, of the total that gives the upper bound for the first `count` days. This is `count` if
    /// the total at that age is known, or more if only a later total limits it.
    public func boundAge(ofFirst count: Int) -> Int? {
        guard let total = total(ofFirst: count) else { return nil }
        return ends[count...].firstIndex { $0.upperBound > total.upperBound } ?? ends.count
    }

    /// Returns the seconds from the start of the origin's day to the end of a day.
    public func age(atEndOf day: Int) -> Int64 { Int64(day + 1) * Day.secondsPerDay }

    /// Returns the bounds of a day's count; `nil` if there is no upper bound.
    public func added(on day: Int) -> ClosedRange<Double>? { days.indices.contains(day) ? days[day] : nil }

    /// The age, in seconds, up to which totals are known, which is the end of the last day with a total; `nil` if there
    /// is none.
    public var knownAge: Int64? {
        ends.lastIndex { $0.upperBound.isFinite }.map(age)
    }
}

extension LaunchTotals {
    /// Creates totals from a curve.
    ///
    /// - Parameter shift: Days from day 0 to the origin's day, at least 0.
    init(_ curve: DownloadCurve, measure: Measure, series: String?, sources: [String], shift: Int) {
        let count = max(0, curve.ends.count - shift)
        self.measure = measure
        self.series = series
        self.sources = sources
        self.curve = shift == 0 ? curve : nil
        kind = curve.kind
        ends =
            shift == 0
            ? curve.ends
            : (0..<count).map { curve.added(during: shift...shift + $0) ?? 0...Double.infinity }
        days = (0..<count).map { curve.added(during: shift + $0...shift + $0) }
        let first = curve.day0.number + shift
        spans = curve.segments.compactMap { segment in
            guard segment.days.count > 1, segment.days[0] >= first, segment.lastDay - first < count else { return nil }
            return Span(days: segment.days.map { $0 - first }, value: Double(segment.value))
        }
    }

    /// Creates the difference between a whole and a part by one model. The difference is within each day's bounds, and
    /// never less than on the day before.
    ///
    /// - Parameters:
    ///   - scope: The scope of the difference.
    ///   - direct: Totals published for that scope itself, which add bounds; `nil` if there are none.
    init(_ whole: LaunchTotals, without part: LaunchTotals, scope: Scope, direct: LaunchTotals?) {
        measure = Measure(whole.measure.metric, scope)
        series = whole.series
        kind = .derived
        var seen: Set<String> = []
        sources = (whole.sources + part.sources + (direct?.sources ?? [])).filter { seen.insert($0).inserted }
        curve = nil
        spans = direct?.spans ?? []
        let bounds = Self.difference(whole, part, direct: direct)
        ends = bounds
        days = bounds.indices.map { day in
            let before = day == 0 ? 0...0 : bounds[day - 1]
            let high = bounds[day].upperBound - before.lowerBound
            let low = max(0, bounds[day].lowerBound - before.upperBound)
            let added = whole.added(on: day).map { min($0.upperBound, high) } ?? high
            return added.isFinite ? low...max(low, added) : nil
        }
    }

    private static func difference(
        _ whole: LaunchTotals,
        _ part: LaunchTotals,
        direct: LaunchTotals?
    ) -> [ClosedRange<Double>] {
        var bounds = (0..<max(whole.dayCount, direct?.dayCount ?? 0)).map { day -> ClosedRange<Double> in
            let all = day < whole.dayCount ? whole.ends[day] : 0...Double.infinity
            let some = day < part.dayCount ? part.ends[day] : (part.ends.last?.lowerBound ?? 0)...Double.infinity
            let low = max(0, all.lowerBound - some.upperBound)
            let high = max(low, all.upperBound - some.lowerBound)
            guard let own = direct.flatMap({ day < $0.dayCount ? $0.ends[day] : nil }) else { return low...high }
            let minimum = max(low, own.lowerBound)
            let maximum = min(high, own.upperBound)
            return min(minimum, maximum)...max(minimum, maximum)
        }
        for day in bounds.indices.dropFirst() where bounds[day].lowerBound < bounds[day - 1].lowerBound {
            bounds[day] = bounds[day - 1].lowerBound...max(bounds[day].upperBound, bounds[day - 1].lowerBound)
        }
        for day in bounds.indices.dropLast().reversed() where bounds[day].upperBound > bounds[day + 1].upperBound {
            bounds[day] = bounds[day].lowerBound...max(bounds[day].lowerBound, bounds[day + 1].upperBound)
        }
        return bounds
    }
}

/// A metric with its scope. Only figures with equal measures share an axis or a ratio.
public struct Measure: Hashable, Sendable {
    public var metric: Metric
    public var scope: Scope

    public init(_ metric: Metric, _ scope: Scope) {
        self.metric = metric
        self.scope = scope
    }
}
