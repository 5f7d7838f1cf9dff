import History
import Market
import TestSupport
import Testing
import TimeSeries

@Suite("Where one app stood")
struct RankStatusTests {
    @Test("of every app it is what the whole table says, at every instant and over every window")
    func asTheTable() throws {
        let ledger = Dashboards.market()
        for chart in ledger.charts {
            for hour in stride(from: Int64(0), through: 150, by: 7) {
                let instant = Fixtures.time("2026-03-01") + hour * 3600
                for window: Int64 in [3600, 86_400, 604_800] {
                    guard let table = ledger.rankTable(of: chart, asOf: instant, window: window) else { continue }
                    for app in table.apps {
                        let rankStatus = try #require(
                            ledger.rankStatus(of: app.app, in: chart, asOf: instant, window: window)
                        )
                        #expect(rankStatus.rank == app.rank && rankStatus.previousRank == app.previousRank)
                        #expect(rankStatus.state == app.state && rankStatus.change == app.change)
                        #expect(rankStatus.seen == table.ranking.confirmedUntil)
                    }
                    for app in table.dropped {
                        let rankStatus = try #require(
                            ledger.rankStatus(of: app.app, in: chart, asOf: instant, window: window)
                        )
                        #expect(rankStatus.rank == nil && rankStatus.previousRank == app.lastRank)
                        #expect(rankStatus.state == nil)
                    }
                    let leader = table.apps.first { $0.rank.value == 1 }
                    #expect(ledger.leader(of: chart, asOf: instant) == leader?.app)
                }
            }
        }
    }

    @Test("a place that somebody quoted has no change, and is no list")
    func quoted() throws {
        let ledger = try Dashboards.library()
        let sora = try Fixtures.launch("sora")
        let chart = try #require(ledger.rankRecords(of: sora.app, asOf: Fixtures.time("2026-11-01")).first?.chart)
        let rankStatus = try #require(
            ledger.rankStatus(of: sora.app, in: chart, asOf: Fixtures.time("2026-11-01"), window: 86_400)
        )
        #expect(
            rankStatus.isPartial && rankStatus.state == nil && rankStatus.change == nil && rankStatus.comparedTo == nil
        )
    }

    @Test(
        "how long it has been first, and whether that is all that is known",
        arguments: [
            (["1", "1", "1"], 0, false), (["2", "1", "1"], 1, true), (["1", "2", "1"], 2, true),
            (["2", "2", "1"], 2, true), (["1"], 0, false),
        ]
    )
    func lead(leaders: [String], since: Int, isTaken: Bool) throws {
        var ledger = Ledger()
        let start = Fixtures.time("2026-03-01")
        for (day, leader) in leaders.enumerated() {
            // The others change places, so that each day is a list of its own.
            let rest = day % 2 == 0 ? ["3", "4"] : ["4", "3"]
            ledger.append(Fixtures.snapshot([leader] + rest, at: (start + Int64(day) * 86_400).iso8601))
        }
        let lead = try #require(ledger.snapshot.lead(of: Fixtures.chart(), asOf: start + 30 * 86_400))
        #expect(lead.app == Fixtures.app("1") && lead.isTaken == isTaken)
        #expect(lead.since == start + Int64(since) * 86_400)
        #expect(ledger.snapshot.lead(of: Fixtures.chart("jp"), asOf: start) == nil)
        #expect(ledger.snapshot.lead(of: Fixtures.chart(), asOf: start - 1) == nil)
    }
}
