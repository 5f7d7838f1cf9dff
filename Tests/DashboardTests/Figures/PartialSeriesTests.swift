import Canvas
import History
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Dashboard

@Suite("Ranks in series of partial snapshots")
struct PartialSeriesTests {
    private static let chart = Fixtures.chart()
    private static let app = Fixtures.app("1")

    /// Returns a ledger with partial snapshots of the app, with its rank at each time.
    private static func ledger(_ points: [(time: String, rank: Int)]) -> LedgerSnapshot {
        var ledger = Ledger()
        for (time, rank) in points {
            let entries = [RankEntry(rank: Fixtures.rank(rank), app: app)]
            ledger.append(
                ChartSnapshot(chart: chart, observedAt: Fixtures.time(time), coverage: .partial, entries: entries)
            )
        }
        return ledger.snapshot
    }

    private static func rank(_ points: [(time: String, rank: Int)], at time: String) -> Int? {
        let instant = Fixtures.time(time)
        let history = RankHistory(of: app, in: chart, ledger: ledger(points), asOf: instant, from: instant - 86_400)
        return history.point(at: instant.seconds)?.rank.map { Int($0) }
    }

    @Test("a single rank applies only to its own time; ranks that follow each other shortly apply until the next one")
    func hold() {
        let quotes = [("2026-03-01T10:00:00Z", 3), ("2026-03-02T10:00:00Z", 2)]
        #expect(Self.rank(quotes, at: "2026-03-02T10:00:00Z") == 2)
        #expect(Self.rank(quotes, at: "2026-03-02T10:01:00Z") == nil)
        let hours = [("2026-03-01T10:00:00Z", 3), ("2026-03-01T11:00:00Z", 2), ("2026-03-01T13:00:00Z", 5)]
        #expect(Self.rank(hours, at: "2026-03-01T10:30:00Z") == nil)
        for (time, rank) in [("11:59", 2), ("13:00", 5), ("15:30", 5)] {
            #expect(Self.rank(hours, at: "2026-03-01T\(time):00Z") == rank)
        }
        #expect(Self.rank(hours, at: "2026-03-01T15:31:00Z") == nil)
    }

    @Test("a chart with a partial series is stale 2.5 hours after its last rank, and one with a single rank at once")
    func stale() {
        func isStale(_ points: [(time: String, rank: Int)], at time: String) -> Bool? {
            NewestSnapshots(in: Self.ledger(points), asOf: Fixtures.time(time)).all.first?.isStale
        }
        let hours = [("2026-03-01T10:00:00Z", 3), ("2026-03-01T11:00:00Z", 2)]
        #expect(isStale(hours, at: "2026-03-01T13:30:00Z") == false)
        #expect(isStale(hours, at: "2026-03-01T13:31:00Z") == true)
        #expect(isStale([hours[1]], at: "2026-03-01T11:01:00Z") == true)
    }

    @Test("ranks that follow each other shortly are drawn as a line, and single ranks as dots")
    func lines() {
        let points = [
            ("2026-03-01T10:00:00Z", 3), ("2026-03-02T10:00:00Z", 2), ("2026-03-02T11:00:00Z", 4),
            ("2026-03-02T12:00:00Z", 6),
        ]
        let ledger = Self.ledger(points)
        let instant = Fixtures.time("2026-03-02T12:00:00Z")
        let history = RankHistory(
            of: Self.app,
            in: Self.chart,
            ledger: ledger,
            asOf: instant,
            from: Fixtures.time("2026-03-01")
        )
        #expect(history.chartPoints(in: ledger).map(\.isIsolated) == [true, false, false, false])
    }
}
