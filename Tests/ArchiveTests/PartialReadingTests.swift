import Foundation
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Archive

@Suite("Reading a part of an archive")
struct PartialReadingTests {
    let folder: TemporaryFolder
    var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    @Test(
        "the newest and the remaining blocks loaded separately from an archive equal all rankings",
        arguments: [0, 1]
    )
    func newest(late: Int64) throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<2000 { try writer.append(NumberedBatches.batch(number)) }
        if late == 1 {
            // The log has a snapshot from long before the last block.
            var batch = NumberedBatches.batch(3)
            for index in batch.snapshots.indices {
                batch.snapshots[index].observedAt = batch.snapshots[index].observedAt + 7
            }
            try writer.append(batch)
        }
        let apps = try writer.reader.catalog().apps
        let newest = try writer.reader.rankings(.newest(seconds: 86_400))
        #expect(newest.incomplete == (late == 1 ? [] : Set(NumberedBatches.charts)))
        for (chart, series) in newest.series {
            let expected = try writer.reader.story(of: chart)
            var whole = series
            let keys = Set(series.blocks.compactMap(\.key))
            for (_, rest) in try writer.reader.rankings(.except(keys: keys), of: [chart]).series {
                for block in rest.blocks { whole.merge(block) }
            }
            #expect(whole.story { apps[$0]?.text ?? "?" } == expected)
            #expect((series.count < whole.count) == (late == 0))
        }
    }

    @Test("some apps are read with their names in some storefronts")
    func someApps() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for storefront in ["us", "de", "jp"] {
            let entries = (1...3).map { app in
                RankEntry(
                    rank: Fixtures.rank(app),
                    app: Fixtures.app("\(7000 + app)"),
                    name: storefront == "us" && app == 3 ? nil : "\(app) \(storefront)"
                )
            }
            let snapshot = ChartSnapshot(
                chart: Fixtures.chart(storefront),
                observedAt: Fixtures.time("2026-03-01"),
                entries: entries
            )
            try writer.append(ArchiveBatch(source: "test", snapshots: [snapshot]))
        }
        func names(_ apps: Set<UInt32>, _ storefronts: String...) throws -> [String] {
            try writer.reader.catalog(of: apps, in: Fixtures.storefronts(storefronts)).nameHistories
                .flatMap { $0.names.spans.map(\.value.name) }.sorted()
        }
        #expect(try names([0, 2], "jp") == ["1 de", "1 jp", "1 us", "3 de", "3 jp"])
        #expect(try names([1]) == ["2 de", "2 jp", "2 us"])
        #expect(try names([9], "us") == [])
        let known = try writer.reader.storefronts(of: [Fixtures.app("7003"), Fixtures.app("1")])
        #expect(known.map(\.number) == [2] && known.first?.storefronts == Fixtures.storefronts(["de", "jp"]))
    }
}
