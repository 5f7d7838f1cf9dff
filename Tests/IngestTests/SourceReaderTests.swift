import Foundation
import History
import Ingest
import Market
import Simulation
import TestSupport
import Testing

@Suite("Sources")
struct SourceReaderTests {
    private let now = Fixtures.time("2026-05-01")

    private func read(_ path: String) async throws -> SourceReader.Reading {
        var reader = SourceReader(try SourceName(path), transport: ScriptedTransport([]))
        return await reader.read(now: now)
    }

    @Test("a folder of days replays: the chart as of every file's instant is that file")
    func folder() async throws {
        let folder = try TemporaryFolder()
        var written: [ChartSnapshot] = []
        let storefronts = ["us", "jp"].compactMap { Storefront(stored: $0) }
        let market = SimulatedMarket(storefronts: storefronts, hours: 72, seed: 5, start: Fixtures.time("2026-03-01"))
        try market.forEachSnapshot { snapshot in
            written.append(snapshot)
            try folder.write(AppleFormat.body(of: snapshot), to: AppleFormat.fileName(of: snapshot))
        }
        let reading = try await read(folder.url.path)
        #expect(reading.problems.isEmpty)
        #expect(reading.documents == 144)
        var ledger = Ledger()
        var generator = SeededGenerator(seed: 9)
        for snapshot in reading.snapshots.shuffled(using: &generator) { ledger.append(snapshot) }
        for file in written {
            let ranking = try #require(ledger.snapshot.ranking(of: file.chart, asOf: file.observedAt))
            #expect(ranking.entries.map(\.app) == file.entries.map(\.app), "\(file.observedAt.iso8601)")
            #expect(ranking.confirmedUntil == file.observedAt)
        }
    }

    @Test("one broken file costs only itself, and is named")
    func brokenFile() async throws {
        let folder = try TemporaryFolder()
        try folder.write(AppleBodies.two, to: "a.json")
        try folder.write("<html>", to: "b.json")
        try folder.write("ignored", to: "notes.txt")
        try folder.write("ignored", to: ".hidden.json")
        let reading = try await read(folder.url.path)
        #expect(reading.documents == 1)
        #expect(reading.problems.map(\.description) == ["\(folder.url.path)/b.json: is an HTML page, not a chart"])
    }

    @Test("a broken file stays known as broken until it is mended or taken away")
    func standing() async throws {
        let folder = try TemporaryFolder()
        try folder.write(AppleBodies.two, to: "a.json")
        try folder.write("<html>", to: "b.json")
        var reader = SourceReader(try SourceName(folder.url.path), transport: ScriptedTransport([]))
        for _ in 0..<2 {
            let reading = await reader.read(now: now)
            #expect(reading.readable == 1)
            #expect(reading.unreadable.map(\.problem) == ["is an HTML page, not a chart"])
        }
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("b.json"))
        let reading = await reader.read(now: now)
        #expect(reading.readable == 1 && reading.unreadable.isEmpty)
    }

    @Test("a folder that was emptied, or taken away, is no good news", arguments: [true, false])
    func gone(isRemoved: Bool) async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("a.json")
        try folder.write(AppleBodies.two, to: "a.json")
        var reader = SourceReader(try SourceName(folder.url.path), transport: ScriptedTransport([]))
        #expect(await reader.read(now: now).readable == 1)
        try FileManager.default.removeItem(at: isRemoved ? folder.url : file)
        let reading = await reader.read(now: now)
        #expect(reading.readable == 0)
        #expect(reading.unreadable.count == 1)
        if isRemoved { return }
        try folder.write(AppleBodies.two, to: "a.json")
        #expect(await reader.read(now: now).readable == 1)
    }

    @Test("links are followed, and what is no file is not read")
    func links() async throws {
        let folder = try TemporaryFolder()
        let other = try TemporaryFolder()
        let target = try other.write(AppleBodies.two, to: "real.json")
        for (name, path) in [("link.json", target), ("zero.json", "/dev/zero")] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.url.appendingPathComponent(name).path,
                withDestinationPath: path
            )
        }
        let reading = try await read(folder.url.path)
        #expect(reading.documents == 1)
        #expect(reading.problems.map(\.problem) == ["is not a regular file"])
    }

    @Test("of a folder only what is new or changed is read again")
    func onlyNews() async throws {
        let folder = try TemporaryFolder()
        try folder.write(AppleBodies.two, to: "a.json")
        var reader = SourceReader(try SourceName(folder.url.path), transport: ScriptedTransport([]))
        #expect(await reader.read(now: now).documents == 1)
        #expect(await reader.read(now: now).documents == 0)
        try folder.write(AppleBodies.two, to: "b.json")
        #expect(await reader.read(now: now).documents == 1)
    }

    @Test("folders without snapshots say what they hold instead")
    func emptyFolders() async throws {
        let folder = try TemporaryFolder()
        #expect(try await read(folder.url.path).problems.map(\.problem) == ["has no snapshots: it is empty"])
        try folder.write("x", to: "readme.md")
        #expect(
            try await read(folder.url.path).problems.map(\.problem)
                == ["has no snapshots: skipped 1 file: 1 not a chart or report (readme.md)"]
        )
    }

    @Test(
        "what is no source",
        arguments: [
            "/no/such/thing", "http://", "ftp://example.com/x", "appstore:us", "appstore:us/no-such-chart",
            "appstore:ja/top-free", "appstore:atlantis/top-free",
        ]
    )
    func noSource(text: String) { #expect(throws: IngestError.self) { try SourceName(text) } }

    @Test(
        "store feeds by name: the current feed where it serves the chart, the legacy one elsewhere",
        arguments: [
            ("appstore:us/top-free", "https://rss.marketingtools.apple.com/api/v2/us/apps/top-free/100/apps.json"),
            ("appstore:jp/top-grossing", "https://itunes.apple.com/jp/rss/topgrossingapplications/limit=100/json"),
            (
                "appstore:us/top-free/6014",
                "https://itunes.apple.com/us/rss/topfreeapplications/limit=100/genre=6014/json"
            ),
        ]
    )
    func feedNames(name: String, address: String) throws {
        #expect(try SourceName(name) == .web(try #require(URL(string: address))))
    }

    @Test("an address is shown without what may be secret")
    func secrets() throws {
        let name = try SourceName("https://me:secret@example.com:8443/charts?key=secret#secret")
        #expect(name.label == "https://example.com:8443/charts")
    }

    @Test("a failing poll leaves nothing but a sentence; the next one goes on")
    func recovery() async throws {
        let transport = ScriptedTransport([
            .success(Data(AppleBodies.two.utf8)), .failure(IngestError("x", "answers 500")),
            .success(Data(AppleBodies.two.utf8)),
        ])
        var reader = SourceReader(try SourceName("http://127.0.0.1:1/x"), transport: transport)
        let documents = [await reader.read(now: now), await reader.read(now: now), await reader.read(now: now)]
        #expect(documents.map(\.documents) == [1, 0, 1])
        #expect(documents.map { $0.problems.map(\.problem) } == [[], ["answers 500"], []])
    }
}
