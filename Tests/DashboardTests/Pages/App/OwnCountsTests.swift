import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("App page: own counts, rank milestones and the chart in the heading")
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

    @Test("counts come before milestones, and are drawn as bars with their total and source")
    func counts() throws {
        let lines = lines(opened(LaunchStory.market(days: Self.days), from: LaunchStory.chart("us")))
        #expect(lines.contains { $0.contains("downloads/day  4,650 in 3 days to Mar 3, 2026, 4 storefronts (exact") })
        #expect(lines.contains { $0.contains("▁▁") || $0.contains("██") })
        let counts = try #require(lines.firstIndex { $0.hasSuffix(" counts") })
        let milestones = try #require(lines.firstIndex { $0.hasSuffix(" milestones") })
        #expect(counts < milestones)
        #expect(
            !self.lines(opened(LaunchStory.market(), from: LaunchStory.chart("us"))).contains { $0.contains("/day") }
        )
    }

    @Test("the heading is about the chart that the page was opened from", arguments: ["us", "de", "jp"])
    func heading(code: String) {
        let state = opened(LaunchStory.market(), from: LaunchStory.chart(code))
        #expect(lines(state)[2].contains(" \(code.uppercased()) Top Free"), "\(lines(state)[2])")
    }

    @Test("if that chart never ranked the app, the heading is about the best current rank")
    func bestRank() {
        var state = DashboardState.openingCharts(LaunchStory.market(), now: LaunchStory.now, isLive: true)
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        state.route.chart = LaunchStory.chart("fr")
        state.type(":app \(LaunchStory.app.text)")
        #expect(lines(state)[2].contains("#1 US Top Free"), "\(lines(state)[2])")
    }

    @Test("rank milestones are one line per chart, without those that don't fit")
    func milestones() throws {
        let state = opened(LaunchStory.market(), from: LaunchStory.chart("us"))
        let line = try #require(lines(state).first { $0.contains("US Top Free  ◆") })
        #expect(line.hasSuffix("  US Top Free  ◆ #1 15:00  ◆ top 10 14:00"), "\(line)")
    }

    @Test("the Charts page has a column of daily downloads only if an app in the chart has counts")
    func column() {
        func heading(_ data: LedgerSnapshot) -> Bool {
            var state = DashboardState.openingCharts(data, now: LaunchStory.now, isLive: true)
            _ = state.apply(.resize(Size(columns: 100, rows: 30)))
            return lines(state).contains { $0.contains(" downloads ") }
        }
        #expect(heading(LaunchStory.market(days: Self.days)) && !heading(LaunchStory.market()))
    }

    @Test("at 80 columns, the headings of downloads and ranks are two columns apart, and each names its subject")
    func headings() {
        var state = DashboardState.openingCharts(
            LaunchStory.market(days: Self.days),
            now: Fixtures.time("2026-04-01"),
            isLive: true
        )
        _ = state.apply(.resize(Size(columns: 80, rows: 24)))
        #expect(lines(state)[2].contains(" downloads  rank to Mar 4"), "\(lines(state)[2])")
    }

    @Test("the data reach to the last day counted, so that counts after the last snapshot are shown")
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

    @Test("an app that isn't ranked has its last rank with its time")
    func lastRank() throws {
        var ledger = Ledger()
        for (hour, ids) in [["2", "1"], ["1"], ["1", "2"], ["1"], ["1"]].enumerated() {
            ledger.append(Fixtures.snapshot(ids, at: "2026-03-04T0\(hour):00:00Z"))
        }
        func text(_ time: String) -> String? {
            AppReport(of: Fixtures.app("2"), in: ledger.snapshot, asOf: Fixtures.time(time))?
                .rankText(in: Fixtures.chart())
        }
        #expect(text("2026-03-04T02:30:00Z") == "#2 US Top Free, seen Mar 4, 2026, 02:00 UTC")
        #expect(
            text("2026-03-04T05:00:00Z") == "not ranked in US Top Free, last ranked #2 on Mar 4, 2026, 02:00 UTC"
        )
        #expect(
            text("2026-03-04T03:00:00Z")
                == "missing from the latest snapshot of US Top Free, last ranked #2 on Mar 4, 2026, 02:00 UTC"
        )
    }
}
