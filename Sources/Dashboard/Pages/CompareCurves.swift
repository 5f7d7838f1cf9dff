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
    /// The ages that are shown, in seconds.
    let window: AgeWindow
    /// What is drawn of each; nothing for ranks.
    let values: [CompareValues?]
    let scale: ValueScale
    /// Where the launches of the library stand, where that is asked for beside totals.
    let band: CohortBand?

    /// Ages at which the library's band is asked for beside a window, in days.
    private static func days(until window: AgeWindow) -> Int {
        Int((window.shown.upperBound + Day.secondsPerDay - 1) / Day.secondsPerDay)
    }

    /// What is uncertain by more than this share of the axis is not drawn as an upright.
    private static let widest = 0.3
    /// The longest axis on which each known point is marked.
    static let longestMarked = 14 * Day.secondsPerDay

    /// - Parameters:
    ///   - isOther: whether counts stand on a logarithmic axis and ranks on a linear one.
    ///   - ages: seconds to show; `nil` for those that compare best.
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
            scale = .places(worst: end, isEven: isOther)
            return
        }
        let totals = measure.map { report.comparison.totals(in: $0) } ?? report.curves.map { _ in nil }
        let values = totals.map { $0.map { CompareValues($0, isByDay: view == .daily) } }
        let window = AgeWindow(known: totals.compactMap { $0?.knownAge }, before: 0, shown: ages)
        let band =
            showsBand && view == .total ? measure.map { report.band(in: $0, days: Self.days(until: window)) } : nil
        let mosts = values.compactMap { $0?.most(until: window.shown.upperBound) }
        let most = (mosts + (band?.ages ?? []).map(\.upperQuartile.upperBound)).max() ?? 1
        self.band = band
        self.values = values
        self.window = window
        var least = 1.0
        while least * 10 <= values.compactMap({ $0?.least }).min() ?? 1 { least *= 10 }
        scale = isOther ? .logarithmic(from: least, to: most) : .linear(to: max(1, most))
    }

    /// Ranks from before what the launches are aligned at can be shown too.
    private static func window(ranks report: CompareReport, ages: ClosedRange<Int64>?) -> AgeWindow {
        let spans = zip(report.entrants, report.histories).compactMap { entrant, history in
            history?.points.last.map {
                (before: entrant.origin - entrant.day0, after: $0.seenUntil - entrant.origin.seconds)
            }
        }
        return AgeWindow(known: spans.map(\.after), before: spans.map(\.before).max() ?? 0, shown: ages)
    }

    /// What counts as narrow on this axis.
    var room: Double { Self.widest * scale.most }

    /// Seconds from the left edge to the right one.
    var length: Int64 { window.shown.upperBound - window.shown.lowerBound }

    /// Until when anything of them is known, as far as it is shown.
    private var end: Int64 {
        let ages = values.compactMap { $0?.totals.knownAge }
        return min(window.shown.upperBound, ages.max() ?? window.limits.upperBound)
    }

    /// The last age at which anything is known of the first launch.
    var lastAge: Int64? {
        guard view == .rank else { return values.first?.flatMap { $0.totals.knownAge } }
        return report.histories[0]?.points.last.map { $0.seenUntil - report.entrants[0].origin.seconds }
    }

    /// Launches that have nothing on this axis.
    var absent: [Int] {
        report.entrants.indices.filter { index in
            report.entrants[index].absence == nil
                && (view == .rank ? report.histories[index] == nil : values[index] == nil)
        }
    }

    /// Why there is nothing to draw; `nil` where there is something.
    var nothing: [String]? {
        if let problem = report.misalignment { return [problem] }
        if view == .rank {
            let isSeen = report.histories.contains { $0?.points.contains { $0.rank != nil } ?? false }
            return isSeen ? nil : ["None of them was seen on a chart since its \(report.alignment.label)"]
        }
        guard let measure else { return ["Nobody has totals of any of them"] }
        let known = values.compactMap { $0 }
        guard known.allSatisfy({ $0.all.isEmpty && $0.totals.spans.isEmpty }) else { return nil }
        let words = CompareReport.words(measure)
        return [view == .daily ? "No day of \(words) is known by itself" : "No total of \(words) is known"]
    }

    /// - Parameters:
    ///   - columns: between the gutters.
    ///   - room: columns for a launch's name at its line's end.
    func lineChart(columns: Int, room: Int) -> LineChart {
        let format: @Sendable (Double) -> String
        if view == .rank { format = { "#\(Int($0))" } } else { format = { NumberFormat.short($0) } }
        let order = report.entrants.indices.filter { $0 != focus } + [focus]
        var chart = LineChart(
            // The end of the last day stands on the axis and not behind it, with room for its label.
            axis: TimeAxis(
                start: window.shown.lowerBound,
                end: window.shown.upperBound + length * 3 / Int64(max(4, columns - 3))
            ),
            scale: scale,
            lines: [],
            now: end,
            gridStyle: theme.faint,
            format: format
        )
        chart.marks = theme.marks
        if view == .rank {
            chart.lane = "off"
            chart.lines = order.compactMap { rankLine($0, room: room) }
        } else {
            if view == .total { chart.lines = bandLines }
            for index in order { chart.lines += lines(of: index, room: room) }
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
    func readings(at age: Int64) -> [StyledText] {
        report.entrants.indices.flatMap { index -> [StyledText] in
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
                StyledText(" \(value.map { totals.kind.mark + $0 } ?? "·")  ", style.with(.bold)),
            ]
        }
    }
}
