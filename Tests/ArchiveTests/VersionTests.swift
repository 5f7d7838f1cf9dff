import Archive
import Foundation
import Market
import TestSupport
import Testing

@Suite("Reading archives of earlier versions")
struct VersionTests {
    // `version-1.sqlite` was written by the first version with archives and must never be rewritten. It contains 300
    // numbered batches, the last of them in the log, two names, a count, and a row of each of the unused tables `event`
    // and `watched`.

    @Test("an archive written by version 1 can be read, and new batches can be added to it")
    func version1() throws {
        let kept = Fixtures.repository.appendingPathComponent("Tests/ArchiveTests/Archives/version-1.sqlite")
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("history.sqlite").path
        try FileManager.default.copyItem(atPath: kept.path, toPath: path)
        let reader = try ArchiveReader(path)
        #expect(try reader.rankings().problems == [])
        #expect(try NumberedBatches.charts.map { try reader.story(of: $0) } == NumberedBatches.stories(after: 300))
        let catalog = try reader.catalog()
        #expect(catalog.problems == [])
        #expect(catalog.counts.map(\.count) == [Count(days: [Fixtures.day("2026-03-02")], value: 12_345)])
        #expect(catalog.counts.map(\.counter.source) == ["report"])
        #expect(catalog.nameSpans.map(\.name) == ["App 6000000001", "App 6000000002"])
        #expect(Set(catalog.chartSources.map(\.source)) == ["numbered", "https://example.com/games"])
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 300..<400 { try writer.append(NumberedBatches.batch(number)) }
        #expect(
            try NumberedBatches.charts.map { try writer.reader.story(of: $0) } == NumberedBatches.stories(after: 400)
        )
    }
}
