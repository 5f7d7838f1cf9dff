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
    /// What is counted; `nil` where none of them has totals.
    let measure: Measure?
    /// The age at the right edge, in seconds.
    let span: Int64
    /// What is drawn of each; nothing for ranks.
    let values: [CompareValues?]
    let scale: ValueScale
    /// Where the launches of the library stand; drawn beside totals.
    var band: CohortBand?

    /// Ages that an axis can end at, in days.
    private static let spans = [3, 7, 14, 31, 61, 92, 183, 400]
    /// What is uncertain by more than this share of the axis is not drawn as an upright.
    private static let widest = 0.3
    /// The longest axis on which each known point is marked.
    static let longestMarked = 14 * Day.secondsPerDay

    /// - Parameter isOther: whether counts stand on a logarithmic axis and ranks on a linear one.
    init(report: CompareReport, focus: Int, view: PageView, isOther: Bool, theme: Theme) {
        self.report = report
        self.focus = focus
        self.view = view
        self.theme = theme
        isLogarithmic = isOther == (view != .rank)
        let measure = report.measure(focus: focus)
        self.measure = measure
        guard view != .rank else {
            values = report.curves.map { _ in nil }
            span = Self.span(
                zip(report.entrants, report.histories).compactMap { entrant, history in
                    history?.points.last.map { $0.seenUntil - entrant.origin.seconds }
                }
            )
            let worst =
                report.histories.compactMap { $0?.points.compactMap { $0.rank.map(Int.init) }.max() }.max() ?? 10
            let end = [10, 20, 50, 100, 200, 500].first { $0 >= worst } ?? worst
            scale = .places(worst: end, isEven: isOther)
            return
        }
        let totals = measure.map { report.comparison.totals(in: $0) } ?? report.curves.map { _ in nil }
        let values = totals.map { $0.map { CompareValues($0, isByDay: view == .daily) } }
        let span = Self.span(totals.compactMap { $0?.knownAge })
        let most = values.compactMap { $0?.most(until: span) }.max() ?? 1
        self.values = values
        self.span = span
        var least = 1.0
        while least * 10 <= values.compactMap({ $0?.least }).min() ?? 1 { least *= 10 }
        scale = isOther ? .logarithmic(from: least, to: most) : .linear(to: max(1, most))
    }

    private static func span(_ ages: [Int64]) -> Int64 {
        let longest = ages.max() ?? 0
        // Beside a short launch the first month of a long one is what compares.
        let isMixed = (ages.min() ?? 0) <= 31 * Day.secondsPerDay
        let wanted = isMixed ? min(longest, 31 * Day.secondsPerDay) : longest
        return Int64(spans.first { Int64($0) * Day.secondsPerDay >= wanted } ?? 400) * Day.secondsPerDay
    }

    /// What counts as narrow on this axis.
    var room: Double { Self.widest * scale.most }

    /// Until when anything of them is known.
    private var end: Int64 {
        let ages = values.compactMap { $0?.totals.knownAge }
        return min(span, ages.max() ?? span)
    }

    /// Launches that have nothing on this axis.
    var absent: [Int] {
        report.entrants.indices.filter { view == .rank ? report.histories[$0] == nil : values[$0] == nil }
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
            for index in order { chart.lines += lines(of: index) }
        }
        return chart
    }

    /// What uprights and dashes are, where there are any.
    var legend: [String] {
        guard view != .rank else { return [] }
        var bounded: [String] = []
        var hasDashes = false
        for (curve, values) in zip(report.curves, values) {
            guard let values else { continue }
            hasDashes = hasDashes || !values.covered.isEmpty
            if !values.bounded(within: room).isEmpty { bounded.append(curve.name) }
        }
        let uprights = "uprights: from the least to the most, \(bounded.joined(separator: ", "))"
        let dashes = "dashes: a sum over days of which each is not known"
        return (bounded.isEmpty ? [] : [uprights]) + (hasDashes ? [dashes] : [])
    }

    /// What each launch had at an age, as a range where it is one; `·` where it is not known.
    func readings(at age: Int64) -> [Piece] {
        report.entrants.indices.flatMap { index -> [Piece] in
            guard let totals = values[index]?.totals else { return [] }
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
}
