import Canvas
import History
import Market
import TimeSeries

/// A line chart of an app's ranks over the visible time range, with #1 at the top.
struct RankPanel {
    /// The maximum number of charts drawn, which is limited by the number of distinguishable colors.
    private static let chartLimit = 7

    let report: AppReport
    /// The charts drawn, the focused one first.
    private let charts: [Chart]
    let state: DashboardState
    let theme: Theme
    /// Whether all charts of the page are of one kind and genre, so that labels don't name it.
    private let isOneKind: Bool
    /// Whether all charts of the page are of one store.
    private let isOneStore: Bool

    /// Creates a chart of an app's ranks.
    ///
    /// - Parameter charts: The charts of the page, the focused one first. At most seven are drawn, and other than the
    ///   focused one only those with snapshots in the visible time range.
    init(report: AppReport, charts: [Chart], state: DashboardState, theme: Theme) {
        self.report = report
        let start = state.chartWindow.start.seconds
        let visible = charts.dropFirst().lazy.filter { chart in
            report.ledger.rankings[chart]?.tick(asOf: report.instant.seconds)
                .map { $0.isPartial || $0.seenUntil >= start } ?? false
        }
        self.charts = Array(charts.prefix(1)) + visible.prefix(Self.chartLimit - 1)
        self.state = state
        self.theme = theme
        isOneKind = charts.allSatisfy { $0.kind == charts[0].kind && $0.genre == charts[0].genre }
        isOneStore = charts.allSatisfy { $0.store == charts[0].store }
    }

    private var window: TimeRange { state.chartWindow }

    /// The number of columns for the axis on the left. It's the same for all charts of a page, so that their time axes
    /// line up.
    static let gutter = 7

    /// Returns the time axis shared by all charts of a page, over `columns` columns between the gutters.
    static func axis(_ window: TimeRange, columns: Int) -> TimeAxis {
        TimeAxis(start: window.start.seconds, end: window.end.seconds).snapped(to: columns)
    }

    /// Returns the last rank on the axis: the worst rank rounded up to 10, 20, 50, 100, 200, 500 or 1000.
    static func end(of histories: [RankHistory]) -> Int {
        let worst = histories.flatMap { $0.points.compactMap { $0.rank.map(Int.init) } }.max() ?? 10
        return [10, 20, 50, 100, 200, 500, 1000].first { $0 >= worst } ?? worst
    }

    /// Returns the label of the lane for times without a rank: ">100" if every chart has at least 100 ranks, "–" if the
    /// depth of a chart isn't known; `nil` if the app is always ranked.
    static func lane(of histories: [RankHistory], in ledger: LedgerSnapshot, asOf instant: Timestamp) -> String? {
        guard histories.contains(where: \.isUnrankedAtTimes) else { return nil }
        let depths = histories.map { ledger.depth(of: $0.chart, asOf: instant) }
        let known = depths.compactMap(\.self)
        return known.count < depths.count ? Symbol.notRanked : known.min().map { ">\($0)" }
    }

    /// Returns the number of columns for the labels on the right: as many as the labels need, up to a limit that
    /// depends on `width`.
    func endGutter(width: Int) -> Int { Self.endGutter(names: charts.map(label), width: width) }

    /// Returns the number of columns for labels with the given names on the right of a chart. A wide chart has room for
    /// the names of several lines that end with the same rank. The number doesn't depend on ranks, so that the time axis
    /// stays in place when ranks change.
    static func endGutter(names: [String], width: Int) -> Int {
        let widths = names.map { displayWidth($0) }
        let all = widths.reduce(max(0, names.count - 1), +) + labelValue
        let one = min((widths.max() ?? 0) + labelValue, width >= 100 ? 24 : width >= 60 ? 12 : 10)
        return max(10, one, min(all, width / 5, 24))
    }

    /// The number of columns for the rank in a label, such as " (#100)", and for the space between line and label.
    private static let labelValue = 8

    /// The maximum number of rows of a chart that shows only a few single points and no lines.
    private static let sparseHeight = 8

    private var histories: [RankHistory] { lines.map(\.history) }

    private var lines: [DashboardState.RankLine] {
        let window = window
        // The window may end before the instant, with the data of a chart that isn't followed any more.
        let end = min(report.instant, window.end)
        return charts.map { state.rankLine(of: report.app, in: $0, from: window.start, asOf: end) }
    }

    /// Returns the number of rows of the chart: `limit`, or fewer if there are only a few single points and no lines.
    func height(upTo limit: Int) -> Int {
        let points = histories.flatMap(\.points)
        return points.allSatisfy(\.isPartial) && points.count <= 12 ? min(limit, Self.sparseHeight) : limit
    }

    func draw(in region: Region, showsAxis: Bool, on frame: inout Frame) {
        let (chart, labels) = region.splitBottom(showsAxis ? 1 : 0)
        let rankLines = self.lines
        let histories = rankLines.map(\.history)
        let end = Self.end(of: histories)
        let scale = ValueScale.ranks(worst: end, isEven: state.route.isAxisSwitched)
        let endGutter = endGutter(width: region.width)
        let styles = theme.lines(
            of: histories.map(\.chart.storefront),
            among: report.ledger.charts.map(\.storefront)
        )
        let lines = rankLines.enumerated().map { index, line in
            var drawn = LineChart.Line(
                label: label(of: line.history.chart),
                points: line.points,
                longestHold: .max,
                style: index == 0 ? styles[index].with(.bold) : styles[index]
            )
            // A theme without color may use bold for any line.
            drawn.isHeavy = index == 0
            return drawn
        }
        var lineChart = LineChart(
            axis: Self.axis(window, columns: chart.width - Self.gutter - endGutter),
            scale: scale,
            lines: lines.reversed(),
            now: report.instant.seconds,
            gridStyle: theme.grid,
            labelStyle: theme.faint,
            format: { "#\(Int($0))" }
        )
        lineChart.lane = Self.lane(of: histories, in: report.ledger, asOf: report.instant)
        lineChart.marks = theme.marks
        if let focused = lines.first { lineChart.areaColors = theme.areaColors(below: focused.style) }
        lineChart.thresholds = Set(charts.flatMap { state.alertThresholds(of: report.app, in: $0) }).sorted()
            .map { LineChart.Threshold(Double($0.value), style: theme.milestone) }
        lineChart.crosshair = state.crosshair
        lineChart.draw(in: chart, gutter: Self.gutter, endGutter: endGutter, on: &frame)
        if showsAxis {
            let dates = labels.inset(left: Self.gutter, right: endGutter)
            Self.drawDates(window, in: dates, zone: state.zone, theme: theme, on: &frame)
        }
        drawReadings(of: lineChart, in: chart.row(0).inset(left: Self.gutter), on: &frame)
    }

    /// Draws the instant and each line's rank at the crosshair.
    private func drawReadings(of chart: LineChart, in line: Region, on frame: inout Frame) {
        guard let crosshair = state.crosshair else { return }
        let when = "\(TimeFormat.instant(Timestamp(seconds: crosshair), in: state.zone))  "
        frame.clear(line)
        let used = frame.write([StyledText(when, theme.accent)], in: line)
        chart.drawReadings(in: line.splitLeft(used).rest, on: &frame)
    }

    private func label(of chart: Chart) -> String {
        let store = isOneStore || chart.store == .appStore ? "" : " \(chart.store.name)"
        return chart.storefront.label + (isOneKind ? "" : " \(chart.genre?.name ?? chart.kind.name)") + store
    }

    /// Draws the date labels of a time axis.
    static func drawDates(
        _ window: TimeRange,
        in region: Region,
        zone: TimeZoneTable,
        theme: Theme,
        on frame: inout Frame
    ) {
        let ticks = TimeFormat.ticks(from: window.start, to: window.end, width: region.width, in: zone)
            .map { TimeAxis.Tick(time: $0.instant.seconds, label: $0.label) }
        axis(window, columns: region.width)
            .draw(ticks: ticks, in: region, on: &frame, style: theme.faint)
    }
}
