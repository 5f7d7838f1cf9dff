import Canvas
import Growth
import Market
import TimeSeries

extension CompareCurves {
    /// Returns the lines of a launch in drawing order: the line to the right edge, dashes, and the main line on top.
    ///
    /// - Parameter room: The number of columns for the launch's name at the end of the line.
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
        var lines = [edge(drawn, style: style)]
        lines += isTotal ? dashes(drawn.all, style: style) : sums(drawn.totals, style: plain)
        lines.append(main)
        for position in lines.indices { lines[position].isThick = index == focus }
        return lines
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

    /// Returns boxes for the bounds of a launch's uncertain values.
    func boxes(of index: Int) -> [LineChart.Box] {
        (values[index]?.bounded(within: room) ?? []).map {
            LineChart.Box(time: $0.time, range: $0.range, style: theme.line(index))
        }
    }

    /// Returns dashed lines that connect certain totals across uncertain days, through the middle of narrow ranges.
    private func dashes(_ values: [CompareValues.Value], style: Style) -> [LineChart.Line] {
        var lines: [LineChart.Line] = []
        var before: (day: Int, point: LineChart.Point)? = isLogarithmic ? nil : (-1, LineChart.Point(time: 0, value: 0))
        var open: [LineChart.Point] = []
        for value in values {
            let middle = LineChart.Point(time: value.time, value: (value.range.lowerBound + value.range.upperBound) / 2)
            guard value.isCertain else {
                if value.range.upperBound - value.range.lowerBound <= room { open.append(middle) }
                continue
            }
            if let before, value.day > before.day + 1 {
                lines.append(dashed([before.point] + open + [middle], style: style))
            }
            before = (value.day, middle)
            open = []
        }
        return lines
    }

    /// Returns a dashed line that's cut at the right edge, since the chart draws no points after it.
    private func dashed(_ points: [LineChart.Point], style: Style) -> LineChart.Line {
        let edge = window.shown.upperBound
        var shown = Array(points.prefix { $0.time <= edge })
        if let last = shown.last, shown.count < points.count, let from = last.value, let to = points[shown.count].value
        {
            let share = Double(edge - last.time) / Double(points[shown.count].time - last.time)
            shown.append(LineChart.Point(time: edge, value: from + (to - from) * share))
        }
        var line = unlabeled(shown, longestHold: .max, style: style)
        line.isDashed = true
        return line
    }

    /// Returns dashes at the daily mean of totals over several days.
    private func sums(_ totals: LaunchTotals, style: Style) -> [LineChart.Line] {
        totals.spans.map { span in
            let points = span.days.map { day in
                let end = totals.age(atEndOf: day)
                return LineChart.Point(time: end - Day.secondsPerDay, until: end, value: span.mean)
            }
            var line = unlabeled(points, longestHold: 0, style: style)
            line.isDashed = true
            return line
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

    /// The lines of the library's median and quartiles. They are interrupted where the number of launches changes,
    /// since such a change isn't growth.
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
        let launch = report.launches[index]
        let origin = launch.origin.seconds
        var points = history.chartPoints(in: launch.ledger(of: history.chart)).map { point in
            var point = point
            (point.time, point.until) = (point.time - origin, point.until - origin)
            return point
        }
        if let last = points.last, !last.endsLine {
            // The newest rank still holds, but only up to the launch's own age.
            points[points.count - 1].until = max(last.until, (report.instant - launch.origin))
            points[points.count - 1].endsLine = true
        }
        return LineChart.Line(
            label: launch.name.fitted(to: room),
            points: points,
            longestHold: .max,
            style: index == focus ? theme.line(index).with(.bold) : theme.line(index)
        )
    }
}
