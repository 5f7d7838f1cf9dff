import Alerts
import History
import Market
import TestSupport
import Testing

@Suite("RuleReach: why an alert rule can't fire")
struct RuleReachTests {
    private let app: AppID

    init() throws { app = try #require(AppID(stored: "42")) }

    /// Returns a ledger with snapshots of US Top Free (100 entries, then 60), JP Top Free (50) and US Top Paid (100).
    private func ledger(watching apps: [AppID] = []) throws -> LedgerSnapshot {
        var ledger = Ledger()
        for (storefront, kind, depths) in [
            ("us", ChartKind.topFree, [100, 60]), ("jp", .topFree, [50]), ("us", .topPaid, [100]),
        ] {
            let chart = Chart(storefront: try #require(Storefront(stored: storefront)), kind: kind)
            for (step, depth) in depths.enumerated() {
                let entries = try (1...depth).map { number in
                    RankEntry(rank: try #require(Rank(number)), app: try #require(AppID(stored: "\(number)")))
                }
                ledger.append(
                    ChartSnapshot(chart: chart, observedAt: Marbles.start + Int64(step) * 900, entries: entries)
                )
            }
        }
        ledger.watch(apps)
        return ledger.snapshot
    }

    @Test(
        "RuleReach gives the reason why a rule can't fire with the available charts and counts",
        arguments: [
            ("enters top 100 of us top-free", nil),
            ("enters top 101 of us top-free", "can't fire: US Top Free lists 100 apps"),
            ("leaves top 200 of us top-free", "can't fire: US Top Free lists 100 apps"),
            ("leaves us top-free", nil), ("enters us top-free", nil),
            ("enters top 60 of jp top-free", "can't fire: JP Top Free lists 50 apps"),
            ("enters top 60 of any top-free", nil),
            ("enters top 200 of any top-free", "can't fire: the charts list at most 100 apps"),
            ("enters top 200", "can't fire: the charts list at most 100 apps"),
            ("rank <= 200 in us top-free", "fires once the app enters the chart: US Top Free lists 100 apps"),
            ("moved > 99 in 24h in us top-free", nil),
            ("moved > 100 in 24h in us top-free", "can't fire: US Top Free lists 100 apps"),
            ("rank <= 10 in br top-free", "can't fire: no snapshots of BR Top Free"),
            ("rank <= 10 in us top-free games", "can't fire: no snapshots of US Top Free games"),
            ("rank <= 10 in any top-grossing", "can't fire: no snapshots of Top Grossing in any storefront"),
            ("rating < 4 in us", "not yet: no ratings of the app; a source such as appstore:ratings polls them"),
            ("ratings >= 1k", "not yet: no ratings of the app; a source such as appstore:ratings polls them"),
            (
                "reviews 1-star > 10 in 1h",
                "not yet: no reviews of the app; a source such as appstore:reviews polls them"
            ),
            ("downloads >= 1M", "not yet: no download counts for the app"),
            ("source stale", "can't fire: no source is polled"),
        ]
    )
    func rules(text: String, expected: String?) throws {
        let reach = RuleReach(of: try AlertRule(text, of: .one(app)), in: try ledger())
        #expect(reach?.text == expected)
        #expect((reach?.isFinal ?? false) == (expected?.hasPrefix("can't fire") ?? false))
    }

    @Test("RuleReach reports an empty watchlist and an app that no chart has listed")
    func apps() throws {
        let rule = try AlertRule("rank <= 10 in us top-free")
        #expect(RuleReach(of: rule, in: try ledger())?.text == "can't fire: the watchlist is empty")
        #expect(RuleReach(of: rule, in: try ledger(watching: [app])) == nil)
        let unlisted = try AlertRule("rank <= 10 in us top-free", of: .one(try #require(AppID(stored: "999"))))
        #expect(RuleReach(of: unlisted, in: try ledger())?.text == "not yet: no chart has listed 999")
        #expect(RuleReach(of: unlisted, in: try ledger())?.isFinal == false)
    }

    @Test("before the first snapshot, RuleReach reports a rule only if no source polls the rule's chart")
    func beginning() throws {
        let rule = try AlertRule("enters top 200 of us top-free", of: .any)
        #expect(RuleReach(of: rule, in: LedgerSnapshot()) == nil)
        let (us, jp) = (Fixtures.chart("us"), Fixtures.chart("jp"))
        #expect(RuleReach(of: rule, in: LedgerSnapshot(), polled: [us, jp]) == nil)
        let reach = RuleReach(of: rule, in: LedgerSnapshot(), polled: [jp])
        #expect(reach?.text == "can't fire: no source polls US Top Free")
    }
}
