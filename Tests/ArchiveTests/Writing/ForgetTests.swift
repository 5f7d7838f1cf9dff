import Archive
import Foundation
import GRDB
import Market
import TestSupport
import Testing
import TimeSeries

@Suite("Removing a span of snapshots from an archive")
struct ForgetTests {
    private let folder: TemporaryFolder
    private let path: String
    private static let start = Fixtures.time("2026-03-01")

    init() throws {
        folder = try TemporaryFolder()
        path = folder.url.appendingPathComponent("history.sqlite").path
    }

    private func filled(_ count: Int) throws -> ArchiveWriter {
        var writer = try ArchiveWriter(path, who: "test")
        for number in 0..<count { try writer.append(NumberedBatches.batch(number)) }
        return writer
    }

    /// What the archive says of a chart's sightings, in order.
    private static func times(of chart: Chart, in reader: ArchiveReader) throws -> [Int64] {
        try reader.rankings(of: [chart]).series.flatMap { $0.series.blocks.flatMap(\.allSightings) }
    }

    @Test(
        "exactly the snapshots of the span go, whatever blocks they are in, and the rest stays as it was",
        arguments: [(0, 0), (0, 50), (100, 400), (250, 260), (590, 599), (0, 599)] as [(Int64, Int64)]
    )
    func span(first: Int64, last: Int64) throws {
        var writer = try filled(600)
        let charts = NumberedBatches.charts
        let before = try charts.map { try Self.times(of: $0, in: writer.reader) }
        let (from, to) = (Self.start + first * 900, Self.start + last * 900)
        let dry = try writer.forget(from: from, through: to, isDryRun: true)
        #expect(try charts.map { try Self.times(of: $0, in: writer.reader) } == before)
        let forgotten = try writer.forget(from: from, through: to)
        #expect(forgotten == dry)
        let after = try charts.map { try Self.times(of: $0, in: writer.reader) }
        #expect(after == before.map { times in times.filter { $0 < from.seconds || $0 > to.seconds } })
        let removed = zip(before, after).reduce(0) { $0 + $1.0.count - $1.1.count }
        #expect(forgotten.snapshots == removed && removed > 0)
        #expect(forgotten.charts == charts)
        try writer.close()
        // What is read at another instant is what it was.
        let reader = try ArchiveReader(path)
        #expect(try reader.rankings().problems == [])
        #expect(try charts.map { try Self.times(of: $0, in: reader) } == after)
        let newest = after.flatMap { $0 }.max().map(Timestamp.init(seconds:))
        #expect(try reader.lastSighting() == newest)
        #expect(try reader.charts() == (newest == nil ? [] : charts))
    }

    @Test("of one chart, the others stay")
    func oneChart() throws {
        var writer = try filled(200)
        let chart = NumberedBatches.charts[1]
        let others = try [0, 2].map { try writer.reader.story(of: NumberedBatches.charts[$0]) }
        let forgotten = try writer.forget(from: Self.start, through: Self.start + 86_400 * 30, of: [chart])
        #expect(forgotten.charts == [chart])
        #expect(try writer.reader.charts() == [NumberedBatches.charts[0], NumberedBatches.charts[2]])
        #expect(try [0, 2].map { try writer.reader.story(of: NumberedBatches.charts[$0]) } == others)
        try writer.append(NumberedBatches.batch(200))
        #expect(try Self.times(of: chart, in: writer.reader).count == 1)
    }

    @Test("snapshots of a wrong clock go, and what else was written since the start stays")
    func wrongClock() throws {
        var writer = try filled(100)
        let wrong = NumberedBatches.batch(100).snapshots.map {
            ChartSnapshot(chart: $0.chart, observedAt: Fixtures.time("2036-01-01"), entries: $0.entries)
        }
        try writer.append(ArchiveBatch(source: "wrong", snapshots: wrong))
        for number in 101..<120 { try writer.append(NumberedBatches.batch(number)) }
        let forgotten = try writer.forget(from: Fixtures.time("2030-01-01"), through: Fixtures.time("2040-01-01"))
        #expect(forgotten.snapshots == 3)
        #expect(forgotten.first == Fixtures.time("2036-01-01") && forgotten.last == forgotten.first)
        #expect(try writer.reader.lastSighting() == NumberedBatches.batch(119).snapshots[0].observedAt)
        #expect(try writer.reader.catalog().chartSources.allSatisfy { $0.source == "numbered" })
        try writer.append(ArchiveBatch(source: "wrong", snapshots: NumberedBatches.batch(120).snapshots))
        #expect(try writer.reader.catalog().chartSources.count == 6)
    }

    /// A list as one source spells it, of a day in March 2026 or of another year.
    private static func list(_ name: String, _ day: String) -> ArchiveBatch {
        var list = Fixtures.snapshot(["1", "2"], at: day)
        for place in list.entries.indices { list.entries[place].name = name }
        return ArchiveBatch(source: "test", snapshots: [list])
    }

    @Test("names are as if the snapshots of a wrong clock had never been", arguments: [true, false])
    func names(isReopened: Bool) throws {
        let control = folder.url.appendingPathComponent("control.sqlite").path
        var histories: [[ArchiveCatalog.Naming]] = []
        for path in [path, control] {
            var writer = try ArchiveWriter(path, who: "test")
            try writer.append(Self.list("Old", "2026-03-01"))
            if path != control {
                try writer.append(Self.list("Old", "2036-01-01"))
                try writer.append(Self.list("Never", "2036-01-02"))
                _ = try writer.forget(from: Fixtures.time("2030-01-01"), through: Fixtures.time("2040-01-01"))
            }
            if isReopened {
                try writer.close()
                writer = try ArchiveWriter(path, who: "test")
            }
            for (name, days) in [("New", 5...6), ("Old", 10...10), ("New", 12...25)] {
                for day in days { try writer.append(Self.list(name, "2026-03-\(day < 10 ? "0" : "")\(day)")) }
            }
            try writer.close()
            histories.append(try ArchiveReader(path).catalog().namings)
        }
        #expect(histories[0] == histories[1])
        #expect(histories[0].last?.name == "New")
    }

    @Test("a chart of which a damaged block stays keeps its number, and its sources go with a chart that goes")
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
        writer = try ArchiveWriter(path, who: "test")
        _ = try writer.forget(from: Self.start, through: Self.start + 86_400 * 30)
        #expect(try writer.reader.charts() == [NumberedBatches.charts[0]])
        #expect(try writer.reader.catalog().chartSources.allSatisfy { $0.chart == NumberedBatches.charts[0] })
    }

    @Test("a span without snapshots changes nothing")
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
