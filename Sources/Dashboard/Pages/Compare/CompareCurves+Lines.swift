import Canvas
import Growth
import Market
import TimeSeries

extension CompareCurves {
    /// Returns the lines of a launch: bounds, partial edge, dashes, and the main line on top.
    ///
    /// - Parameter room: Columns for the launch's name at the end of the line.
    func lines(of index: Int, room: Int) -> [LineChart.Line] {
        let style = index == focus ? theme.line(index).with(.bold) : theme.line(index)
        guard let drawn = values[index] else { return [] }
        let certain = drawn.all.filter(\.isCertain)
        // The total starts at zero, which a logarithmic axis can't show.
        var points = certain.map { LineChart.Point(time: $0.time, value: $0.range.lowerBound) }
        if view == .total, !isLogarithmic, certain.first?.day == 0 { points.insert(.init(time: 0, value: 0), at: 0) }
        var main = LineChart.Line(
            label: report.launches[index].name.fitted(to: room),
            points: points,
            longestHold: Day.secondsPerDay,
            shape: .straight,
            style: style
        )
        main.marksPoints = length <= Self.longestMarked
        main.isLabeled = !points.isEmpty
        let isTotal = view == .total
        let plain = theme.line(index)
        return [bounds(drawn, style: plain), edge(drawn, style: style)]
            + (isTotal ? [dashes(drawn.all, style: plain)] : sums(drawn.totals, style: plain)) + [main]
    }

    /// Returns the line from the last certain value to the right edge, toward the next certain value.
    private func edge(_ values: CompareValues, style: Style) -> LineChart.Line {
        let edge = window.shown.upperBound
        guard let found = values.edge(at: edge), found.isWithinDay, found.from.time < edge else {
            return unlabeled([], longestHold: 0, style: style)
        }
        let points = [
            LineChart.Point(time: found.from.time, value: found.from.value), .init(time: edge, value: found.value),
        ]
        return unlabeled(points, longestHold: Day.secondsPerDay, style: style)
    }

    /// Returns vertical lines from the lower to the upper bound of uncertain values.
    private func bounds(_ values: CompareValues, style: Style) -> LineChart.Line {
        let narrow = values.bounded(within: room)
        return unlabeled(
            narrow.flatMap { value in
                [value.range.lowerBound, value.range.upperBound].map { .init(time: value.time, value: $0) }
            },
            longestHold: 0,
            style: style
        )
    }

    /// Returns dashes between certain totals over uncertain days, through the middle of narrow ranges.
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
        return unlabeled(points, longestHold: dash, style: style)
    }

    /// The length of a dash in seconds.
    private var dash: Int64 { max(1, length / 120) }

    /// Returns the dashes between two points, limited to those in view.
    private func dashed(
        from start: (time: Int64, value: Double),
        to end: (time: Int64, value: Double)
    ) -> [LineChart.Point] {
        guard end.time > start.time else { return [] }
        let slope = (end.value - start.value) / Double(end.time - start.time)
        // Skip dashes out of view; the others' positions stay the same.
        let step = dash * 3
        let passed = max(0, (window.shown.lowerBound - start.time) / step)
        let last = min(end.time - dash, window.shown.upperBound + step)
        return stride(from: start.time + passed * step, to: last, by: Int64.Stride(step)).flatMap { time in
            [time, time + dash].map { .init(time: $0, value: start.value + slope * Double($0 - start.time)) }
        }
    }

    /// Returns dashes at the daily mean of totals over several days.
    private func sums(_ totals: LaunchTotals, style: Style) -> [LineChart.Line] {
        totals.spans.map { span in
            let mean = span.mean
            let points = span.days.flatMap { day in
                dashed(
                    from: (totals.age(atEndOf: day) - Day.secondsPerDay, mean),
                    to: (totals.age(atEndOf: day), mean)
                )
            }
            return unlabeled(points, longestHold: dash, style: style)
        }
    }

    private func unlabeled(_ points: [LineChart.Point], longestHold: Int64, style: Style) -> LineChart.Line {
        var line = LineChart.Line(
            label: "",
            points: points,
            longestHold: longestHold,
            shape: .straight,
            style: style
        )
        line.isLabeled = false
        return line
    }

    /// The library's median and quartiles. Lines are interrupted where the number of launches changes, since that isn't
    /// growth.
    var bandLines: [LineChart.Line] {
        guard let ages = band?.ages, !ages.isEmpty else { return [] }
        let counts = Set(ages.map(\.launches)).sorted()
        return counts.flatMap { count -> [LineChart.Line] in
            let group = ages.filter { $0.launches == count }
            let quartiles = [bandLine(group, \.lowerQuartile), bandLine(group, \.upperQuartile)]
            var median = bandLine(group, \.median)
            // Only the line of the latest ages is labeled.
            median.isLabeled = count == ages.last?.launches && !median.points.isEmpty
            median.label = median.isLabeled ? "library median" : ""
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
        return unlabeled(points, longestHold: Day.secondsPerDay, style: theme.faint)
    }

    /// Returns the rank line of a launch; `nil` if it has no ranks.
    func rankLine(_ index: Int, room: Int) -> LineChart.Line? {
        guard let history = report.histories[index] else { return nil }
        let origin = report.launches[index].origin.seconds
        return LineChart.Line(
            label: report.launches[index].name.fitted(to: room),
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
