import Growth
import Market

/// What one launch's totals or days can have been, and which of them dashes stand for.
struct CompareValues {
    /// What one day's end or one day can have been.
    struct Value {
        var day: Int
        var time: Int64
        var range: ClosedRange<Double>

        var isCertain: Bool { range.lowerBound == range.upperBound }
    }

    let totals: LaunchTotals
    let all: [Value]
    /// Days that are not known each: part of a sum, or between two totals.
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

    /// The greatest that is drawn until an age, with where a line leads that goes on beyond it.
    func most(until age: Int64) -> Double {
        let drawn = all.filter { $0.isCertain || !covered.contains($0.day) }
        let within = drawn.filter { $0.time <= age }
        let beyond = drawn.first { $0.time > age }.map { next -> Double in
            guard next.time - age > Day.secondsPerDay, !isByDay else { return next.range.upperBound }
            // A line over many days is dashes, of which only those in sight are drawn.
            let last = within.last.map { (time: $0.time, value: $0.range.upperBound) } ?? (0, 0)
            let share = Double(age - last.time) / Double(max(1, next.time - last.time))
            return last.value + (next.range.upperBound - last.value) * min(1, max(0, share))
        }
        let sums = isByDay ? totals.spans.map(\.mean) : []
        return (within.map(\.range.upperBound) + [beyond].compactMap { $0 } + sums).max() ?? 0
    }

    /// The least above nothing that is certain.
    var least: Double? { all.filter { $0.isCertain && $0.range.lowerBound > 0 }.map(\.range.lowerBound).min() }

    /// Those that are not certain, but within so much, or that nothing else stands for.
    func bounded(within room: Double) -> [Value] {
        all.filter { value in
            let isNarrow = value.range.upperBound - value.range.lowerBound <= room
            return !value.isCertain && (isNarrow || !covered.contains(value.day))
        }
    }
}

extension LaunchTotals.Span {
    /// What each of its days is in the mean.
    var mean: Double { value / Double(max(1, days.count)) }
}
