import Canvas
import Foundation
import History
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

    private func alert(_ number: Int, name: String = "Sora", _ deliveries: AlertDelivery...) throws -> SentAlert {
        let title = "\(name) is #\(number) in US Top Free: entered top 10"
        let alert = Alert(
            number: number,
            rule: try AlertRule("enters top 10 of us top-free"),
            subject: .rank(app, Fixtures.chart("us")),
            name: name,
            rank: .first,
            firstSeen: Self.now - 900,
            confirmedAt: Self.now,
            change: "entered top 10",
            title: title,
            text: "\(title) (was #14); confirmed by a second poll at 12:00 UTC, 15 min after the first"
        )
        return SentAlert(alert, deliveries: deliveries)
    }

    private func rules(_ rules: (String, AlertApps)...) throws -> AlertHistory {
        var history = AlertHistory()
        history.rules = try rules.map { ActiveRule(try AlertRule($0, of: $1)) }
        return history
    }

    private func dashboard(_ size: Size = Size(columns: 100, rows: 24)) -> DashboardState {
        var state = DashboardState.openingCharts(Dashboards.market(), now: Self.now, isLive: true)
        _ = state.apply(.resize(size))
        return state
    }

    /// Returns the text of the screen with single spaces, so that wrapped lines are found.
    private func text(_ state: DashboardState) -> String {
        state.frame(theme: .mono).lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
    }

    /// Returns the first line of the toast or, without a toast, the last line of the page.
    private func line(_ state: DashboardState) -> String {
        let rows = state.frame(theme: .mono).lines.dropLast(2)
        let row = rows.lastIndex { $0.hasPrefix(" ! ") } ?? rows.endIndex - 1
        return rows[row].trimmingCharacters(in: .whitespaces)
    }

    @Test("the alert toast and the alert list match their golden screens", arguments: [80, 120])
    func pictures(columns: Int) throws {
        var state = dashboard(Size(columns: columns, rows: columns == 80 ? 24 : 40))
        var history = try rules(
            ("enters top 10 of us top-free", .one(app)),
            ("enters top 200 of us top-free", .any),
            ("rank <= 150 in us top-free", .any),
            ("leaves top 50 of br top-paid", .any),
            ("downloads >= 1M", .any)
        )
        history.rules[0].destinations = ["hooks.slack.com", "command notify-send"]
        _ = state.apply(.alertHistory(history))
        _ = state.apply(
            .alerts([
                try alert(1, AlertDelivery(to: "hooks.slack.com", .sent)),
                try alert(
                    2,
                    AlertDelivery(to: "hooks.slack.com", .failed("HTTP 404 Not Found; no_service")),
                    AlertDelivery(to: "command notify-send", .sent)
                ), try alert(3, AlertDelivery(to: "hooks.slack.com")),
            ])
        )
        #expect(Golden.difference(of: state.frame(theme: .roles), named: "alert-line-\(columns)") == nil)
        state.press("A")
        #expect(Golden.difference(of: state.frame(theme: .roles), named: "alert-list-\(columns)") == nil)
    }

    @Test("an alert toast combines new alerts and disappears when a key is pressed")
    func untilKey() throws {
        var state = dashboard()
        let before = line(state)
        _ = state.apply(.alerts([try alert(1)]))
        #expect(
            line(state).hasPrefix("! Sora is #1 in US Top Free: entered top 10 (was #14); confirmed by a second poll")
        )
        _ = state.apply(.alerts([try alert(2), try alert(3)]))
        let text = text(state)
        #expect(text.contains("! 3 alerts: Sora is #3 in US Top Free: entered top 10; Sora is #2 in US Top Free"))
        state.press(.up)
        #expect(line(state) == before && state.toastEnds == nil)
        #expect(state.alertHistory.alerts.map(\.alert.number) == [1, 2, 3])
    }

    @Test("the alert toast and the alert list show all times in the display zone, also that of the confirmation")
    func zone() throws {
        var state = dashboard()
        state.zone = TimeZoneTable(
            name: "Asia/Kolkata",
            changes: [.init(from: Timestamp(seconds: 0), offset: 19_800, abbreviation: "UTC+5:30")]
        )
        _ = state.apply(.alerts([try alert(1)]))
        // First the toast, then the list.
        for _ in 0..<2 {
            let text = text(state)
            #expect(text.contains("confirmed by a second poll at 17:30 UTC+5:30, 15 min after the first"))
            #expect(!text.contains("12:00 UTC"))
            state.press("A")
        }
    }

    @Test("the alert list shows an alert that waits for a second poll, and when that poll is due")
    func waiting() throws {
        var ledger = Ledger()
        LaunchStory.poll(&ledger, [nil, 64], in: LaunchStory.chart("us"))
        var source = SourceHealth(source: "us", interval: 900)
        source.nextAttempt = LaunchStory.now + 180
        source.charts = [LaunchStory.chart("us")]
        ledger.note(source)
        var state = DashboardState.openingCharts(ledger.snapshot, now: LaunchStory.now, isLive: true)
        _ = state.apply(.resize(Size(columns: 120, rows: 24)))
        var history = try rules(("enters top 100 of us top-free", .one(LaunchStory.app)), ("leaves top 9", .any))
        history.rules[0].pending = [LaunchStory.chart("us"): LaunchStory.now - 720]
        history.rules[1].pending = [LaunchStory.chart("us"): LaunchStory.now - 720]
        _ = state.apply(.alertHistory(history))
        state.showAlerts()
        let shown = text(state)
        #expect(shown.contains("Mar 4, 2026, 15:00 UTC waiting: Mint Weather is #64 in US Top Free"), "\(shown)")
        #expect(shown.contains("enters top 100 of us top-free; fires if the poll at 15:15 UTC confirms it"))
        #expect(shown.contains("waiting: a change in US Top Free"))
        #expect(!shown.contains("no alerts yet"))
        history.isActive = false
        _ = state.apply(.alertHistory(history))
        #expect(text(state).contains("fires if a second poll confirms it"))
    }

    @Test("an alert toast shows why the alert couldn't be sent")
    func failure() throws {
        var state = dashboard()
        var history = AlertHistory()
        history.add(try alert(1, AlertDelivery(to: "hooks.slack.com")))
        _ = state.apply(.alertHistory(history))
        _ = state.apply(.alerts(history.alerts))
        #expect(!text(state).contains("not sent"))
        history.note(.failed("HTTP 404 Not Found"), of: "hooks.slack.com", for: [1])
        _ = state.apply(.alertHistory(history))
        #expect(text(state).contains("! not sent: hooks.slack.com: HTTP 404 Not Found; Sora is #1"))
    }

    @Test("an alert toast disappears after 20 seconds")
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

    @Test("the alert history keeps the latest 200 alerts")
    func limit() throws {
        var state = dashboard()
        for number in 1...250 { _ = state.apply(.alerts([try alert(number)])) }
        #expect(state.alertHistory.alerts.count == 200 && state.alertHistory.alerts.first?.alert.number == 51)
        #expect(text(state).contains("! 200 alerts: Sora is #250") && text(state).contains("and 195 more"))
    }

    @Test("the alert list shows the newest alert first and the rules last; G scrolls to the end, Esc closes it")
    func list() throws {
        var state = dashboard()
        _ = state.apply(.alertHistory(try rules(("enters top 10", .any), ("source stale", .watchlist))))
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
        #expect(!state.frame(theme: .mono).lines.joined().contains("source stale"))
    }

    @Test("without alert rules, the alert list explains how to add one")
    func empty() {
        var state = dashboard()
        state.showAlerts()
        let text = state.frame(theme: .mono).lines.joined(separator: "\n")
        #expect(text.contains("no alerts yet") && text.contains("Add an [[alert]] table"))
    }

    @Test(
        "alert screens show no control characters from app names at any size",
        arguments: [1, 20, 40, 80, 200],
        [1, 5, 10, 24]
    )
    func hostileNames(columns: Int, rows: Int) throws {
        var state = dashboard(Size(columns: columns, rows: rows))
        let name = "\u{1B}[2J\u{202E}" + String(repeating: "長い名前", count: 200)
        _ = state.apply(.alertHistory(try rules(("rank <= 3 in us top-free", .any))))
        _ = state.apply(.alerts([try alert(1, name: name)]))
        #expect(state.frame(theme: .mono).size == state.size)
        state.showAlerts()
        for key in ["G", "j", Key.pageUp, .up] { state.press(key) }
        let text = state.frame(theme: .mono).lines.joined()
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    }

    @Test("the rank chart on the App page shows only the thresholds of alert rules that apply to the app")
    func borders() throws {
        var state = dashboard(Size(columns: 120, rows: 40))
        state.press(.enter)
        let shown = try #require(state.route.app)
        func dashes() -> Int { state.frame(theme: .mono).lines.count { $0.contains("#7 ╌╌╌") } }
        #expect(dashes() == 0)
        _ = state.apply(.alertHistory(try rules(("rank <= 7 in us top-free", .one(app)))))
        #expect(dashes() == 0)
        _ = state.apply(.alertHistory(try rules(("leaves top 7 of us top-free", .one(shown)))))
        #expect(dashes() == 1)
        // A threshold outside the axis isn't drawn.
        _ = state.apply(.alertHistory(try rules(("rank <= 5000 in us top-free", .any))))
        #expect(dashes() == 0)
        let us = Fixtures.chart("us")
        _ = state.apply(.alertHistory(try rules(("rank <= 7", .watchlist), ("enters top 3", .any))))
        #expect(state.alertThresholds(of: shown, in: us) == [Rank(3)].compactMap { $0 })
    }
}
