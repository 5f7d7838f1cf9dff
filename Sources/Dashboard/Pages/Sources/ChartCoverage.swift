import Canvas
import History
import Market
import TimeSeries

/// The charts in memory, one per row: number of snapshots, first and newest snapshot, and a strip that shows for which
/// times there is data.
struct ChartCoverage {
    let ledger: LedgerSnapshot
    let now: Timestamp
    let zone: TimeZoneTable
    let theme: Theme

    /// The minimum number of rows, including the border and the titles.
    static let minimumHeight = 5
    /// The maximum width of the strip.
    private static let maximumStrip = 120

    /// Draws the charts that fit.
    ///
    /// - Returns: The region below the panel.
    func draw(in region: Region, on frame: inout Frame) -> Region {
        guard region.height >= Self.minimumHeight, let range else { return region }
        let charts = ledger.charts.filter { ledger.rankings[$0]?.firstSeenTime != nil }
        let rows = min(charts.count, region.height - Panel.borderRows - 1)
        let hidden = charts.count - rows
        let (panel, below) = region.splitTop(rows + 1 + Panel.borderRows)
        let inner = Panel(title: "Charts in memory", summary: hidden > 0 ? "\(hidden) more" : "")
            .draw(in: panel, theme: theme, on: &frame)
        let columns = columns(of: charts.prefix(rows), range)
        let layout = TableLayout(columns: columns, width: inner.width)
        let strip = layout.cell(columns.count - 1, in: inner.row(0)).width
        TableContent(columns: columns, rows: charts.prefix(rows).map { cells(of: $0, range, columns: strip) })
            .draw(in: inner, theme: theme, on: &frame)
        return below
    }

    /// The time from the first snapshot to the newest one, or to now if the newest one is less than a day old.
    private var range: TimeRange? {
        guard let span = ledger.rankingSpan else { return nil }
        let isRecent = now > span.end && now - span.end < Day.secondsPerDay
        return TimeRange(span.start, isRecent ? now : span.end)
    }

    private func columns(of charts: some Sequence<Chart>, _ range: TimeRange) -> [TableLayout.Column] {
        func widest(_ title: String, _ text: (Chart) -> String) -> Int {
            charts.reduce(displayWidth(title)) { max($0, displayWidth(text($1))) } + 2
        }
        let title = "data from \(TimeFormat.short(range.start.day)) to \(TimeFormat.short(range.end.day))"
        let first = widest("first", { time(ledger.rankings[$0]?.firstSeenTime) })
        let newest = widest("newest", { time(ledger.rankings[$0]?.lastSeenTime) })
        return [
            .init("chart", minimum: 12, maximum: widest("chart", \.titleInSentence)),
            .init("snapshots", minimum: 9, maximum: 10, isRightAligned: true),
            .init("first", minimum: first, priority: 2, isRightAligned: true),
            .init("newest", minimum: newest, priority: 1, isRightAligned: true),
            .init(title, minimum: 24, maximum: Self.maximumStrip, priority: 3),
        ]
    }

    private func cells(of chart: Chart, _ range: TimeRange, columns: Int) -> [StyledText] {
        guard let series = ledger.rankings[chart] else { return [] }
        return [
            StyledText(chart.titleInSentence, theme.text), StyledText(NumberFormat.grouped(series.count), theme.text),
            StyledText(time(series.firstSeenTime), theme.faint), StyledText(time(series.lastSeenTime), theme.text),
            StyledText(Self.strip(of: series, range, columns: columns), theme.bar),
        ]
    }

    private func time(_ seconds: Int64?) -> String {
        seconds.map { RankMilestoneText.time(Timestamp(seconds: $0), asOf: now, in: zone) } ?? Symbol.noData
    }

    /// Returns a text with one character per column: `━` if a chart was seen in the column's time, `·` if there is no
    /// data.
    ///
    /// - Complexity: O(columns · log snapshots).
    static func strip(of series: RankingSeries, _ range: TimeRange, columns: Int) -> String {
        let length = range.end.seconds - range.start.seconds + 1
        return (0..<Int64(max(0, columns))).reduce(into: "") { text, column in
            let start = range.start.seconds + length * column / Int64(columns)
            // A range shorter than a second per column has columns of a second.
            let end = max(start, range.start.seconds + length * (column + 1) / Int64(columns) - 1)
            let seen = series.tick(asOf: end).map { $0.seenUntil >= start } ?? false
            text += seen ? "━" : Symbol.noData
        }
    }
}
