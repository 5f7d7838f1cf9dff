import Archive
import Foundation
import Market
import TestSupport
import Testing

@Suite("Pruning an archive")
struct PruningTests {
    private static let day = Day.secondsPerDay
    private static let keep = 400 * day
    private static let newest = Fixtures.time("2026-11-28")

    @Test(
        "the pruning cutoff is based on the earlier of the wall clock and the newest snapshot plus uptime",
        arguments: [
            // The clock and the archive agree: at the start, after a day of uptime, after half a day without snapshots.
            ("2026-11-28", 0, "2025-10-24", nil),
            ("2026-11-29", 1, "2025-10-25", nil),
            ("2026-11-28T12:00:00Z", 0, "2025-10-24", nil),
            // Nothing was recorded for a month, or the clock is a month ahead.
            ("2026-12-28", 0, "2025-10-24", 30),
            // A clock ten years ahead, at the start and after a day; a clock ten years behind.
            ("2036-11-28", 0, "2025-10-24", 3653),
            ("2036-11-29", 1, "2025-10-25", 3653),
            ("2016-11-28", 0, "2015-10-25", -3652),
        ] as [(String, Int64, String, Int64?)]
    )
    func cutoff(wall: String, uptimeDays: Int64, cutoff: String, disagreementDays: Int64?) {
        let plan = PruningPlan(newest: Self.newest, uptime: 5000)
        let decision = plan.decision(
            wall: Fixtures.time(wall),
            uptime: 5000 + uptimeDays * Self.day,
            keep: Self.keep
        )
        #expect(decision.cutoff == Fixtures.time(cutoff))
        #expect(decision.disagreement == disagreementDays.map { $0 * Self.day })
    }

    @Test(
        "pruning an archive is refused if it contains a gap longer than the retention period",
        arguments: [true, false]
    )
    func gap(isSealed: Bool) throws {
        let folder = try TemporaryFolder()
        var writer = try ArchiveWriter(folder.url.appendingPathComponent("history.sqlite").path, owner: "test")
        for number in 0..<600 { try writer.append(NumberedBatches.batch(number)) }
        try writer.seal()
        let chart = NumberedBatches.charts[0]
        let before = try writer.reader.story(of: chart)
        // These snapshots have timestamps from a clock that is ten years ahead.
        let late = NumberedBatches.batch(600).snapshots.map { snapshot in
            ChartSnapshot(
                chart: snapshot.chart,
                observedAt: Fixtures.time("2036-03-01"),
                entries: snapshot.entries
            )
        }
        try writer.append(ArchiveBatch(source: "numbered", snapshots: late))
        if isSealed { try writer.seal() }
        let cutoff = Fixtures.time("2036-03-01") - Self.keep
        let last = NumberedBatches.batch(599).snapshots[0].observedAt
        #expect(
            try writer.prune(before: cutoff, keep: Self.keep)
                == .refused(from: last, to: Fixtures.time("2036-03-01"))
        )
        #expect(try writer.reader.story(of: chart).prefix(before.count - 1) == before.dropLast())
    }

    @Test("pruning an archive removes old blocks even if all newer snapshots are still in the log")
    func recentLog() throws {
        let folder = try TemporaryFolder()
        var writer = try ArchiveWriter(folder.url.appendingPathComponent("history.sqlite").path, owner: "test")
        for number in 0..<168 { try writer.append(NumberedBatches.batch(number)) }
        try writer.seal()
        for number in 168..<180 { try writer.append(NumberedBatches.batch(number)) }
        let cutoff = NumberedBatches.batch(170).snapshots[0].observedAt
        let result = try writer.prune(before: cutoff, keep: 3600)
        #expect(result == .removed(blocks: 3))
    }
}
