import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("App page: the user's own counts, rank milestones and heading")
struct OwnCountsTests {
    private static let days: [(day: String, value: Int64)] = [
        ("2026-03-01", 800), ("2026-03-02", 900), ("2026-03-03", 2950),
    ]

    private func opened(_ data: LedgerSnapshot, from chart: Chart, size: Size = Size(columns: 120, rows: 40))
        -> DashboardState
    {
        var state = DashboardState.openingCharts(data, now: LaunchStory.now, isLive: true)
        _ = state.apply(.resize(size))
        state.route.chart = chart
        state.route.selectedApp = LaunchStory.app
        state.press(.enter)
        return state
    }

    private func lines(_ state: DashboardState) -> [String] { state.frame(theme: .mono).lines }

    @Test("the App page shows the user's own counts as bars, with their total and source, above the milestones")
    func counts() throws {
        let lines = lines(opened(LaunchStory.market(days: Self.days), from: LaunchStory.chart("us")))
        #expect(lines.contains { $0.contains("Downloads per day") && $0.contains("4,650 in 3 days to Mar 3, 2026") })
        #expect(lines.contains { $0.contains("▁▁") || $0.contains("██") })
        let counts = try #require(lines.firstIndex { $0.contains("╭─ Counts ─") })
        let milestones = try #require(lines.firstIndex { $0.contains("╭─ Milestones ─") })
        #expect(counts < milestones)
        #expect(
            !self.lines(opened(LaunchStory.market(), from: LaunchStory.chart("us"))).contains { $0.contains("per day") }
        )
    }

    @Test("the App page's heading names the chart that the page was opened from", arguments: ["us", "de", "jp"])
    func heading(code: String) {
        let state = opened(LaunchStory.market(), from: LaunchStory.chart(code))
        #expect(lines(state)[2].contains(" \(code.uppercased()) Top Free"), "\(lines(state)[2])")
    }

    @Test("the App page opened from a chart without the app shows the app's best rank in its heading")
    func bestRank() {
        var state = DashboardState.openingCharts(LaunchStory.market(), now: LaunchStory.now, isLive: true)
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        state.route.chart = LaunchStory.chart("fr")
        state.type(":app \(LaunchStory.app.text)")
        #expect(lines(state)[2].contains("#1 US Top Free"), "\(lines(state)[2])")
    }

    @Test("the App page lists a chart's rank milestones on one line and counts those that don't fit")
    func milestones() throws {
        let state = opened(LaunchStory.market(), from: LaunchStory.chart("us"))
        let line = try #require(lines(state).first { $0.contains("US Top Free  ◆") })
        #expect(line.contains("│ US Top Free  ◆ #1 15:00  +3 more"), "\(line)")
    }

    @Test("the Charts page has a downloads column only if an app in the chart has counts")
    func column() {
        func heading(_ data: LedgerSnapshot) -> Bool {
            var state = DashboardState.openingCharts(data, now: LaunchStory.now, isLive: true)
            _ = state.apply(.resize(Size(columns: 100, rows: 30)))
            return lines(state).contains { $0.contains(" downloads ") }
        }
        #expect(heading(LaunchStory.market(days: Self.days)) && !heading(LaunchStory.market()))
    }

    @Test("at 80 columns, two spaces separate the downloads and rank headings on the Charts page")
    func headings() {
        var state = DashboardState.openingCharts(
            LaunchStory.market(days: Self.days),
            now: Fixtures.time("2026-04-01"),
            isLive: true
        )
        _ = state.apply(.resize(Size(columns: 80, rows: 24)))
        #expect(lines(state)[2].contains(" downloads  rank to Mar 4"), "\(lines(state)[2])")
    }

    @Test("counts after the last snapshot extend the data's time span and are shown on the App page")
    func laterCounts() throws {
        let data = LaunchStory.market(days: Self.days + [("2026-03-08", 7000)])
        #expect(data.span?.end == Fixtures.time("2026-03-08T23:59:59Z"))
        #expect(data.span?.start == LaunchStory.market().span?.start, "earlier counts don't extend the time axis")
        #expect(data.instant(after: LaunchStory.now, of: .app(LaunchStory.app)) == data.span?.end)
        #expect(data.instant(before: try #require(data.span?.end), of: .everything) == LaunchStory.now - 720)
        var state = DashboardState.openingCharts(data, now: Fixtures.time("2026-04-01"), isLive: false)
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        state.press(.end)
        state.type(":app \(LaunchStory.app.text)")
        #expect(lines(state).contains { $0.contains("11,650 in 4 days to Mar 8, 2026") })
    }

    @Test("the rank text of an unranked app gives its last rank and when the app held it")
    func lastRank() throws {
        var ledger = Ledger()
        for (hour, ids) in [["2", "1"], ["1"], ["1", "2"], ["1"], ["1"]].enumerated() {
            ledger.append(Fixtures.snapshot(ids, at: "2026-03-04T0\(hour):00:00Z"))
        }
        func text(_ time: String) -> String? {
            AppReport(of: Fixtures.app("2"), in: ledger.snapshot, asOf: Fixtures.time(time))?
                .rankText(in: Fixtures.chart())
        }
        #expect(text("2026-03-04T02:30:00Z") == "#2 US Top Free")
        #expect(text("2026-03-04T05:00:00Z") == "not ranked in US Top Free, last #2, 02:00")
        #expect(text("2026-03-05T05:00:00Z") == "not ranked in US Top Free, last #2, Mar 4 02:00")
        #expect(
            text("2026-03-04T03:00:00Z") == "missing from the latest snapshot of US Top Free, last #2, 02:00"
        )
    }
}
