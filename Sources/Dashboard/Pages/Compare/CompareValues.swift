import Growth
import Market

/// The possible values of one launch's totals or daily figures, and the days drawn as dashes.
struct CompareValues {
    /// The range of a total at the end of a day, or of a day's own figure.
    struct Value {
        var day: Int
        var time: Int64
        var range: ClosedRange<Double>

        var isCertain: Bool { range.lowerBound == range.upperBound }
    }

    let totals: LaunchTotals
    let all: [Value]
    /// The days drawn as dashes because they have no certain value. In the daily view, they're part of a total over
    /// several days; in the total view, a later day has a certain total.
    let covered: Set<Int>
    private let isByDay: Bool

    init(_ totals: LaunchTotals, isByDay: Bool) {
        self.totals = totals
        self.isByDay = isByDay
        let days = 0..<totals.dayCount
        guard !isByDay else {
            all = days.compactMap { day in
                let noon = totals.age(atEndOf: day) - Day.secondsPerDay / 2
                return totals.added(on: day).map { Value(day: day, time: noon, range: $0) }
            }
            covered = Set(totals.spans.flatMap(\.days))
            return
        }
        let values = days.compactMap { day in
            totals.total(atEndOf: day).map { Value(day: day, time: totals.age(atEndOf: day), range: $0) }
        }
        let last = values.last(where: \.isCertain)?.day ?? 0
        all = values
        covered = Set(values.filter { !$0.isCertain && $0.day < last }.map(\.day))
    }

    /// Returns the largest value drawn up to an age.
    func maximum(until age: Int64) -> Double {
        let drawn = all.filter { $0.time <= age && ($0.isCertain || !covered.contains($0.day)) }
        let edges = [edge(at: age)?.value].compactMap { $0 }
        return (drawn.map(\.range.upperBound) + edges + (isByDay ? totals.spans.map(\.mean) : [])).max() ?? 0
    }

    /// Returns the value at an age, interpolated between the certain values before and after it; `nil` if either is
    /// missing. Totals start at 0 at age 0, so they don't need a certain value before the age.
    ///
    /// - Returns: The certain value before the age, the interpolated value, and whether the two certain values are at
    ///   most a day apart.
    func edge(at age: Int64) -> (from: (time: Int64, value: Double), value: Double, isWithinDay: Bool)? {
        guard let next = all.firstIndex(where: { $0.isCertain && $0.time > age }) else { return nil }
        let last = all[..<next].last { $0.isCertain && $0.time <= age }
        guard last != nil || !isByDay else { return nil }
        let from = last.map { (time: $0.time, value: $0.range.lowerBound) } ?? (time: 0, value: 0)
        let length = all[next].time - from.time
        let share = Double(age - from.time) / Double(max(1, length))
        let value = from.value + (all[next].range.lowerBound - from.value) * min(1, max(0, share))
        return (from, value, length <= Day.secondsPerDay)
    }

    /// The smallest certain value above zero; `nil` if there is none.
    var minimum: Double? { all.filter { $0.isCertain && $0.range.lowerBound > 0 }.map(\.range.lowerBound).min() }

    /// Returns the uncertain values whose bounds differ by at most `room` or that aren't covered by dashes. Values
    /// bounded only by a much later total are omitted, as in the table.
    func bounded(within room: Double) -> [Value] {
        all.filter { value in
            if !isByDay, value.range.lowerBound == 0,
                totals.boundAge(ofFirst: value.day + 1) ?? .max > 2 * (value.day + 1)
            {
                return false
            }
            let isNarrow = value.range.upperBound - value.range.lowerBound <= room
            return !value.isCertain && (isNarrow || !covered.contains(value.day))
        }
    }
}

extension LaunchTotals.Span {
    /// The mean value per day in the span.
    var mean: Double { value / Double(max(1, days.count)) }
}
