import Canvas
import History
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Dashboard

@Suite("Sources: charts in memory")
struct ChartCoverageTests {
    @Test(
        "the strip of a chart shows for which times there is data",
        arguments: [
            // Hourly snapshots at these hours, columns, strip.
            ([0, 1, 2, 3], 4, "━━━━"), ([0, 3], 4, "━··━"), ([0, 1], 2, "━·"), ([3], 4, "···━"), ([0, 3], 0, ""),
            ([0, 3], 8, "━·····━·"),
        ] as [([Int64], Int, String)]
    )
    func strip(hours: [Int64], columns: Int, text: String) throws {
        var series = RankingSeries()
        for hour in hours { _ = series.append([.init(rank: 1, id: UInt32(hour))], at: hour * 3600) }
        let range = TimeRange(Timestamp(seconds: 0), Timestamp(seconds: 4 * 3600 - 1))
        #expect(ChartCoverage.strip(of: series, range, columns: columns) == text)
    }

    @Test("the newest snapshots are listed with their #1 apps, the newest first, below the charts")
    func newest() {
        var ledger = Ledger()
        for (hour, ids) in [["1", "2"], ["2", "1"], ["2", "1"]].enumerated() {
            ledger.append(Fixtures.snapshot(ids, at: "2025-03-03T0\(hour):00:00Z"))
        }
        ledger.note(SourceHealth(source: "charts/"))
        var state = DashboardState.openingCharts(
            ledger.snapshot,
            now: Fixtures.time("2025-03-03T02:05:00Z"),
            isLive: true
        )
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        state.press("8")
        let lines = state.frame(theme: .mono).lines
        let title = lines.firstIndex { $0.contains("Newest snapshots") } ?? 0
        #expect(lines.firstIndex { $0.contains("Charts in memory") }.map { $0 < title } ?? false)
        #expect(lines[title + 2].contains("01:00") && lines[title + 2].contains("02:00"))
        #expect(lines[title + 3].contains("00:00") && !lines[title + 4].contains("0:00"))
    }
}
