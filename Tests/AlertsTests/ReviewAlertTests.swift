import Alerts
import History
import Market
import TestSupport
import Testing

@Suite("Alert rules about reviews")
struct ReviewAlertTests {
    private let start = Marbles.start
    private let app = Fixtures.app("42")

    /// A review with the minutes of its date and its receipt after the start of the run.
    private struct Review {
        var stars = 1
        var date: Int64
        var received: Int64?
        var storefront = "us"
    }

    /// Evaluates a rule once a minute, and returns the minutes at which it fired with the titles of the alerts.
    ///
    /// - Parameter begin: The minute at which the run begins.
    private func outcome(_ rule: String, _ reviews: [Review], from begin: Int64 = 0, minutes: Int64) throws
        -> (minutes: [Int64], alerts: [Alert])
    {
        var evaluator = AlertEvaluator([try AlertRule(rule, of: .one(app))], start: start + begin * 60)
        var ledger = Ledger()
        // A review that was received long ago, so that the others aren't the storefront's first.
        let all = ["us", "jp"].map { Review(date: -9_000, received: -9_000, storefront: $0) } + reviews
        var (fired, alerts): ([Int64], [Alert]) = ([], [])
        for minute in begin...minutes {
            for (id, review) in all.enumerated()
            where (review.received ?? review.date) == minute
                || (minute == begin && (review.received ?? review.date) < begin)
            {
                let time = start + (review.received ?? review.date) * 60
                let new = AppReview(
                    id: Int64(id + 1),
                    stars: review.stars,
                    publishedAt: start + review.date * 60,
                    receivedAt: time
                )
                ledger.append(ReviewReading(new, of: app, in: Fixtures.chart(review.storefront).storefront))
            }
            for case .fire(let alert) in evaluator.evaluate(ledger.snapshot, now: start + minute * 60) {
                fired.append(minute)
                alerts.append(alert)
            }
        }
        return (fired, alerts)
    }

    /// Returns reviews whose dates and times of receipt are minutes.
    private func reviews(_ minutes: [Int64], stars: Int = 1, received: Int64? = nil, in storefront: String = "us")
        -> [Review]
    {
        minutes.map { Review(stars: stars, date: $0, received: received, storefront: storefront) }
    }

    @Test("a rule fires once when the number of reviews within the period exceeds the limit, and later again")
    func burst() throws {
        let rule = "reviews 1-star > 2 in 1h"
        #expect(try outcome(rule, reviews([10, 20, 30, 40]), minutes: 200).minutes == [30])
        #expect(try outcome(rule, reviews([10, 20, 71, 90]), minutes: 200).minutes == [])
        #expect(try outcome(rule, reviews([10, 20, 30, 200, 210, 220]), minutes: 300).minutes == [30, 220])
        #expect(try outcome(rule, reviews([10, 20, 30], stars: 2), minutes: 100).minutes == [])
        #expect(try outcome("reviews > 2 in 1h", reviews([10, 20, 30], stars: 2), minutes: 100).minutes == [30])
    }

    @Test("reviews that the first poll receives in the second in which the run begins fire, earlier ones don't")
    func firstPoll() throws {
        let rule = "reviews 1-star > 2 in 1h"
        #expect(try outcome(rule, reviews([10, 20, 30], received: 40), from: 40, minutes: 100).minutes == [40])
        #expect(try outcome(rule, reviews([10, 20, 30], received: 39), from: 40, minutes: 100).minutes == [])
    }

    @Test("each storefront is counted separately, and a rule can name one")
    func storefronts() throws {
        let both = reviews([10, 20, 30]) + reviews([5], in: "jp")
        #expect(try outcome("reviews > 3 in 1h", both, minutes: 100).minutes == [])
        #expect(try outcome("reviews > 2 in 1h in us", both, minutes: 100).minutes == [30])
        #expect(try outcome("reviews > 2 in 1h in jp", both, minutes: 100).minutes == [])
    }

    @Test("a review that arrives late counts at its date, unless it is more than a week late")
    func late() throws {
        let rule = "reviews > 2 in 1h"
        #expect(try outcome(rule, reviews([10, 20, 30], received: 300), minutes: 400).minutes == [300])
        #expect(try outcome(rule, reviews([10, 80, 150], received: 300), minutes: 400).minutes == [])
        #expect(try outcome(rule, reviews([10, 20, 30], received: 10_200), minutes: 10_300).minutes == [])
    }

    @Test("reviews that were there before the storefront was first polled don't trigger an alert")
    func history() throws {
        var evaluator = AlertEvaluator([try AlertRule("reviews > 2 in 24h", of: .one(app))], start: start)
        var ledger = Ledger()
        func add(_ ids: ClosedRange<Int64>, at date: Int64, received: Int64) {
            for id in ids {
                let review = AppReview(
                    id: id,
                    stars: 3,
                    publishedAt: start + date * 60,
                    receivedAt: start + received * 60
                )
                ledger.append(ReviewReading(review, of: app, in: Fixtures.chart("us").storefront))
            }
        }
        add(1...50, at: 5, received: 10)
        #expect(evaluator.evaluate(ledger.snapshot, now: start + 600).isEmpty)
        add(51...52, at: 15, received: 20)
        #expect(!evaluator.evaluate(ledger.snapshot, now: start + 1200).isEmpty)
    }

    @Test("after a restart, what was met before doesn't fire again, and a new burst does")
    func restart() throws {
        let rule = "reviews > 2 in 1h"
        let known = reviews([10, 20, 30])
        #expect(try outcome(rule, known + reviews([45]), from: 40, minutes: 300).minutes == [])
        #expect(try outcome(rule, known + reviews([200, 210, 220]), from: 40, minutes: 300).minutes == [220])
        // The third review arrives after the restart.
        #expect(try outcome(rule, reviews([10, 20]) + reviews([45]), from: 40, minutes: 300).minutes == [45])
    }

    @Test("an alert names the number of reviews, the stars, the storefront and the period")
    func text() throws {
        let alert = try #require(
            try outcome("reviews 1-star > 2 in 1h", reviews([10, 20, 30]), minutes: 40).alerts.first
        )
        #expect(alert.title == "42 has 3 1-star reviews in US within 60 min")
        let time = TimeFormat.clockAndZone(start + 1800, in: .utc)
        #expect(alert.text == "\(alert.title); the last is from \(time)")
        #expect(alert.subject == .listing(app, Fixtures.chart("us").storefront))
    }

    @Test("a rule in a storefront whose reviews no source polls can't fire")
    func reach() throws {
        let (us, jp) = (Fixtures.chart("us").storefront, Fixtures.chart("jp").storefront)
        func text(_ rule: String, _ reviewed: Set<Storefront>) throws -> String? {
            RuleReach(of: try AlertRule(rule, of: .any), in: LedgerSnapshot(), reviewed: reviewed)?.text
        }
        #expect(try text("reviews > 5 in 1h", []) == "can't fire: no source polls reviews in any storefront")
        #expect(try text("reviews > 5 in 1h in us", [jp]) == "can't fire: no source polls reviews in US")
        #expect(try text("reviews > 5 in 1h in us", [us])?.hasPrefix("not yet: ") == true)
    }
}
