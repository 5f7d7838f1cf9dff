import Canvas
import Growth
import Market
import TimeSeries

extension CompareCurves {
    func lines(of index: Int, room: Int) -> [LineChart.Line] {
        let style = index == focus ? theme.line(index).with(.bold) : theme.line(index)
        guard let drawn = values[index] else { return [] }
        let certain = drawn.all.filter(\.isCertain)
        // A total of nothing at the beginning is known; on a logarithmic axis it has no place.
        var points = certain.map { LineChart.Point(time: $0.time, value: $0.range.lowerBound) }
        if view == .total, !isLogarithmic, certain.first?.day == 0 { points.insert(.init(time: 0, value: 0), at: 0) }
        var main = LineChart.Line(
            label: report.entrants[index].name.fitted(to: room),
            points: points,
            longestHold: Day.secondsPerDay,
            shape: .straight,
            style: style
        )
        main.marksPoints = length <= Self.longestMarked
        main.isLabelled = !points.isEmpty
        let isTotal = view == .total
        let plain = theme.line(index)
        return [uprights(drawn, style: plain), edge(drawn, style: style)]
            + (isTotal ? [dashes(drawn.all, style: plain)] : sums(drawn.totals, style: plain)) + [main]
    }

    /// To the right edge, from the last that is certain before it, on the way to the next.
    private func edge(_ values: CompareValues, style: Style) -> LineChart.Line {
        let edge = window.shown.upperBound
        guard let found = values.edge(at: edge), found.isWithinDay, found.from.time < edge else {
            return unlabelled([], longestHold: 0, style: style)
        }
        let points = [
            LineChart.Point(time: found.from.time, value: found.from.value), .init(time: edge, value: found.value),
        ]
        return unlabelled(points, longestHold: Day.secondsPerDay, style: style)
    }

    /// From the least to the most that a day can have been, where that is narrow or nothing else stands for it.
    private func uprights(_ values: CompareValues, style: Style) -> LineChart.Line {
        let narrow = values.bounded(within: room)
        return unlabelled(
            narrow.flatMap { value in
                [value.range.lowerBound, value.range.upperBound].map { .init(time: value.time, value: $0) }
            },
            longestHold: 0,
            style: style
        )
    }

    /// Between two totals that are certain, over days that are not: through the middle of what is narrow.
    private func dashes(_ values: [CompareValues.Value], style: Style) -> LineChart.Line {
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
    private var dash: Int64 { max(1, length / 120) }

    private func dashed(
        from start: (time: Int64, value: Double),
        to end: (time: Int64, value: Double)
    ) -> [LineChart.Point] {
        guard end.time > start.time else { return [] }
        let slope = (end.value - start.value) / Double(end.time - start.time)
        // Of a long line few dashes are in sight; where they lie does not depend on which.
        let step = dash * 3
        let passed = max(0, (window.shown.lowerBound - start.time) / step)
        let last = min(end.time - dash, window.shown.upperBound + step)
        return stride(from: start.time + passed * step, to: last, by: Int64.Stride(step)).flatMap { time in
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

    /// Median and quartiles of the library. Where launches join or leave, the lines are broken: that is no growth.
    var bandLines: [LineChart.Line] {
        guard let ages = band?.ages, !ages.isEmpty else { return [] }
        let counts = Set(ages.map(\.launches)).sorted()
        return counts.flatMap { count -> [LineChart.Line] in
            let those = ages.filter { $0.launches == count }
            let quartiles = [bandLine(those, \.lowerQuartile), bandLine(those, \.upperQuartile)]
            var median = bandLine(those, \.median)
            // The line of the latest ages has the name.
            median.isLabelled = count == ages.last?.launches && !median.points.isEmpty
            median.label = median.isLabelled ? "library's median" : ""
            return quartiles + [median]
        }
    }

    private func bandLine(
        _ ages: [CohortBand.Age],
        _ value: (CohortBand.Age) -> ClosedRange<Double>
    ) -> LineChart.Line {
        let points = ages.map { age in
            let middle = (value(age).lowerBound + value(age).upperBound) / 2
            return LineChart.Point(time: Int64(age.days) * Day.secondsPerDay, value: middle)
        }
        return unlabelled(points, longestHold: Day.secondsPerDay, style: theme.faint)
    }

    func rankLine(_ index: Int, room: Int) -> LineChart.Line? {
        guard let history = report.histories[index] else { return nil }
        let origin = report.entrants[index].origin.seconds
        return LineChart.Line(
            label: report.entrants[index].name.fitted(to: room),
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
