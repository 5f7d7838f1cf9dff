import Alerts
import History
import Market
import Testing

@Suite("Alert rules about sources and downloads")
struct AlertCheckTests {
    private let start = Marbles.start

    /// Evaluates a rule at each step of a diagram with one character per minute: `.` is a successful poll, `x` is a
    /// failed poll, and `f` is no new poll.
    ///
    /// - Returns: A character for each minute: `!` if the rule fired, otherwise `·`.
    private func sourceOutcome(_ diagram: String, rule: String, interval: Int64? = 60) throws -> String {
        var evaluator = AlertEvaluator([try AlertRule(rule)], start: start)
        var ledger = Ledger()
        var source = SourceHealth(source: "charts", interval: interval)
        var outcome = ""
        for (minute, character) in diagram.enumerated() {
            let now = start + Int64(minute + 1) * 60
            if character != "f" { source.lastAttempt = now }
            if character == "." { source.lastSuccess = now }
            if character != "f" { source.error = character == "." ? nil : "HTTP 503" }
            ledger.note(source)
            outcome += evaluator.evaluate(ledger.snapshot, now: now).isEmpty ? "·" : "!"
        }
        return outcome
    }

    @Test(
        "a rule about stale sources fires if the source is still stale at a check five minutes later",
        arguments: [
            ("source stale", "..xxxxxxxxx", "·······!···"),
            ("source stale", "..xxx.xxx.x", "···········"),
            ("source stale", "..xfffffff", "··········"),
            ("source stale", "..xffffffx", "·········!"),
            ("source stale", "xxxxxxx.xxxxxxx", "·····!·········"),
            ("source stale", "xxxxxx.......xxxxxx", "·····!············!"),
            ("source stale for 10m", "..xxxxxxxxxxxxxxxx", "················!·"),
            ("rank <= 3", "..xxxxxxxxx", "···········"),
        ]
    )
    func stale(rule: String, diagram: String, fires: String) throws {
        #expect(try sourceOutcome(diagram, rule: rule) == fires)
    }

    @Test("a rule about stale sources ignores sources that were never polled or aren't polled anymore")
    func others() throws {
        var evaluator = AlertEvaluator([try AlertRule("source stale")], start: start)
        var ledger = Ledger()
        ledger.note(SourceHealth(source: "new", interval: 60))
        var past = SourceHealth(source: "past", interval: 60)
        past.isPolled = false
        past.lastAttempt = start
        past.error = "HTTP 503"
        ledger.note(past)
        for minute in Int64(1)...20 {
            #expect(evaluator.evaluate(ledger.snapshot, now: start + minute * 60).isEmpty)
        }
    }

    /// Returns the minutes at which the rule fired.
    ///
    /// - Parameter counts: The counts: when each arrives, in minutes after the start, and its day relative to the first
    ///   day.
    private func countOutcome(_ counts: [(minute: Int64, day: Int, value: Int64)], minutes: Int64) throws -> [Int64] {
        let app = try #require(AppID(stored: "42"))
        let scope = Scope(stores: [.appStore], storefronts: [])
        let counter = Counter(app: app, metric: .downloads, scope: scope, kind: .exact, source: "sales report")
        var evaluator = AlertEvaluator([try AlertRule("downloads >= 1000", of: .one(app))], start: start)
        var ledger = Ledger()
        var fired: [Int64] = []
        for minute in 0...minutes {
            for count in counts where count.minute == minute {
                let day = Day(number: start.day.number + count.day)
                ledger.append(ReportedCount(Count(days: [day], value: count.value), of: counter, in: .appStore))
            }
            for case .fire(let alert) in evaluator.evaluate(ledger.snapshot, now: start + minute * 60) {
                fired.append(minute)
                #expect(alert.title.hasPrefix("42 has 1,"))
                #expect(alert.text.hasSuffix("worldwide; source: sales report (exact)"))
            }
        }
        return fired
    }

    @Test("a rule about downloads fires once, and only if a check five minutes after the first confirms the total")
    func downloads() throws {
        #expect(try countOutcome([(0, -1, 900), (3, 0, 200)], minutes: 30) == [8])
        #expect(try countOutcome([(0, -1, 900), (3, 0, 200), (5, 0, 50)], minutes: 30) == [])
        #expect(try countOutcome([(0, -1, 900)], minutes: 30) == [])
    }

    @Test("a rule about downloads doesn't fire if the threshold was reached weeks before evaluation started")
    func oldDownloads() throws {
        #expect(try countOutcome([(0, -30, 1000), (10, 0, 1)], minutes: 30) == [])
        #expect(try countOutcome([(4, -30, 999), (5, -1, 1)], minutes: 30) == [10])
    }

    @Test("a download total that overflows is clamped to the maximum and reaches the highest threshold")
    func overflow() throws {
        let app = try #require(AppID(stored: "42"))
        let scope = Scope(stores: [.appStore], storefronts: nil)
        let counter = Counter(app: app, metric: .downloads, scope: scope, kind: .claim, source: "x")
        var evaluator = AlertEvaluator([try AlertRule("downloads >= 9223372036854775807", of: .any)], start: start)
        var ledger = Ledger()
        for offset in 0..<3 {
            ledger.append(Count(days: [Day(number: start.day.number + offset)], value: .max), of: counter)
        }
        #expect(evaluator.evaluate(ledger.snapshot, now: start).isEmpty)
        #expect(evaluator.evaluate(ledger.snapshot, now: start + 300).count == 1)
    }

    /// Evaluates a rule at each step of a diagram with one character per five minutes: a digit is a reading with that
    /// many stars and a hundred times as many ratings, `-` is a reading without ratings, and a space is no new reading.
    /// The first reading is before the start of the run.
    ///
    /// - Returns: A character for each step: `!` if the rule fired, otherwise `·`; and the titles of the alerts.
    private func ratingOutcome(_ diagram: String, rule: String) throws -> (marks: String, titles: [String]) {
        let app = Marbles.app
        let us = try #require(Storefront(stored: "us"))
        var evaluator = AlertEvaluator([try AlertRule(rule, of: .one(app))], start: start)
        var (ledger, marks, titles) = (Ledger(), "", [String]())
        for (step, character) in diagram.enumerated() {
            let now = start + Int64(step) * 300 - 60
            if character != " " {
                let stars = character.wholeNumberValue
                let state = ListingState(
                    ratingCount: stars.map { Int64($0) * 100 },
                    averageRating: stars.map(Double.init)
                )
                ledger.append(ListingReading(app, in: us, at: now, state))
            }
            guard step > 0 else { continue }
            let alerts = evaluator.evaluate(ledger.snapshot, now: now).compactMap { action -> Alert? in
                if case .fire(let alert) = action { alert } else { nil }
            }
            marks += alerts.isEmpty ? "·" : "!"
            titles += alerts.map(\.title)
        }
        return (marks, titles)
    }

    @Test(
        "a rule about ratings fires when a later reading confirms it, and not for what was met before the run",
        arguments: [
            ("rating < 4 in us", "55333333", "··!····"), ("rating < 4 in us", "53  3", "···!"),
            ("rating < 4 in us", "53    ", "·····"), ("rating < 4 in us", "5353535", "······"),
            ("rating < 4 in us", "33333", "····"), ("rating < 4 in us", "3355533", "·····!"),
            ("rating < 4 in us", "33555533", "······!"), ("rating < 4 in us", "-3-3", "··!"),
            ("rating < 4 in jp", "53333", "····"), ("rating < 4", "533", "·!"), ("ratings >= 400", "3344", "··!"),
            ("ratings > 400", "3344", "···"),
        ]
    )
    func ratings(rule: String, diagram: String, fires: String) throws {
        #expect(try ratingOutcome(diagram, rule: rule).marks == fires)
    }

    @Test("an alert about ratings names the storefront, the stars and the number of ratings")
    func ratingText() throws {
        #expect(try ratingOutcome("533", rule: "rating < 4 in us").titles == ["42 has 3 stars in US: below 4"])
        #expect(try ratingOutcome("344", rule: "ratings >= 400").titles == ["42 has 400 ratings in US"])
    }
}
