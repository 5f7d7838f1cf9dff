import History
import Market
import Simulation
import TestSupport
import Testing
import TimeSeries

/// Expects that two ledgers answer random questions about a random archive in the same way.
///
/// - Parameter apps: The apps to ask about (default: all apps of the archive, and some that it doesn't have).
func expectSameAnswers(
    _ loaded: LedgerSnapshot,
    _ expected: LedgerSnapshot,
    of archive: RandomArchive,
    apps: [AppID] = (0..<95).map { Fixtures.app("\(6_000_000_000 + $0)") },
    seed: UInt64
) throws {
    var chance = SeededGenerator(seed: seed)
    for _ in 0..<100 {
        let app = try #require(apps.randomElement(using: &chance))
        let chart = try #require(RandomArchive.charts.randomElement(using: &chance))
        let time = archive.time - Int64.random(in: 0...90 * 86_400, using: &chance)
        let comment: Comment = "seed \(seed), \(app.text) in \(chart.title) at \(time.iso8601)"
        #expect(loaded.ranking(of: chart, asOf: time) == expected.ranking(of: chart, asOf: time), comment)
        #expect(loaded.depth(of: chart, asOf: time) == expected.depth(of: chart, asOf: time), comment)
        #expect(loaded.entryCount(of: chart, asOf: time) == expected.entryCount(of: chart, asOf: time), comment)
        #expect(
            loaded.rankTable(of: chart, asOf: time, window: 86_400)
                == expected.rankTable(of: chart, asOf: time, window: 86_400),
            comment
        )
        #expect(
            loaded.rankStatus(of: app, in: chart, asOf: time, window: 86_400)
                == expected.rankStatus(of: app, in: chart, asOf: time, window: 86_400),
            comment
        )
        let (records, others) = (loaded.rankRecords(of: app, asOf: time), expected.rankRecords(of: app, asOf: time))
        #expect(
            records.map(\.chart) == others.map(\.chart) && records.map(\.record) == others.map(\.record),
            comment
        )
        let (reached, ranks) = (loaded.reaches(of: app, asOf: time), expected.reaches(of: app, asOf: time))
        #expect(reached == ranks, comment)
        let week = TimeRange(time - 7 * 86_400, time)
        #expect(
            loaded.rankPoints(of: app, in: chart, during: week)
                == expected.rankPoints(of: app, in: chart, during: week),
            comment
        )
        #expect(
            loaded.listedDays(of: app, in: chart, asOf: time) == expected.listedDays(of: app, in: chart, asOf: time),
            comment
        )
        #expect(loaded.lead(of: chart, asOf: time) == expected.lead(of: chart, asOf: time), comment)
        #expect(loaded.span(of: .app(app)) == expected.span(of: .app(app)), comment)
        #expect(loaded.instant(after: time, of: .app(app)) == expected.instant(after: time, of: .app(app)), comment)
        #expect(
            loaded.name(of: app, in: chart.storefront, asOf: time)
                == expected.name(of: app, in: chart.storefront, asOf: time),
            comment
        )
        #expect(loaded.name(of: app, asOf: time) == expected.name(of: app, asOf: time), comment)
    }
}

extension LedgerSnapshot {
    /// Returns when an app first reached some ranks, by chart.
    fileprivate func reaches(of app: AppID, asOf time: Timestamp) -> [Chart: [RankReach]] {
        let histories = rankHistories(of: app, reaching: [50, 10, 3, 1], asOf: time)
        return Dictionary(histories.map { ($0.chart, $0.reaches) }) { first, _ in first }
    }
}
