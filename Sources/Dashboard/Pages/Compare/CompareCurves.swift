import Canvas
import Growth
import Market
import TimeSeries

/// The compared launches as lines over their age: totals or daily values in one measure, or ranks in one chart.
///
/// Certain values are lines. A total over several days is drawn as dashes. Values with narrow bounds are boxes from the
/// lower to the upper bound. Missing data is left blank.
struct CompareCurves {
    let report: CompareReport
    /// The index of the launch drawn in bold and on top.
    let focus: Int
    let view: PageView
    let isLogarithmic: Bool
    let theme: Theme
    /// The measure shown; `nil` if no launch has totals.
    let measure: Measure?
    /// The ages shown, in seconds.
    let window: AgeWindow
    /// The values of each launch; `nil` in the rank view, and for a launch without totals in the measure.
    let values: [CompareValues?]
    let scale: ValueScale
    /// The distribution of the library's launches at each age; `nil` unless it's requested and totals are shown.
    let band: CohortBand?

    /// Returns the age, in days, up to which the library's band is computed for a window.
    private static func days(until window: AgeWindow) -> Int {
        Int((window.shown.upperBound + Day.secondsPerDay - 1) / Day.secondsPerDay)
    }

    /// The maximum difference between bounds that are drawn as a box, as a share of the axis.
    private static let maximumBounds = 0.3
    /// The length of the longest axis on which each certain value is marked, in seconds.
    static let longestMarked = 14 * Day.secondsPerDay

    /// Creates the curves of a report.
    ///
    /// - Parameters:
    ///   - isOther: Whether to switch to the alternative axis: logarithmic for counts, linear for ranks.
    ///   - ages: The ages to show in seconds; `nil` for the default.
    init(
        report: CompareReport,
        focus: Int,
        view: PageView,
        isOther: Bool,
        ages: ClosedRange<Int64>?,
        showsBand: Bool,
        theme: Theme
    ) {
        self.report = report
        self.focus = focus
        self.view = view
        self.theme = theme
        isLogarithmic = isOther == (view != .rank)
        let measure = report.measure(focus: focus)
        self.measure = measure
        guard view != .rank else {
            values = report.curves.map { _ in nil }
            window = Self.window(ranks: report, ages: ages)
            band = nil
            let worst =
                report.histories.compactMap { $0?.points.compactMap { $0.rank.map(Int.init) }.max() }.max() ?? 10
            let end = [10, 20, 50, 100, 200, 500].first { $0 >= worst } ?? worst
            scale = .ranks(worst: end, isEven: isOther)
            return
        }
        let totals = measure.map { report.comparison.totals(in: $0) } ?? report.curves.map { _ in nil }
        let values = totals.map { $0.map { CompareValues($0, isByDay: view == .daily) } }
        let window = AgeWindow(known: totals.compactMap { $0?.knownAge }, before: 0, shown: ages)
        let band =
            showsBand && view == .total ? measure.map { report.band(in: $0, days: Self.days(until: window)) } : nil
        let maxima = values.compactMap { $0?.maximum(until: window.shown.upperBound) }
        let maximum = (maxima + (band?.ages ?? []).map(\.upperQuartile.upperBound)).max() ?? 1
        self.band = band
        self.values = values
        self.window = window
        var minimum = 1.0
        while minimum * 10 <= values.compactMap({ $0?.minimum }).min() ?? 1 { minimum *= 10 }
        scale = isOther ? .logarithmic(from: minimum, to: maximum) : .linear(to: max(1, maximum))
    }

    /// Returns the window for ranks, which can include negative ages: times between day 0 and the origin.
    private static func window(ranks report: CompareReport, ages: ClosedRange<Int64>?) -> AgeWindow {
        let spans = zip(report.launches, report.histories).compactMap { compared, history in
            history?.points.last.map {
                (before: compared.origin - compared.day0, after: $0.seenUntil - compared.origin.seconds)
            }
        }
        return AgeWindow(known: spans.map(\.after), before: spans.map(\.before).max() ?? 0, shown: ages)
    }

    /// The maximum difference between bounds that are drawn as a box on this axis.
    var room: Double { Self.maximumBounds * scale.maximum }

    /// Returns the largest height of the curves, up to `height` and including the axis, at which the axis labels are
    /// evenly spaced.
    func evenHeight(upTo height: Int) -> Int { nothing == nil ? scale.evenRows(upTo: height - 1) + 1 : height }

    /// The length of the axis in seconds.
    var length: Int64 { window.shown.upperBound - window.shown.lowerBound }

    /// The last age shown that has data, in seconds.
    private var end: Int64 {
        let ages = values.compactMap { $0?.totals.knownAge }
        return min(window.shown.upperBound, ages.max() ?? window.limits.upperBound)
    }

    /// The last age for which the first launch has data, in seconds; `nil` if it has none.
    var lastAge: Int64? {
        guard view == .rank else { return values.first?.flatMap { $0.totals.knownAge } }
        return report.histories[0]?.points.last.map { $0.seenUntil - report.launches[0].origin.seconds }
    }

    /// The indices of launches without data on this axis.
    var absent: [Int] {
        report.launches.indices.filter { index in
            report.launches[index].missingOrigin == nil
                && (view == .rank ? report.histories[index] == nil : values[index] == nil)
        }
    }

    /// The lines that explain why there is nothing to draw; `nil` if there is something to draw.
    var nothing: [String]? {
        if let problem = report.misalignment { return [problem] }
        if view == .rank {
            let isSeen = report.histories.contains { $0?.points.contains { $0.rank != nil } ?? false }
            return isSeen ? nil : ["No ranks since \(report.alignment.label)"]
        }
        guard let measure else { return ["No totals"] }
        let known = values.compactMap { $0 }
        guard known.allSatisfy({ $0.all.isEmpty && $0.totals.spans.isEmpty }) else { return nil }
        let label = CompareReport.label(measure)
        return [view == .daily ? "No daily figures: \(label)" : "No totals: \(label)"]
    }

    /// Returns the chart with the lines of all launches.
    ///
    /// - Parameters:
    ///   - columns: The width between the gutters.
    ///   - room: The number of columns for a launch's name at the end of its line.
    func lineChart(columns: Int, room: Int) -> LineChart {
        let format: @Sendable (Double) -> String
        if view == .rank { format = { "#\(Int($0))" } } else { format = { NumberFormat.short($0) } }
        let order = report.launches.indices.filter { $0 != focus } + [focus]
        var chart = LineChart(
            // Extend the axis a little, so that the last day's label fits.
            axis: TimeAxis(
                start: window.shown.lowerBound,
                end: window.shown.upperBound + length * 3 / Int64(max(4, columns - 3))
            ),
            scale: scale,
            lines: [],
            now: end,
            gridStyle: theme.grid,
            labelStyle: theme.faint,
            format: format
        )
        chart.marks = theme.marks
        if view == .rank {
            chart.lane = Symbol.notRanked
            chart.lines = order.compactMap { rankLine($0, room: room) }
        } else {
            if view == .total { chart.lines = bandLines }
            for index in order {
                chart.lines += lines(of: index, room: room)
                chart.boxes += boxes(of: index)
            }
        }
        return chart
    }

    /// Explanations of the boxes and dashes; empty if there are none.
    var legend: [String] {
        guard view != .rank else { return [] }
        var bounded: [String] = []
        var hasDashes = false
        for (curve, values) in zip(report.curves, values) {
            guard let values else { continue }
            hasDashes = hasDashes || !values.covered.isEmpty
            if !values.bounded(within: room).isEmpty { bounded.append(curve.name) }
        }
        let bounds = "boxes: lower to upper bound (\(bounded.joined(separator: ", ")))"
        let dashes = "dashes: totals over several days"
        return (bounded.isEmpty ? [] : [bounds]) + (hasDashes ? [dashes] : [])
    }

    /// Returns each launch's name and total at an age in seconds; `·` if there is no data.
    func readings(at age: Int64) -> [StyledText] {
        report.launches.indices.flatMap { index -> [StyledText] in
            guard let totals = values[index]?.totals else { return [] }
            let value = totals.total(atAge: age).map { range in
                let whole = CompareReport.rounded(range)
                return whole.lowerBound == whole.upperBound
                    ? NumberFormat.short(whole.lowerBound)
                    : "\(NumberFormat.short(whole.lowerBound))–\(NumberFormat.short(whole.upperBound))"
            }
            let style = theme.line(index)
            return [
                StyledText(report.curves[index].name, style),
                StyledText(" \(value.map { totals.kind.mark + $0 } ?? Symbol.noData)  ", style.with(.bold)),
            ]
        }
    }
}
