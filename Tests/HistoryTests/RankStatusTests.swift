import History
import Market
import TestSupport
import Testing
import TimeSeries

@Suite("Rank status of an app")
struct RankStatusTests {
    @Test("an app's rank status matches the rank table at different times and for different change windows")
    func asTheTable() throws {
        let ledger = Dashboards.market()
        for chart in ledger.charts {
            for hour in stride(from: Int64(0), through: 150, by: 7) {
                let instant = Fixtures.time("2026-03-01") + hour * 3600
                for window: Int64 in [3600, 86_400, 604_800] {
                    guard let table = ledger.rankTable(of: chart, asOf: instant, window: window) else { continue }
                    for app in table.apps {
                        let status = try #require(
                            ledger.rankStatus(of: app.app, in: chart, asOf: instant, window: window)
                        )
                        #expect(status.rank == app.rank && status.previousRank == app.previousRank)
                        #expect(status.state == app.state && status.change == app.change)
                        #expect(status.seen == table.ranking.confirmedUntil)
                    }
                    for app in table.dropped {
                        let status = try #require(
                            ledger.rankStatus(of: app.app, in: chart, asOf: instant, window: window)
                        )
                        #expect(status.rank == nil && status.previousRank == app.lastRank)
                        #expect(status.state == nil)
                    }
                    let leader = table.apps.first { $0.rank.value == 1 }
                    #expect(ledger.leader(of: chart, asOf: instant) == leader?.app)
                }
            }
        }
    }

    @Test("the status of a rank published in a launch file is partial and has no change")
    func quoted() throws {
        let ledger = try Dashboards.library()
        let sora = try Fixtures.launch("sora")
        let chart = try #require(ledger.rankRecords(of: sora.app, asOf: Fixtures.time("2026-11-01")).first?.chart)
        let status = try #require(
            ledger.rankStatus(of: sora.app, in: chart, asOf: Fixtures.time("2026-11-01"), window: 86_400)
        )
        #expect(
            status.isPartial && status.state == nil && status.change == nil && status.comparedTo == nil
        )
    }

    @Test(
        "ranks in a vendor's series are compared with the series' rank nearest to the start of the window",
        arguments: [
            // The hours before the newest rank at which ranks are known, the window, and the hour that is compared with.
            ([1, 2], 1, 1), ([2], 1, 2), ([3], 1, nil), ([1, 24], 24, 24), ([1, 25], 24, 25), ([1, 26], 24, nil),
            ([24], 24, nil),
        ] as [([Int64], Int64, Int64?)]
    )
    func series(hours: [Int64], window: Int64, expected: Int64?) throws {
        let (chart, now) = (Fixtures.chart(), Fixtures.time("2026-03-10T12:00:00Z"))
        var ledger = Ledger()
        for hour in (hours + [0]).sorted(by: >) {
            let entry = RankEntry(rank: Fixtures.rank(Int(10 + hour)), app: Fixtures.app("5"))
            ledger.append(
                ChartSnapshot(chart: chart, observedAt: now - hour * 3600, coverage: .partial, entries: [entry])
            )
        }
        let status = try #require(
            ledger.snapshot.rankStatus(of: Fixtures.app("5"), in: chart, asOf: now, window: window * 3600)
        )
        #expect(status.isPartial && status.comparedTo == expected.map { now - $0 * 3600 })
        #expect(status.change == expected.map(Int.init) && status.state == expected.map { _ in .steady })
        let table = try #require(ledger.snapshot.rankTable(of: chart, asOf: now, window: window * 3600))
        #expect(table.comparedTo == status.comparedTo && table.apps.map(\.previousRank) == [status.previousRank])
        #expect(table.dropped.isEmpty && table.apps.map(\.state) == [status.state])
    }

    @Test(
        "an app that an earlier rank of a vendor's series doesn't mention is neither new nor compared, and none drops out"
    )
    func otherApps() throws {
        let (chart, now) = (Fixtures.chart(), Fixtures.time("2026-03-10T12:00:00Z"))
        var ledger = Ledger()
        for (hour, app) in [(1, "6"), (0, "5")] as [(Int64, String)] {
            let entry = RankEntry(rank: Fixtures.rank(9), app: Fixtures.app(app))
            ledger.append(
                ChartSnapshot(chart: chart, observedAt: now - hour * 3600, coverage: .partial, entries: [entry])
            )
        }
        let table = try #require(ledger.snapshot.rankTable(of: chart, asOf: now, window: 3600))
        #expect(table.apps.map(\.state) == [nil] && table.dropped.isEmpty)
        let status = ledger.snapshot.rankStatus(of: Fixtures.app("5"), in: chart, asOf: now, window: 3600)
        #expect(status?.comparedTo == nil && status?.state == nil)
    }

    @Test(
        "the #1 app's lead has a known start unless the app was #1 in the first snapshot",
        arguments: [
            (["1", "1", "1"], 0, false), (["2", "1", "1"], 1, true), (["1", "2", "1"], 2, true),
            (["2", "2", "1"], 2, true), (["1"], 0, false),
        ]
    )
    func lead(leaders: [String], since: Int, hasKnownStart: Bool) throws {
        var ledger = Ledger()
        let start = Fixtures.time("2026-03-01")
        for (day, leader) in leaders.enumerated() {
            // The other apps swap ranks so that each day has a different snapshot.
            let rest = day % 2 == 0 ? ["3", "4"] : ["4", "3"]
            ledger.append(Fixtures.snapshot([leader] + rest, at: (start + Int64(day) * 86_400).iso8601))
        }
        let lead = try #require(ledger.snapshot.lead(of: Fixtures.chart(), asOf: start + 30 * 86_400))
        #expect(lead.app == Fixtures.app("1") && lead.hasKnownStart == hasKnownStart)
        #expect(lead.since == start + Int64(since) * 86_400)
        #expect(ledger.snapshot.lead(of: Fixtures.chart("jp"), asOf: start) == nil)
        #expect(ledger.snapshot.lead(of: Fixtures.chart(), asOf: start - 1) == nil)
    }
}
