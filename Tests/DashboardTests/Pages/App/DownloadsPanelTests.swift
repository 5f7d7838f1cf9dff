import Growth
import History
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Dashboard

@Suite("The time axis of daily downloads")
struct DownloadsPanelTests {
    @Test(
        "the axis includes the figures of the last 14 days if there have been ranks for a shorter time",
        arguments: [
            // The day of the first figure, the start of the ranks, and the start of the axis.
            ("2026-03-10", "2026-03-12T09:00:00Z", "2026-03-10T00:00:00Z"),
            ("2025-01-01", "2026-03-12T09:00:00Z", "2026-02-27T00:00:00Z"),
            ("2026-03-12", "2026-03-01T09:00:00Z", "2026-03-01T09:00:00Z"),
        ]
    )
    func window(first: String, ranks: String, start: String) {
        var counter = CounterSeries()
        counter.add(.init(days: [Fixtures.day(first).number], value: 5))
        let curve = DownloadCurve(counter: counter, kind: .exact, day0: Fixtures.day(first))
        let window = TimeRange(Fixtures.time(ranks), Fixtures.time("2026-03-12T12:00:00Z"))
        #expect(DownloadsPanel.window(window, including: curve).start.iso8601 == start)
    }

    @Test(
        "a time range without figures says for which days there are figures",
        arguments: [
            ("2026-03-12", nil), ("2026-03-05", nil), ("2026-03-20", "from Mar 5, 2026 to Mar 12, 2026"),
        ] as [(String, String?)]
    )
    func emptyRange(day: String, text: String?) throws {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["1"], at: "2026-03-01T00:00:00Z"))
        let app = Fixtures.app("1")
        let report = try #require(AppReport(of: app, in: ledger.snapshot, asOf: Fixtures.time("2026-03-21")))
        var counter = CounterSeries()
        for day in ["2026-03-05", "2026-03-12"] { counter.add(.init(days: [Fixtures.day(day).number], value: 5)) }
        let panel = DownloadsPanel(
            report: report,
            curve: DownloadCurve(counter: counter, kind: .exact, day0: Fixtures.day("2026-03-05")),
            total: "",
            window: TimeRange(Fixtures.day(day).start, Fixtures.day(day).lastSecond),
            endGutter: 0,
            theme: .mono
        )
        #expect(panel.emptyText?.contains(text ?? "") == (text == nil ? nil : true))
    }
}
