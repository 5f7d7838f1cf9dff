import Archive
import Foundation
import Market
import TestSupport
import Testing

@Suite("Archives of every version")
struct VersionTests {
    /// What is in `version-1.sqlite`: written by the first program that wrote archives, never again.
    static func writeVersion1(to path: String) throws {
        var writer = try ArchiveWriter(path, who: "test")
        let app = Fixtures.app("6000000001")
        for number in 0..<300 { try writer.append(NumberedBatches.batch(number)) }
        var named = Fixtures.snapshot(["6000000001", "6000000002"], at: "2026-03-09T00:00:00Z")
        named.chart.genre = Genre("6014")
        named.coverage = .partial
        try writer.append(ArchiveBatch(source: "https://example.com/games", snapshots: [named]))
        let counter = Counter(
            app: app,
            metric: .downloads,
            scope: Scope(stores: [.appStore], storefronts: []),
            kind: .exact,
            source: "report"
        )
        try writer.append([Count(days: [Fixtures.day("2026-03-02")], value: 12_345)], of: counter, in: .appStore)
        let source = Source(name: "us", address: "https://example.com", published: "2026-03-02")
        try writer.append(
            LaunchEvent(day: Fixtures.day("2026-03-02"), text: "Version 2", source: source),
            of: app,
            in: .appStore
        )
        try writer.watch(app, in: .appStore, since: Fixtures.time("2026-03-03"))
        try writer.close()
    }

    @Test("version 1 is read as it was written, and written on")
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
        #expect(catalog.events.map(\.event.text) == ["Version 2"])
        #expect(catalog.watched.map(\.app.text) == ["6000000001"])
        #expect(catalog.namings.map(\.name) == ["App 6000000001", "App 6000000002"])
        #expect(Set(catalog.chartSources.map(\.source)) == ["numbered", "https://example.com/games"])
        var writer = try ArchiveWriter(path, who: "test")
        for number in 300..<400 { try writer.append(NumberedBatches.batch(number)) }
        #expect(
            try NumberedBatches.charts.map { try writer.reader.story(of: $0) } == NumberedBatches.stories(after: 400)
        )
    }
}
