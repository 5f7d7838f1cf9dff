import Alerts
import History
import Market
import Testing

@Suite("Many alerts, other rules, any app")
struct AlertLimitTests {
    private let us: Chart
    private let start = Marbles.start

    init() throws { us = Chart(storefront: try #require(Storefront(stored: "us")), kind: .topFree) }

    private func app(_ number: Int) throws -> AppID { try #require(AppID(stored: String(number))) }

    /// A list of these apps in order, as seen `step` quarters of an hour after the start.
    private func list(_ apps: [Int], _ step: Int64) throws -> ChartSnapshot {
        let entries = try apps.enumerated().map {
            RankEntry(rank: try #require(Rank($0 + 1)), app: try app($1), name: "App \($1)")
        }
        return ChartSnapshot(chart: us, observedAt: start + step * 900, entries: entries)
    }

    private func fired(_ actions: [AlertAction]) -> [String] {
        actions.compactMap { if case .fire(let alert) = $0 { alert.title } else { nil } }
    }

    @Test("of any app, what the first list shows is known, and what comes after is news")
    func anyApp() throws {
        var watch = AlertEvaluator([try AlertRule("enters top 3 of us top-free", of: .any)], start: start)
        var ledger = Ledger()
        let lists = [
            [1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [9, 1, 2, 3, 4], [9, 1, 2, 3, 4], [1, 2, 3, 4, 9], [1, 2, 3, 4, 9],
        ]
        var titles: [[String]] = []
        for (step, apps) in lists.enumerated() {
            ledger.append(try list(apps, Int64(step) + 1))
            titles.append(fired(watch.look(at: ledger.snapshot, now: start + Int64(step) * 900)))
        }
        #expect(titles == [[], [], [], ["App 9 entered the top 3: #1"], [], ["App 3 entered the top 3: #3"]])
    }

    @Test("of any app, those that leave are told once")
    func anyLeaves() throws {
        var watch = AlertEvaluator([try AlertRule("leaves us top-free", of: .any)], start: start)
        var ledger = Ledger()
        for (step, apps) in [[1, 2, 3], [1, 2, 4], [1, 2, 4], [1, 2, 4], [1, 2, 3], [1, 2, 4], [1, 2, 4]].enumerated() {
            ledger.append(try list(apps, Int64(step) + 1))
        }
        let actions = watch.look(at: ledger.snapshot, now: start + 9000)
        #expect(fired(actions) == ["App 3 left the chart: off the list"])
    }

    @Test("a rule tells no more than its limit within an hour, says what it withholds, and goes on after it")
    func limit() throws {
        var watch = AlertEvaluator([try AlertRule("enters us top-free", of: .any)], start: start)
        var ledger = Ledger()
        let newcomers = Array(100..<130)
        ledger.append(try list(Array(0..<50), 1))
        ledger.append(try list(newcomers + Array(0..<20), 2))
        ledger.append(try list(newcomers + Array(0..<20), 3))
        let actions = watch.look(at: ledger.snapshot, now: start + 2700)
        #expect(fired(actions).count == AlertEvaluator.hourlyLimit)
        guard case .withhold(_, let count, let first) = actions.last else {
            Issue.record("nothing is withheld")
            return
        }
        #expect(count == 10 && first.count == 5 && first.first == "App 120 entered the chart: #21")
        #expect(watch.look(at: ledger.snapshot, now: start + 2700).isEmpty)
        for step in Int64(4)...5 { ledger.append(try list([777] + newcomers + Array(0..<19), step)) }
        #expect(watch.look(at: ledger.snapshot, now: start + 2701).count == 1)
        for step in Int64(6)...7 { ledger.append(try list([888] + newcomers + Array(0..<19), step)) }
        #expect(fired(watch.look(at: ledger.snapshot, now: start + 6301)) == ["App 888 entered the chart: #1"])
    }

    @Test("what was told is remembered up to a limit")
    func history() throws {
        var watch = AlertEvaluator([try AlertRule("enters us top-free", of: .any)], start: start)
        var ledger = Ledger()
        ledger.append(try list(Array(1...30), 1))
        for round in 1...15 {
            let apps = Array((round * 1000)..<(round * 1000 + 20)) + [1]
            for step in [2, 3] { ledger.append(try list(apps, Int64(round * 4 + step))) }
            #expect(fired(watch.look(at: ledger.snapshot, now: start + Int64(round) * 3600)).count == 20)
        }
        #expect(watch.history.count == AlertEvaluator.historyLimit)
        #expect(watch.history.last?.number == 300 && watch.history.first?.number == 101)
    }

    @Test("rules that stay go on where they are; new ones begin when they come")
    func change() throws {
        let rank = try AlertRule("rank <= 1 in us top-free", of: .one(try app(7)))
        var watch = AlertEvaluator([rank], start: start)
        var ledger = Ledger()
        func look(_ apps: [Int], _ step: Int64) throws -> [String] {
            ledger.append(try list(apps, step))
            return fired(watch.look(at: ledger.snapshot, now: start + step * 900))
        }
        #expect(try look([1, 7], 1) == [])
        #expect(try look([7, 1], 2) == [])
        var words = rank
        words.say = try AlertTemplate("{name} leads {chart}")
        // The suspicion outlives a change of words; the other rule knows nothing yet, and takes what is for known.
        watch.use([try AlertRule("rank <= 1", of: .one(try app(7))), words], now: start + 2 * 900)
        #expect(try look([7, 1], 3) == ["App 7 is #1"])
        #expect(watch.history.last?.text == "App 7 leads App Store, US Top Free, all")
        #expect(try look([7, 1], 4) == [])
        watch.use([], now: start + 4 * 900)
        #expect(try look([1, 7], 5) == [])
        #expect(watch.history.count == 1)
    }

    @Test("while older history is still being read nothing is judged")
    func pending() throws {
        var watch = AlertEvaluator([try AlertRule("rank <= 1", of: .one(try app(7)))], start: start)
        var ledger = Ledger()
        ledger.notePending(before: start)
        for step in Int64(1)...2 { ledger.append(try list([7, 1], step)) }
        #expect(watch.look(at: ledger.snapshot, now: start).isEmpty)
        // What comes out of the archive says that this is how it was.
        ledger.append(try list([7, 1], -3))
        ledger.notePending(before: nil)
        #expect(watch.look(at: ledger.snapshot, now: start).isEmpty)
    }

    @Test("an alert says what, where, and when it was seen twice")
    func words() throws {
        var watch = AlertEvaluator([try AlertRule("moved > 2 in 1h", of: .one(try app(9)))], start: start)
        var ledger = Ledger()
        for (step, apps) in [[1, 2, 3, 4, 9], [1, 2, 3, 4, 9], [9, 1, 2, 3, 4], [9, 1, 2, 3, 4]].enumerated() {
            ledger.append(try list(apps, Int64(step) + 1))
        }
        let actions = watch.look(at: ledger.snapshot, now: start)
        guard case .fire(let alert) = actions.first else {
            Issue.record("nothing is told")
            return
        }
        #expect(alert.title == "App 9 climbed 4 places in 45 min: #5 → #1")
        let (first, second) = ((start + 2700).iso8601, (start + 3600).iso8601)
        #expect(
            alert.text == "\(alert.title) in App Store, US Top Free, all; seen at \(first) and again at \(second)"
        )
        #expect(alert.rank == .first && alert.subject == .place(try app(9), us) && alert.number == 1)
    }
}
