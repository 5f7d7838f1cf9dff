import Canvas
import Growth
import Market
import TimeSeries

/// The compared launches as lines over their age: totals or days in one measure, or ranks in one chart.
///
/// What is known is a line; a sum over days of which each is not known is dashes between the totals at its ends; what is
/// known within narrow bounds is an upright from the least to the most. Where nothing is known there is nothing.
struct CompareCurves {
    let report: CompareReport
    /// Which launch is bold and on top.
    let focus: Int
    let view: PageView
    let isLogarithmic: Bool
    let theme: Theme
    /// Where the launches of the library stand; drawn beside totals.
    var band: CohortBand?

    /// Ages that an axis can end at, in days.
    private static let spans = [3, 7, 14, 31, 61, 92, 183, 400]
    /// What is uncertain by more than this share of the axis is not drawn as an upright.
    private static let widest = 0.3

    /// The longest axis on which each known point is marked.
    private static let longestMarked = 14 * Day.secondsPerDay

    var measure: Measure? { report.measure(focus: focus) }

    private var totals: [LaunchTotals?] {
        measure.map { report.comparison.totals(in: $0) } ?? report.curves.map { _ in nil }
    }

    /// The age at the right edge, in seconds.
    var span: Int64 {
        let ages: [Int64] =
            view == .rank
            ? zip(report.entrants, report.histories).compactMap { entrant, history in
                history?.points.last.map { $0.seenUntil - entrant.origin.seconds }
            } : totals.compactMap { $0?.knownAge }
        let longest = ages.max() ?? 0
        // Beside a short launch the first month of a long one is what compares.
        let isMixed = (ages.min() ?? 0) <= 31 * Day.secondsPerDay
        let wanted = isMixed ? min(longest, 31 * Day.secondsPerDay) : longest
        return Int64(Self.spans.first { Int64($0) * Day.secondsPerDay >= wanted } ?? 400) * Day.secondsPerDay
    }

    /// Until when anything of them is known.
    private var end: Int64 {
        let ages = view == .rank ? [span] : totals.compactMap { $0?.knownAge }
        return min(span, ages.max() ?? span)
    }

    /// Launches that have nothing on this axis.
    var absent: [Int] {
        report.entrants.indices.filter { view == .rank ? report.histories[$0] == nil : totals[$0] == nil }
    }

    /// - Parameter columns: between the gutters.
    func lineChart(columns: Int) -> LineChart {
        let format: @Sendable (Double) -> String
        if view == .rank { format = { "#\(Int($0))" } } else { format = { Figures.short($0) } }
        let order = report.entrants.indices.filter { $0 != focus } + [focus]
        var chart = LineChart(
            // The end of the last day stands on the axis and not behind it, with room for its label.
            axis: TimeAxis(start: 0, end: span + span * 3 / Int64(max(4, columns - 3))),
            scale: scale,
            lines: [],
            now: end,
            gridStyle: theme.faint,
            format: format
        )
        chart.marks = theme.marks
        if view == .rank {
            chart.lane = "off"
            chart.lines = order.compactMap(rankLine)
        } else {
            if view == .total { chart.lines = bandLines }
            for index in order {
                guard let totals = totals[index] else { continue }
                let values = view == .total ? self.totals(totals) : days(totals)
                chart.lines += lines(values, totals: totals, index: index)
            }
        }
        return chart
    }

    /// What uprights and dashes are, where there are any.
    var legend: [String] {
        guard view != .rank else { return [] }
        var bounded: [String] = []
        var hasDashes = false
        for (curve, totals) in zip(report.curves, totals) {
            guard let totals else { continue }
            let values = view == .total ? self.totals(totals) : days(totals)
            let covered = covered(values, of: totals)
            hasDashes = hasDashes || !covered.isEmpty
            if !uprights(values, covered: covered, style: .plain).points.isEmpty { bounded.append(curve.name) }
        }
        let uprights = "uprights: from the least to the most, \(bounded.joined(separator: ", "))"
        let dashes = "dashes: a sum over days of which each is not known"
        return (bounded.isEmpty ? [] : [uprights]) + (hasDashes ? [dashes] : [])
    }

    /// What each launch had at an age, as a range where it is one; `·` where it is not known.
    func readings(at age: Int64) -> [Piece] {
        report.entrants.indices.flatMap { index -> [Piece] in
            guard let totals = totals[index] else { return [] }
            let value = totals.total(atAge: age).map { range in
                let whole = CompareReport.rounded(range)
                return whole.lowerBound == whole.upperBound
                    ? Figures.short(whole.lowerBound)
                    : "\(Figures.short(whole.lowerBound))–\(Figures.short(whole.upperBound))"
            }
            let style = theme.line(index)
            return [
                Piece(report.curves[index].name, style),
                Piece(" \(value.map { totals.kind.mark + $0 } ?? "·")  ", style.with(.bold)),
            ]
        }
    }

    private var scale: ValueScale {
        if view == .rank {
            let worst =
                report.histories.compactMap { $0?.points.compactMap { $0.rank.map(Int.init) }.max() }.max() ?? 10
            return ValueScale.places(
                worst: [10, 20, 50, 100, 200, 500].first { $0 >= worst } ?? worst,
                isEven: isLogarithmic
            )
        }
        return isLogarithmic ? .logarithmic(from: least, to: most) : .linear(to: max(1, most))
    }

    /// Days that are not known each, for which dashes stand: part of a sum, or between two totals.
    private func covered(_ values: [Value], of totals: LaunchTotals) -> Set<Int> {
        guard view == .total else { return Set(totals.spans.flatMap(\.days)) }
        let last = values.last(where: \.isCertain)?.day ?? 0
        return Set(values.filter { !$0.isCertain && $0.day < last }.map(\.day))
    }

    private var values: [Value] { totals.compactMap { $0 }.flatMap { view == .total ? totals($0) : days($0) } }

    private var most: Double {
        let drawn = totals.compactMap { $0 }.flatMap { totals -> [Double] in
            let values = view == .total ? self.totals(totals) : days(totals)
            let covered = covered(values, of: totals)
            let days = values.filter { $0.time <= span && ($0.isCertain || !covered.contains($0.day)) }
            return days.map(\.range.upperBound) + (view == .daily ? totals.spans.map(\.mean) : [])
        }
        return drawn.max() ?? 1
    }

    /// The power of ten below all that is certain.
    private var least: Double {
        let least = values.filter { $0.isCertain && $0.range.lowerBound > 0 }.map(\.range.lowerBound).min() ?? 1
        var power = 1.0
        while power * 10 <= least { power *= 10 }
        return power
    }

    // MARK: Values

    /// What one day's end or one day can have been.
    private struct Value {
        var day: Int
        var time: Int64
        var range: ClosedRange<Double>

        var isCertain: Bool { range.lowerBound == range.upperBound }
    }

    private func totals(_ totals: LaunchTotals) -> [Value] {
        (0..<totals.dayCount).compactMap { day in
            totals.total(atEndOf: day).map { Value(day: day, time: totals.age(atEndOf: day), range: $0) }
        }
    }

    private func days(_ totals: LaunchTotals) -> [Value] {
        (0..<totals.dayCount).compactMap { day in
            totals.added(on: day).map { Value(day: day, time: noon(day, totals), range: $0) }
        }
    }

    private func noon(_ day: Int, _ totals: LaunchTotals) -> Int64 { totals.age(atEndOf: day) - Day.secondsPerDay / 2 }

    // MARK: Lines

    private func lines(_ values: [Value], totals: LaunchTotals, index: Int) -> [LineChart.Line] {
        let style = index == focus ? theme.line(index).with(.bold) : theme.line(index)
        let certain = values.filter(\.isCertain)
        // A total of nothing at the beginning is known; on a logarithmic axis it has no place.
        var points = certain.map { LineChart.Point(time: $0.time, value: $0.range.lowerBound) }
        if view == .total, !isLogarithmic, certain.first?.day == 0 { points.insert(.init(time: 0, value: 0), at: 0) }
        var main = LineChart.Line(
            label: report.curves[index].name,
            points: points,
            longestHold: Day.secondsPerDay,
            shape: .straight,
            style: style
        )
        main.marksPoints = span <= Self.longestMarked
        main.isLabelled = !points.isEmpty
        return [uprights(values, covered: covered(values, of: totals), style: theme.line(index))]
            + (view == .total ? [dashes(values, style: theme.line(index))] : sums(totals, style: theme.line(index)))
            + [main]
    }

    /// From the least to the most that a day can have been, where that is narrow or nothing else stands for it.
    private func uprights(_ values: [Value], covered: Set<Int>, style: Style) -> LineChart.Line {
        let room = Self.widest * scale.most
        let narrow = values.filter { value in
            let isNarrow = value.range.upperBound - value.range.lowerBound <= room
            return !value.isCertain && (isNarrow || !covered.contains(value.day))
        }
        return unlabelled(
            narrow.flatMap { value in
                [value.range.lowerBound, value.range.upperBound].map { .init(time: value.time, value: $0) }
            },
            longestHold: 0,
            style: style
        )
    }

    /// Between two totals that are certain, over days that are not: through the middle of what is narrow.
    private func dashes(_ values: [Value], style: Style) -> LineChart.Line {
        let room = Self.widest * scale.most
        var points: [LineChart.Point] = []
        var before: (day: Int, time: Int64, value: Double)? = isLogarithmic ? nil : (-1, 0, 0)
        var open: [(time: Int64, value: Double)] = []
        for value in values {
            let middle = (value.range.lowerBound + value.range.upperBound) / 2
            guard value.isCertain else {
                if value.range.upperBound - value.range.lowerBound <= room { open.append((value.time, middle)) }
                continue
            }
            if let before, value.day > before.day + 1 {
                var from = (time: before.time, value: before.value)
                for corner in open + [(value.time, middle)] {
                    points += dashed(from: from, to: corner)
                    from = corner
                }
            }
            before = (value.day, value.time, middle)
            open = []
        }
        return unlabelled(points, longestHold: dash, style: style)
    }

    /// Half of the distance of dashes, in seconds.
    private var dash: Int64 { max(1, span / 120) }

    private func dashed(
        from start: (time: Int64, value: Double),
        to end: (time: Int64, value: Double)
    ) -> [LineChart.Point] {
        guard end.time > start.time else { return [] }
        let slope = (end.value - start.value) / Double(end.time - start.time)
        return stride(from: start.time, to: end.time - dash, by: Int64.Stride(dash * 3)).flatMap { time in
            [time, time + dash].map { .init(time: $0, value: start.value + slope * Double($0 - start.time)) }
        }
    }

    /// Sums over several days, at what each of them is in the mean.
    private func sums(_ totals: LaunchTotals, style: Style) -> [LineChart.Line] {
        totals.spans.map { span in
            let mean = span.mean
            let points = span.days.flatMap { day in
                dashed(
                    from: (totals.age(atEndOf: day) - Day.secondsPerDay, mean),
                    to: (totals.age(atEndOf: day), mean)
                )
            }
            return unlabelled(points, longestHold: dash, style: style)
        }
    }

    private func unlabelled(_ points: [LineChart.Point], longestHold: Int64, style: Style) -> LineChart.Line {
        var line = LineChart.Line(
            label: "",
            points: points,
            longestHold: longestHold,
            shape: .straight,
            style: style
        )
        line.isLabelled = false
        return line
    }

    /// Median and quartiles of the library.
    private var bandLines: [LineChart.Line] {
        guard let ages = band?.ages.filter({ Int64($0.days) * Day.secondsPerDay <= span }), !ages.isEmpty else {
            return []
        }
        func line(_ value: (CohortBand.Age) -> ClosedRange<Double>, _ label: String?) -> LineChart.Line {
            var line = unlabelled(
                ages.map { age in
                    let range = value(age)
                    let middle = (range.lowerBound + range.upperBound) / 2
                    return .init(time: Int64(age.days) * Day.secondsPerDay, value: middle)
                },
                longestHold: Day.secondsPerDay,
                style: theme.faint
            )
            line.label = label ?? ""
            line.isLabelled = label != nil
            return line
        }
        return [line(\.lowerQuartile, nil), line(\.upperQuartile, nil), line(\.median, "library's median")]
    }

    private func rankLine(_ index: Int) -> LineChart.Line? {
        guard let history = report.histories[index] else { return nil }
        let origin = report.entrants[index].origin.seconds
        return LineChart.Line(
            label: report.curves[index].name,
            points: history.chartPoints.map { point in
                LineChart.Point(
                    time: point.time - origin,
                    until: point.until - origin,
                    value: point.value,
                    isIsolated: point.isIsolated
                )
            },
            longestHold: history.longestHold,
            style: index == focus ? theme.line(index).with(.bold) : theme.line(index)
        )
    }
}

extension LaunchTotals.Span {
    /// What each of its days is in the mean.
    fileprivate var mean: Double { value / Double(max(1, days.count)) }
}
