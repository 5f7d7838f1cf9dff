import Canvas
import History
import Market
import TimeSeries

/// The newest snapshots of all charts, one per row: when each was seen first and last, its number of entries, and its
/// #1 app.
struct NewestSnapshotsPanel {
    let ledger: LedgerSnapshot
    let now: Timestamp
    let zone: TimeZoneTable
    let theme: Theme

    /// The minimum number of rows, including the border and the titles.
    static let minimumHeight = 6
    /// The maximum number of snapshots.
    private static let limit = 40

    func draw(in region: Region, on frame: inout Frame) {
        guard region.height >= Self.minimumHeight else { return }
        let snapshots = newest(min(Self.limit, region.height - Panel.borderRows - 1))
        guard !snapshots.isEmpty else { return }
        let inner = Panel(title: "Newest snapshots")
            .draw(in: region.splitTop(snapshots.count + 1 + Panel.borderRows).top, theme: theme, on: &frame)
        let widest = snapshots.map { displayWidth($0.chart.titleInSentence) }.max() ?? 0
        let times = snapshots.reduce(12) { max($0, displayWidth(time($1.tick.time)) + 2) }
        let columns: [TableLayout.Column] = [
            .init("seen", minimum: 12, maximum: times), .init("last seen", minimum: 12, maximum: times, priority: 2),
            .init("chart", minimum: 12, maximum: max(12, widest)),
            .init("entries", minimum: 8, isRightAligned: true),
            .init(" #1", minimum: 20, maximum: 60, priority: 1),
        ]
        TableContent(columns: columns, rows: snapshots.map(cells)).draw(in: inner, theme: theme, on: &frame)
    }

    private func cells(of chart: Chart, _ tick: RankingSeries.Tick) -> [StyledText] {
        let ranking = ledger.ranking(of: chart, asOf: Timestamp(seconds: tick.time))
        let leader = ranking?.entries.first.map { ledger.name(of: $0.app, in: chart.storefront, asOf: now) }
        return [
            StyledText(time(tick.time), theme.text),
            StyledText(tick.seenUntil > tick.time ? time(tick.seenUntil) : "", theme.faint),
            StyledText(chart.titleInSentence, theme.text),
            StyledText(NumberFormat.grouped(ranking?.entries.count ?? 0), theme.text),
            StyledText(" \(leader ?? Symbol.noData)", theme.faint),
        ]
    }

    private func time(_ seconds: Int64) -> String {
        RankMilestoneText.time(Timestamp(seconds: seconds), asOf: now, in: zone)
    }

    /// Returns the newest snapshots, the newest first.
    ///
    /// - Complexity: O(charts · log charts + count² · log snapshots).
    private func newest(_ count: Int) -> [(chart: Chart, tick: RankingSeries.Tick)] {
        let charts = ledger.charts.compactMap { chart in
            ledger.rankings[chart].flatMap { series in
                series.count > 0 ? (chart: chart, series: series, start: series.tick(at: series.count - 1).time) : nil
            }
        }
        // Each of these charts has a snapshot that is at least as new as any of the other charts' snapshots.
        let candidates = charts.sorted { $0.start > $1.start }.prefix(count)
        let ticks = candidates.flatMap { chart, series, _ in
            (max(0, series.count - count)..<series.count).map { (chart: chart, tick: series.tick(at: $0)) }
        }
        return Array(ticks.sorted { ($0.tick.time, $1.chart) > ($1.tick.time, $0.chart) }.prefix(count))
    }
}
