import Alerts
import History
import Market
import Testing

@Suite("Alert limits, rule changes and rules about any app")
struct AlertLimitTests {
    private let us: Chart
    private let start = Marbles.start

    init() throws { us = Chart(storefront: try #require(Storefront(stored: "us")), kind: .topFree) }

    private func app(_ number: Int) throws -> AppID { try #require(AppID(stored: String(number))) }

    /// Returns a snapshot with these apps in order of rank, seen `step` quarters of an hour after the start.
    private func snapshot(_ apps: [Int], _ step: Int64) throws -> ChartSnapshot {
        let entries = try apps.enumerated().map {
            RankEntry(rank: try #require(Rank($0 + 1)), app: try app($1), name: "App \($1)")
        }
        return ChartSnapshot(chart: us, observedAt: start + step * 900, entries: entries)
    }

    private func fired(_ actions: [AlertAction]) -> [String] {
        actions.compactMap { if case .fire(let alert) = $0 { alert.title } else { nil } }
    }

    @Test("a rule about any app doesn't fire for the first snapshot, but fires for later changes")
    func anyApp() throws {
        var evaluator = AlertEvaluator([try AlertRule("enters top 3 of us top-free", of: .any)], start: start)
        var ledger = Ledger()
        let snapshots = [
            [1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [9, 1, 2, 3, 4], [9, 1, 2, 3, 4], [1, 2, 3, 4, 9], [1, 2, 3, 4, 9],
        ]
        var titles: [[String]] = []
        for (step, apps) in snapshots.enumerated() {
            ledger.append(try snapshot(apps, Int64(step) + 1))
            titles.append(fired(evaluator.evaluate(ledger.snapshot, now: start + Int64(step) * 900)))
        }
        #expect(
            titles == [
                [], [], [], ["App 9 is #1 in US Top Free: entered top 3"], [],
                ["App 3 is #3 in US Top Free: entered top 3"],
            ]
        )
    }

    @Test("a rule about any app fires once for an app that leaves, reappears in one snapshot and leaves again")
    func anyLeaves() throws {
        var evaluator = AlertEvaluator([try AlertRule("leaves us top-free", of: .any)], start: start)
        var ledger = Ledger()
        for (step, apps) in [[1, 2, 3], [1, 2, 4], [1, 2, 4], [1, 2, 4], [1, 2, 3], [1, 2, 4], [1, 2, 4]].enumerated() {
            ledger.append(try snapshot(apps, Int64(step) + 1))
        }
        let actions = evaluator.evaluate(ledger.snapshot, now: start + 9000)
        #expect(fired(actions) == ["App 3 is not ranked in US Top Free: left the chart"])
    }

    @Test("a rule withholds alerts over its hourly limit, reports their number, and fires again an hour later")
    func limit() throws {
        var evaluator = AlertEvaluator([try AlertRule("enters us top-free", of: .any)], start: start)
        var ledger = Ledger()
        let newcomers = Array(100..<130)
        ledger.append(try snapshot(Array(0..<50), 1))
        ledger.append(try snapshot(newcomers + Array(0..<20), 2))
        ledger.append(try snapshot(newcomers + Array(0..<20), 3))
        let actions = evaluator.evaluate(ledger.snapshot, now: start + 2700)
        #expect(fired(actions).count == AlertEvaluator.hourlyLimit)
        guard case .withhold(_, let count, let first) = actions.last else {
            Issue.record("no alerts were withheld")
            return
        }
        #expect(count == 10 && first.count == 5 && first.first == "App 120 is #21 in US Top Free: entered the chart")
        #expect(evaluator.evaluate(ledger.snapshot, now: start + 2700).isEmpty)
        for step in Int64(4)...5 { ledger.append(try snapshot([777] + newcomers + Array(0..<19), step)) }
        #expect(evaluator.evaluate(ledger.snapshot, now: start + 2701).count == 1)
        for step in Int64(6)...7 { ledger.append(try snapshot([888] + newcomers + Array(0..<19), step)) }
        #expect(
            fired(evaluator.evaluate(ledger.snapshot, now: start + 6301)) == [
                "App 888 is #1 in US Top Free: entered the chart"
            ]
        )
    }

    @Test("alert numbers continue from earlier runs, and the history keeps the newest alerts")
    func history() throws {
        var history = AlertHistory()
        var evaluator = AlertEvaluator([try AlertRule("enters us top-free", of: .any)], start: start, count: 1000)
        var ledger = Ledger()
        ledger.append(try snapshot(Array(1...30), 1))
        for round in 1...15 {
            let apps = Array((round * 1000)..<(round * 1000 + 20)) + [1]
            for step in [2, 3] { ledger.append(try snapshot(apps, Int64(round * 4 + step))) }
            let actions = evaluator.evaluate(ledger.snapshot, now: start + Int64(round) * 3600)
            #expect(fired(actions).count == 20)
            for case .fire(let alert) in actions { history.add(SentAlert(alert)) }
        }
        #expect(history.alerts.count == AlertHistory.limit)
        #expect(history.lastNumber == 1300 && history.alerts.first?.alert.number == 1101)
    }

    @Test("replacing the rules keeps the state of unchanged rules, and new rules ignore earlier snapshots")
    func change() throws {
        let rank = try AlertRule("rank <= 1 in us top-free", of: .one(try app(7)))
        var evaluator = AlertEvaluator([rank], start: start)
        var ledger = Ledger()
        var texts: [String] = []
        func titles(_ apps: [Int], _ step: Int64) throws -> [String] {
            ledger.append(try snapshot(apps, step))
            let actions = evaluator.evaluate(ledger.snapshot, now: start + step * 900)
            for case .fire(let alert) in actions { texts.append(alert.text) }
            return fired(actions)
        }
        #expect(try titles([1, 7], 1) == [])
        #expect(try titles([7, 1], 2) == [])
        var withMessage = rank
        withMessage.message = try AlertTemplate("{name} leads {chart}")
        // The pending state survives a new message. The new rule uses the current state as its baseline.
        evaluator.use([try AlertRule("rank <= 1", of: .one(try app(7))), withMessage], now: start + 2 * 900)
        #expect(try titles([7, 1], 3) == ["App 7 is #1 in US Top Free"])
        #expect(texts == ["App 7 leads App Store, US Top Free"])
        #expect(try titles([7, 1], 4) == [])
        evaluator.use([], now: start + 4 * 900)
        #expect(try titles([1, 7], 5) == [])
        #expect(texts.count == 1)
    }

    @Test("alert rules aren't evaluated until older history is loaded")
    func pending() throws {
        var evaluator = AlertEvaluator([try AlertRule("rank <= 1", of: .one(try app(7)))], start: start)
        var ledger = Ledger()
        ledger.notePending(PendingHistory(charts: 1, unloadedCharts: 0, incompleteCharts: 1, newest: start))
        for step in Int64(1)...2 { ledger.append(try snapshot([7, 1], step)) }
        #expect(evaluator.evaluate(ledger.snapshot, now: start).isEmpty)
        // The archive shows that the condition was met before the run.
        ledger.append(try snapshot([7, 1], -3))
        ledger.notePending(nil)
        #expect(evaluator.evaluate(ledger.snapshot, now: start).isEmpty)
    }

    private static let texts: [(rule: String, snapshots: [[Int]], text: String)] = [
        ("rank <= 1", [[1, 9], [1, 9], [9, 1], [9, 1]], "App 9 is #1 in US Top Free (was #2)"),
        ("rank <= 1", [[9, 1], [9, 1]], "App 9 is #1 in US Top Free"),
        (
            "rank <= 2 in us top-free", [[1, 3, 9], [1, 3, 9], [1, 9], [1, 9]],
            "App 9 is #2 in US Top Free: in top 2 (was #3)"
        ),
        (
            "moved > 1 in 1h", [[1, 2, 3], [1, 2, 3], [1, 9, 2], [1, 9, 2]],
            "App 9 is #2 in US Top Free: climbed at least 2 ranks in 45 min (was not ranked)"
        ),
        (
            "enters top 2", [[1, 2], [1, 2], [1, 9], [9, 1]],
            "App 9 is #1 in US Top Free: entered top 2 (was not ranked)"
        ),
        (
            "enters us top-free", [[1, 2], [1, 2], [1, 9], [1, 9]],
            "App 9 is #2 in US Top Free: entered the chart (was not ranked)"
        ),
        ("leaves top 1", [[9, 1], [9, 1], [1, 9], [1, 9]], "App 9 is #2 in US Top Free: left top 1 (was #1)"),
        (
            "leaves us top-free", [[9, 1], [9, 1], [1, 2], [1, 2]],
            "App 9 is not ranked in US Top Free: left the chart (was #1)"
        ),
        (
            "moved > 2 in 1h", [[1, 2, 3, 4, 9], [1, 2, 3, 4, 9], [9, 1, 2, 3, 4], [9, 1, 2, 3, 4]],
            "App 9 is #1 in US Top Free: climbed 4 ranks in 45 min (was #5)"
        ),
        (
            "fell > 2 in 1h", [[9, 1, 2, 3], [9, 1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4]],
            "App 9 is not ranked in US Top Free: fell at least 4 ranks in 45 min (was #1)"
        ),
    ]

    @Test(
        "an alert's text contains its title, the previous rank, and the local time of confirmation",
        arguments: texts
    )
    func text(rule: String, snapshots: [[Int]], expected: String) throws {
        let zone = TimeZoneTable(
            name: "Asia/Kolkata",
            changes: [.init(from: Timestamp(seconds: 0), offset: 19_800, abbreviation: "UTC+5:30")]
        )
        var evaluator = AlertEvaluator([try AlertRule(rule, of: .one(try app(9)))], start: start, zone: zone)
        var ledger = Ledger()
        for (step, apps) in snapshots.enumerated() { ledger.append(try snapshot(apps, Int64(step) + 1)) }
        let actions = evaluator.evaluate(ledger.snapshot, now: start)
        guard case .fire(let alert) = actions.first else {
            Issue.record("no alert fired")
            return
        }
        let confirmed = (start + Int64(snapshots.count) * 900 + 19_800).iso8601.dropFirst(11).prefix(5)
        let confirmation = "confirmed by a second poll at \(confirmed) UTC+5:30, 15 min after the first"
        #expect(alert.text == "\(expected); \(confirmation)")
        #expect(expected.hasPrefix(alert.title) && !alert.title.contains("(was"))
        #expect(alert.subject == .rank(try app(9), us) && alert.number == 1)
    }
}
