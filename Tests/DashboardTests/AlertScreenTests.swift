import Canvas
import Foundation
import Market
import TestSupport
import Testing

@testable import Alerts
@testable import Dashboard

@Suite("Alert toast and list")
struct AlertScreenTests {
    private static let now = Fixtures.time("2026-03-05T12:00:00Z")
    private let app: AppID

    init() throws { app = try #require(AppID(stored: "42")) }

    private func alert(_ number: Int, name: String = "Sora") throws -> Alert {
        Alert(
            number: number,
            rule: try AlertRule("rank <= 10 in us top-free"),
            subject: .rank(app, Fixtures.chart("us")),
            name: name,
            rank: .first,
            firstSeen: Self.now - 900,
            confirmedAt: Self.now,
            title: "\(name) is #\(number)",
            text: "\(name) is #\(number) in App Store, US Top Free; seen at 11:45 and again at 12:00"
        )
    }

    private func dashboard(_ size: Size = Size(columns: 100, rows: 24)) -> DashboardState {
        var state = DashboardState.openingCharts(Dashboards.market(), now: Self.now, isLive: true)
        _ = state.apply(.resize(size))
        return state
    }

    private func line(_ state: DashboardState) -> String {
        let rows = state.frame(theme: .mono).lines
        return rows[rows.count - 3].trimmingCharacters(in: .whitespaces)
    }

    @Test("the toast and the list match their goldens", arguments: [80, 120])
    func pictures(columns: Int) throws {
        var state = dashboard(Size(columns: columns, rows: columns == 80 ? 24 : 40))
        _ = state.apply(.alertRules([try AlertRule("rank <= 10 in us top-free"), try AlertRule("source stale")]))
        _ = state.apply(.alerts([try alert(1), try alert(2)]))
        #expect(Golden.difference(of: state.frame(theme: .dark), named: "alert-line-\(columns)") == nil)
        state.press("A")
        #expect(Golden.difference(of: state.frame(theme: .dark), named: "alert-list-\(columns)") == nil)
    }

    @Test("a toast is shown until a key is pressed")
    func untilKey() throws {
        var state = dashboard()
        let before = line(state)
        _ = state.apply(.alerts([try alert(1)]))
        #expect(line(state).hasPrefix("! Sora is #1 in App Store"))
        _ = state.apply(.alerts([try alert(2), try alert(3)]))
        #expect(line(state).hasPrefix("! Sora is #3") && line(state).hasSuffix("+2 more"))
        state.press(.up)
        #expect(line(state) == before && state.alerts.map(\.number) == [1, 2, 3] && state.toastEnds == nil)
    }

    @Test("a toast disappears after 20 seconds")
    func untilTime() throws {
        var state = dashboard()
        #expect(state.toastEnds == nil)
        _ = state.apply(.alerts([try alert(1)]))
        #expect(state.toastEnds == Self.now + 20)
        _ = state.apply(.clock(Self.now + 19))
        #expect(line(state).hasPrefix("!"))
        _ = state.apply(.clock(Self.now + 20))
        #expect(!line(state).hasPrefix("!") && state.toastEnds == nil)
    }

    @Test("the list keeps the latest 200 alerts")
    func limit() throws {
        var state = dashboard()
        for number in 1...250 { _ = state.apply(.alerts([try alert(number)])) }
        #expect(state.alerts.count == 200 && state.alerts.first?.number == 51)
        #expect(line(state).hasSuffix("+199 more"))
    }

    @Test("the list shows the newest alert first, then the rules; keys scroll and close it")
    func list() throws {
        var state = dashboard()
        _ = state.apply(.alertRules([try AlertRule("enters top 10", of: .any), try AlertRule("source stale")]))
        _ = state.apply(.alerts(try (1...20).map { try alert($0) }))
        state.showAlerts()
        let first = state.frame(theme: .mono).lines.joined(separator: "\n")
        #expect(first.contains("Sora is #20") && !first.contains("Sora is #1 "))
        state.press("G")
        let last = state.frame(theme: .mono).lines.joined(separator: "\n")
        #expect(
            last.contains("enters top 10  any app") && last.contains("source stale") && last.contains("Sora is #1")
        )
        state.press(.escape)
        #expect(!state.frame(theme: .mono).lines.joined().contains("enters top 10"))
    }

    @Test("without rules the list explains how to add one")
    func empty() {
        var state = dashboard()
        state.showAlerts()
        let text = state.frame(theme: .mono).lines.joined(separator: "\n")
        #expect(text.contains("no alerts yet") && text.contains("Add an [[alert]] table"))
    }

    @Test("control characters in names are removed at any size", arguments: [1, 20, 40, 80, 200], [1, 5, 10, 24])
    func hostileNames(columns: Int, rows: Int) throws {
        var state = dashboard(Size(columns: columns, rows: rows))
        let name = "\u{1B}[2J\u{202E}" + String(repeating: "長い名前", count: 200)
        _ = state.apply(.alertRules([try AlertRule("rank <= 3 in us top-free", of: .any)]))
        _ = state.apply(.alerts([try alert(1, name: name)]))
        #expect(state.frame(theme: .mono).size == state.size)
        state.showAlerts()
        for key in ["G", "j", Key.pageUp, .up] { state.press(key) }
        let text = state.frame(theme: .mono).lines.joined()
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    }

    @Test("an app's chart shows the thresholds of its own alert rules only")
    func borders() throws {
        var state = dashboard(Size(columns: 120, rows: 40))
        state.press(.enter)
        let shown = try #require(state.route.app)
        func dashes() -> Int { state.frame(theme: .mono).lines.count { $0.contains("#7 ╌╌╌") } }
        #expect(dashes() == 0)
        _ = state.apply(.alertRules([try AlertRule("rank <= 7 in us top-free", of: .one(app))]))
        #expect(dashes() == 0)
        _ = state.apply(.alertRules([try AlertRule("leaves top 7 of us top-free", of: .one(shown))]))
        #expect(dashes() == 1)
        // A threshold outside the axis isn't drawn.
        _ = state.apply(.alertRules([try AlertRule("rank <= 5000 in us top-free", of: .any)]))
        #expect(dashes() == 0)
        let us = Fixtures.chart("us")
        _ = state.apply(
            .alertRules([try AlertRule("rank <= 7", of: .watchlist), try AlertRule("enters top 3", of: .any)])
        )
        #expect(state.alertBorders(of: shown, in: us) == [Rank(3)].compactMap { $0 })
    }
}
