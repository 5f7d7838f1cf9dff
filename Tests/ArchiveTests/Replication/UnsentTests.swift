import Foundation
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Archive

@Suite("What an archive hasn't sent to an engine")
struct UnsentTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("history.sqlite").path }
    private let now = Fixtures.time("2026-06-01")

    init() throws { folder = try TemporaryFolder() }

    /// Sends batches to a model until everything is sent.
    private func sendAll(_ writer: inout ArchiveWriter, to engine: inout EngineModel) throws {
        while let batch = try writer.beginBatch(at: now) {
            engine.insert(try writer.reader.contents(of: batch))
            try writer.finishBatch(batch.number, at: now)
        }
    }

    private func append(_ count: Int, from number: inout Int, to writer: inout ArchiveWriter) throws {
        for _ in 0..<count {
            try writer.append(NumberedBatches.batch(number))
            number += 1
        }
    }

    @Test("an archive that isn't replicated has no batches and no state")
    func off() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        try writer.append(NumberedBatches.batch(0))
        #expect(try writer.reader.replicationState() == nil)
        #expect(try writer.beginBatch(at: now) == nil)
    }

    @Test("everything stored before and after replication begins is sent once it is stored", arguments: 1...4)
    func property(seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        var engine = EngineModel()
        var writer = try ArchiveWriter(path, owner: "test")
        var number = 0
        try append(Int.random(in: 0...200, using: &chance), from: &number, to: &writer)
        try writer.replicate(to: "host/a", collector: 7)
        var numbers: [Int64] = []
        while number < 400 {
            try append(Int.random(in: 0...9, using: &chance), from: &number, to: &writer)
            guard let batch = try writer.beginBatch(at: now) else { continue }
            numbers.append(batch.number)
            // Snapshots arrive while the batch is read and while it is sent.
            try append(Int.random(in: 0...2, using: &chance), from: &number, to: &writer)
            if Bool.random(using: &chance) { try writer.seal() }
            engine.insert(try writer.reader.contents(of: batch))
            try append(Int.random(in: 0...2, using: &chance), from: &number, to: &writer)
            switch Int.random(in: 0...3, using: &chance) {
            case 0:
                // The process is killed before it can record that the batch was sent.
                try writer.close()
                writer = try ArchiveWriter(path, owner: "test")
                #expect(try writer.beginBatch(at: now)?.number == batch.number, "seed \(seed)")
            case 1: break
            default: try writer.finishBatch(batch.number, at: now)
            }
        }
        try sendAll(&writer, to: &engine)
        #expect(numbers == numbers.sorted() && numbers.allSatisfy { $0 >= now.seconds }, "seed \(seed)")
        #expect(try writer.reader.replicationState()?.isComplete == true)
        let stories = try NumberedBatches.charts.map { try writer.reader.story(of: $0) }
        #expect(NumberedBatches.charts.map(engine.story) == stories, "seed \(seed)")
    }

    @Test("a replaced snapshot is sent again, with the ranking after it")
    func replaced() throws {
        var engine = EngineModel()
        var writer = try ArchiveWriter(path, owner: "test")
        try writer.replicate(to: "host/a", collector: 7)
        func append(_ ids: [String], at time: String) throws {
            try writer.append(ArchiveBatch(source: "test", snapshots: [Fixtures.snapshot(ids, at: time)]))
        }
        for hour in 10...13 { try append(["1", "2"], at: "2026-03-01T\(hour):00:00Z") }
        try sendAll(&writer, to: &engine)
        for isSealed in [false, true] {
            if isSealed { try writer.seal() }
            try append(isSealed ? ["5", "6"] : ["3", "4"], at: "2026-03-01T10:00:00Z")
            try append(["2", "1"], at: "2026-03-01T12:00:00Z")
            try sendAll(&writer, to: &engine)
            #expect(engine.story(of: Fixtures.chart()) == (try writer.reader.story(of: Fixtures.chart())))
        }
    }

    @Test("changed names, counts, listings and sources are sent, and removed names as removed")
    func rows() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        try writer.replicate(to: "host/a", collector: 7)
        func contents() throws -> UnsentContents {
            var all = UnsentContents()
            while let batch = try writer.beginBatch(at: now) {
                let read = try writer.reader.contents(of: batch)
                (all.names, all.counts, all.listings) = (
                    all.names + read.names, all.counts + read.counts, all.listings + read.listings
                )
                all.sources += read.sources
                try writer.finishBatch(batch.number, at: now)
            }
            return all
        }
        func snapshot(_ name: String, at time: String) -> ChartSnapshot {
            var snapshot = Fixtures.snapshot(["7"], at: time)
            snapshot.entries[0].name = name
            return snapshot
        }
        let app = Fixtures.app("7")
        let scope = Scope(stores: [.appStore], storefronts: nil)
        let counter = Counter(app: app, metric: .downloads, scope: scope, kind: .exact, source: "s")
        let count = ReportedCount(Count(days: [Fixtures.day("2026-03-01")], value: 5), of: counter, in: .appStore)
        let listing = ListingReading(
            app,
            in: Fixtures.chart().storefront,
            at: Fixtures.time("2026-03-01T10:30:00Z"),
            ListingState(ratingCount: 3)
        )
        try writer.append(
            ArchiveBatch(
                source: "s",
                snapshots: [snapshot("New", at: "2026-03-01T12:00:00Z")],
                counts: [count],
                listings: [listing]
            )
        )
        let first = try contents()
        #expect(first.names.map(\.span?.value.name) == ["New"])
        #expect(first.counts.map(\.report) == [count])
        #expect(first.listings.map(\.point.state.ratingCount) == [3])
        #expect(first.sources.map(\.source) == ["s"])
        // The name now begins earlier, so the row with the later time is removed.
        try writer.append(ArchiveBatch(source: "s", snapshots: [snapshot("New", at: "2026-03-01T11:00:00Z")]))
        let second = try contents()
        #expect(second.names.map(\.span?.value.name) == ["New", nil])
        #expect(second.names.map(\.since) == ["T11", "T12"].map { Fixtures.time("2026-03-01\($0):00:00Z").seconds })
        #expect(second.counts.isEmpty && second.listings.isEmpty && second.sources.count == 1)
        // A changed day is sent again with the other days of its row; a count of several days has a number.
        let days = [("2026-03-01", Int64(6)), ("2026-03-02", 7)].map { day, value in
            ReportedCount(Count(days: [Fixtures.day(day)], value: value), of: counter, in: .appStore)
        }
        let week = Array(Fixtures.day("2026-03-01")...Fixtures.day("2026-03-07"))
        let period = ReportedCount(Count(days: week, value: 50), of: counter, in: .appStore)
        try writer.append(ArchiveBatch(source: "s", snapshots: [], counts: [days[0], days[1], period]))
        let third = try contents()
        #expect(Set(third.counts.map(\.report)) == Set(days + [period]))
        #expect(third.counts.map { $0.number == nil }.sorted { $0 && !$1 } == [true, true, false])
        #expect(try contents().counts.isEmpty)
    }

    @Test("with another destination or after a loss, everything is sent again under the same collector")
    func again() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<100 { try writer.append(NumberedBatches.batch(number)) }
        try writer.replicate(to: "host/a", collector: 7)
        var first = EngineModel()
        try sendAll(&writer, to: &first)
        try writer.replicate(to: "host/a", collector: 8)
        #expect(try writer.beginBatch(at: now) == nil)
        try writer.replicate(to: "host/b", collector: 9)
        #expect(try writer.reader.replicationState()?.collector == 7)
        var second = EngineModel()
        try sendAll(&writer, to: &second)
        try writer.resendAll()
        var third = EngineModel()
        try sendAll(&writer, to: &third)
        #expect(first.story(of: Fixtures.chart()) == NumberedBatches.stories(after: 100)[0])
        #expect(second == first && third == first)
    }

    @Test("a batch has a number above those that the engine has")
    func numbers() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        try writer.replicate(to: "host/a", collector: 7)
        try writer.append(NumberedBatches.batch(0))
        let batch = try #require(try writer.beginBatch(at: now, after: now.seconds + 500))
        #expect(batch.number == now.seconds + 501)
        try writer.finishBatch(batch.number, at: now)
        try writer.append(NumberedBatches.batch(1))
        #expect(try writer.beginBatch(at: now)?.number == now.seconds + 502)
    }

    @Test("a batch is limited to a block of each of eight charts")
    func limit() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<1000 { try writer.append(NumberedBatches.batch(number)) }
        try writer.seal()
        try writer.replicate(to: "host/a", collector: 7)
        let batch = try #require(try writer.beginBatch(at: now))
        let contents = try writer.reader.contents(of: batch)
        #expect(contents.slices.map(\.frames.count) == [168, 168, 168])
        #expect(contents.problems.isEmpty)
    }
}

/// What an engine has after receiving batches: rankings by chart and time, and the times at which they were seen.
private struct EngineModel: Equatable {
    private var rankings: [Chart: [Int64: [RankingSeries.Entry]]] = [:]
    private var snapshots: [Chart: [Int64: (since: Int64, isPartial: Bool)]] = [:]
    private var apps: [UInt32: AppID] = [:]

    static func == (left: EngineModel, right: EngineModel) -> Bool {
        left.rankings == right.rankings
            && left.snapshots.mapValues { $0.mapValues(\.since) }
                == right.snapshots.mapValues { $0.mapValues(\.since) }
    }

    mutating func insert(_ contents: UnsentContents) {
        apps.merge(contents.apps) { $1 }
        for slice in contents.slices {
            for frame in slice.frames {
                let since = frame.seenTimes[0]
                if since >= slice.first { rankings[slice.chart, default: [:]][since] = frame.entries }
                for time in frame.seenTimes where time >= slice.first {
                    snapshots[slice.chart, default: [:]][time] = (since, frame.isPartial)
                }
            }
        }
    }

    func story(of chart: Chart) -> [String] {
        var series = RankingSeries()
        for (time, snapshot) in (snapshots[chart] ?? [:]).sorted(by: { $0.key < $1.key }) {
            series.append(rankings[chart]?[snapshot.since] ?? [], at: time, isPartial: snapshot.isPartial)
        }
        return series.story { apps[$0]?.text ?? "?" }
    }
}
