import Alerts
import History
import Market
import Testing

@Suite("Alerts about feeds and counts")
struct AlertCheckTests {
    private let start = Marbles.start

    /// Time as a picture, a minute each: `.` the feed is well, `x` it failed just now, `f` nobody asked again since.
    private func feedOutcome(_ picture: String, rule: String, interval: Int64? = 60) throws -> String {
        var watch = AlertEvaluator([try AlertRule(rule)], start: start)
        var ledger = Ledger()
        var source = SourceHealth(source: "the feed", interval: interval)
        var outcome = ""
        for (minute, character) in picture.enumerated() {
            let now = start + Int64(minute + 1) * 60
            if character != "f" { source.lastAttempt = now }
            if character == "." { source.lastSuccess = now }
            if character != "f" { source.error = character == "." ? nil : "the feed: answers 503" }
            ledger.note(source)
            outcome += watch.look(at: ledger.snapshot, now: now).isEmpty ? "·" : "!"
        }
        return outcome
    }

    @Test(
        "a feed is stale when a check some minutes later agrees",
        arguments: [
            ("feed stale", "..xxxxxxxxx", "·······!···"),
            ("feed stale", "..xxx.xxx.x", "···········"),
            ("feed stale", "..xfffffff", "··········"),
            ("feed stale", "..xffffffx", "·········!"),
            ("feed stale", "xxxxxxx.xxxxxxx", "·····!·········"),
            ("feed stale", "xxxxxx.......xxxxxx", "·····!············!"),
            ("feed stale for 10m", "..xxxxxxxxxxxxxxxx", "················!·"),
            ("rank <= 3", "..xxxxxxxxx", "···········"),
        ]
    )
    func stale(rule: String, picture: String, fires: String) throws {
        #expect(try feedOutcome(picture, rule: rule) == fires)
    }

    @Test("a feed that was never asked is not stale, and one that is followed no longer is nobody's")
    func others() throws {
        var watch = AlertEvaluator([try AlertRule("feed stale")], start: start)
        var ledger = Ledger()
        ledger.note(SourceHealth(source: "new", interval: 60))
        var past = SourceHealth(source: "past", interval: 60)
        past.isFollowed = false
        past.lastAttempt = start
        past.error = "past: answers 503"
        ledger.note(past)
        for minute in Int64(1)...20 { #expect(watch.look(at: ledger.snapshot, now: start + minute * 60).isEmpty) }
    }

    /// Counts by day as days from the run's first, and looks by minutes after its start.
    private func countOutcome(_ counts: [(minute: Int64, day: Int, value: Int64)], minutes: Int64) throws -> [Int64] {
        let app = try #require(AppID(stored: "42"))
        let scope = Scope(stores: [.appStore], storefronts: [])
        let counter = Counter(app: app, metric: .downloads, scope: scope, kind: .exact, source: "sales report")
        var watch = AlertEvaluator([try AlertRule("downloads >= 1000", of: .one(app))], start: start)
        var ledger = Ledger()
        var fired: [Int64] = []
        for minute in 0...minutes {
            for count in counts where count.minute == minute {
                let day = Day(number: start.day.number + count.day)
                ledger.append(ReportedCount(Count(days: [day], value: count.value), of: counter, in: .appStore))
            }
            for case .fire(let alert) in watch.look(at: ledger.snapshot, now: start + minute * 60) {
                fired.append(minute)
                #expect(alert.title.hasPrefix("42 has 1,"))
                #expect(alert.text.hasSuffix("worldwide, counted by sales report (exact)"))
            }
        }
        return fired
    }

    @Test("downloads are told once, after a check")
    func downloads() throws {
        #expect(try countOutcome([(0, -1, 900), (3, 0, 200)], minutes: 30) == [8])
        #expect(try countOutcome([(0, -1, 900), (3, 0, 200), (5, 0, 50)], minutes: 30) == [])
        #expect(try countOutcome([(0, -1, 900)], minutes: 30) == [])
    }

    @Test("what was reached long before the run is history, whenever it is read")
    func oldDownloads() throws {
        #expect(try countOutcome([(0, -30, 1000), (10, 0, 1)], minutes: 30) == [])
        #expect(try countOutcome([(4, -30, 999), (5, -1, 1)], minutes: 30) == [10])
    }

    @Test("counts that do not fit are as many as fit")
    func overflow() throws {
        let app = try #require(AppID(stored: "42"))
        let scope = Scope(stores: [.appStore], storefronts: nil)
        let counter = Counter(app: app, metric: .downloads, scope: scope, kind: .claim, source: "x")
        var watch = AlertEvaluator([try AlertRule("downloads >= 9223372036854775807", of: .any)], start: start)
        var ledger = Ledger()
        for offset in 0..<3 {
            ledger.append(Count(days: [Day(number: start.day.number + offset)], value: .max), of: counter)
        }
        #expect(watch.look(at: ledger.snapshot, now: start).isEmpty)
        #expect(watch.look(at: ledger.snapshot, now: start + 300).count == 1)
    }
}
