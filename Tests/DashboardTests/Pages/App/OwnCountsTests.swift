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
        #expect(line.hasSuffix("  US Top Free  ◆ #1 15:00  ◆ 10 14:00"), "\(line)")
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
}
