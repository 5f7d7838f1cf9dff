import Archive
import Foundation
import GRDB
import Market
import TestSupport
import Testing
import TimeSeries

@Suite("Removing snapshots from an archive")
struct ForgetTests {
    private let folder: TemporaryFolder
    private let path: String
    private static let start = Fixtures.time("2026-03-01")

    init() throws {
        folder = try TemporaryFolder()
        path = folder.url.appendingPathComponent("history.sqlite").path
    }

    private func filled(_ count: Int) throws -> ArchiveWriter {
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<count { try writer.append(NumberedBatches.batch(number)) }
        return writer
    }

    /// Returns the times at which a chart was seen, in order.
    private static func times(of chart: Chart, in reader: ArchiveReader) throws -> [Int64] {
        try reader.rankings(of: [chart]).series.flatMap { $0.series.blocks.flatMap(\.allSeenTimes) }
    }

    @Test(
        "removing a time span from an archive removes exactly its snapshots, and a dry run removes none",
        arguments: [(0, 0), (0, 50), (100, 400), (250, 260), (590, 599), (0, 599)] as [(Int64, Int64)]
    )
    func span(first: Int64, last: Int64) throws {
        var writer = try filled(600)
        let charts = NumberedBatches.charts
        let before = try charts.map { try Self.times(of: $0, in: writer.reader) }
        let (from, to) = (Self.start + first * 900, Self.start + last * 900)
        let dry = try writer.forget(from: from, through: to, isDryRun: true)
        #expect(try charts.map { try Self.times(of: $0, in: writer.reader) } == before)
        let summary = try writer.forget(from: from, through: to)
        #expect(summary == dry)
        let after = try charts.map { try Self.times(of: $0, in: writer.reader) }
        #expect(after == before.map { times in times.filter { $0 < from.seconds || $0 > to.seconds } })
        let removed = zip(before, after).reduce(0) { $0 + $1.0.count - $1.1.count }
        #expect(summary.snapshots == removed && removed > 0)
        #expect(summary.charts == charts)
        try writer.close()
        // The other snapshots can still be read.
        let reader = try ArchiveReader(path)
        #expect(try reader.rankings().problems == [])
        #expect(try charts.map { try Self.times(of: $0, in: reader) } == after)
        let newest = after.flatMap { $0 }.max().map(Timestamp.init(seconds:))
        #expect(try reader.lastSeen() == newest)
        #expect(try reader.charts() == (newest == nil ? [] : charts))
    }

    @Test("removing one chart's snapshots from an archive doesn't affect other charts")
    func oneChart() throws {
        var writer = try filled(200)
        let chart = NumberedBatches.charts[1]
        let others = try [0, 2].map { try writer.reader.story(of: NumberedBatches.charts[$0]) }
        let summary = try writer.forget(from: Self.start, through: Self.start + 86_400 * 30, of: [chart])
        #expect(summary.charts == [chart])
        #expect(try writer.reader.charts() == [NumberedBatches.charts[0], NumberedBatches.charts[2]])
        #expect(try [0, 2].map { try writer.reader.story(of: NumberedBatches.charts[$0]) } == others)
        try writer.append(NumberedBatches.batch(200))
        #expect(try Self.times(of: chart, in: writer.reader).count == 1)
    }

    @Test("removing snapshots with wrong timestamps from an archive doesn't affect snapshots added later")
    func wrongClock() throws {
        var writer = try filled(100)
        let wrong = NumberedBatches.batch(100).snapshots.map {
            ChartSnapshot(chart: $0.chart, observedAt: Fixtures.time("2036-01-01"), entries: $0.entries)
        }
        try writer.append(ArchiveBatch(source: "wrong", snapshots: wrong))
        for number in 101..<120 { try writer.append(NumberedBatches.batch(number)) }
        let summary = try writer.forget(from: Fixtures.time("2030-01-01"), through: Fixtures.time("2040-01-01"))
        #expect(summary.snapshots == 3)
        #expect(summary.first == Fixtures.time("2036-01-01") && summary.last == summary.first)
        #expect(try writer.reader.lastSeen() == NumberedBatches.batch(119).snapshots[0].observedAt)
        #expect(try writer.reader.catalog().chartSources.allSatisfy { $0.source == "numbered" })
        try writer.append(ArchiveBatch(source: "wrong", snapshots: NumberedBatches.batch(120).snapshots))
        #expect(try writer.reader.catalog().chartSources.count == 6)
    }

    /// Returns a batch with one snapshot in which all apps have the same name.
    private static func batch(_ name: String, _ day: String) -> ArchiveBatch {
        var snapshot = Fixtures.snapshot(["1", "2"], at: day)
        for index in snapshot.entries.indices { snapshot.entries[index].name = name }
        return ArchiveBatch(source: "test", snapshots: [snapshot])
    }

    @Test("removing snapshots with wrong timestamps also undoes their effect on app names", arguments: [true, false])
    func names(isReopened: Bool) throws {
        let control = folder.url.appendingPathComponent("control.sqlite").path
        var histories: [[NameSpan]] = []
        for path in [path, control] {
            var writer = try ArchiveWriter(path, owner: "test")
            try writer.append(Self.batch("Old", "2026-03-01"))
            if path != control {
                try writer.append(Self.batch("Old", "2036-01-01"))
                try writer.append(Self.batch("Never", "2036-01-02"))
                _ = try writer.forget(from: Fixtures.time("2030-01-01"), through: Fixtures.time("2040-01-01"))
            }
            if isReopened {
                try writer.close()
                writer = try ArchiveWriter(path, owner: "test")
            }
            for (name, days) in [("New", 5...6), ("Old", 10...10), ("New", 12...25)] {
                for day in days { try writer.append(Self.batch(name, "2026-03-\(day < 10 ? "0" : "")\(day)")) }
            }
            try writer.close()
            histories.append(try ArchiveReader(path).catalog().nameSpans)
        }
        #expect(histories[0] == histories[1])
        #expect(histories[0].last?.name == "New")
    }

    @Test("removing all snapshots from an archive keeps only charts with a damaged block, and their sources")
    func leftovers() throws {
        var writer = try filled(200)
        try writer.seal()
        try writer.close()
        let queue = try DatabaseQueue(path: path)
        try queue.write {
            try $0.execute(
                sql: "UPDATE block SET data = X'00' WHERE key = (SELECT min(key) FROM block WHERE chart = 1)"
            )
            try $0.execute(sql: "UPDATE chart_source SET first = first - 864000")
        }
        try queue.close()
        writer = try ArchiveWriter(path, owner: "test")
        _ = try writer.forget(from: Self.start, through: Self.start + 86_400 * 30)
        #expect(try writer.reader.charts() == [NumberedBatches.charts[0]])
        #expect(try writer.reader.catalog().chartSources.allSatisfy { $0.chart == NumberedBatches.charts[0] })
    }

    @Test("removing a time span without snapshots leaves the archive unchanged")
    func nothing() throws {
        var writer = try filled(10)
        let before = try writer.reader.story(of: NumberedBatches.charts[0])
        #expect(
            try writer.forget(from: Fixtures.time("2020-01-01"), through: Fixtures.time("2020-12-31")).snapshots == 0
        )
        #expect(
            try writer.forget(from: Fixtures.time("2026-12-31"), through: Fixtures.time("2026-01-01")).snapshots == 0
        )
        #expect(try writer.reader.story(of: NumberedBatches.charts[0]) == before)
    }
}
