import Collector
import Formats
import Foundation
import History
import Input
import Market
import Simulation
import TestSupport
import Testing

@Suite("Source reader")
struct SourceReaderTests {
    private let now = Fixtures.time("2026-05-01")

    private func read(_ path: String) async throws -> SourceReader.Reading {
        var reader = SourceReader(try SourceName(path), transport: ScriptedTransport([]))
        return await reader.read(now: now)
    }

    @Test("snapshots read from a folder and added in any order reproduce the chart at the time of each file")
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

    @Test("an invalid file in a folder is reported, and the other files are read")
    func brokenFile() async throws {
        let folder = try TemporaryFolder()
        try folder.write(AppleBodies.two, to: "a.json")
        try folder.write("<html>", to: "b.json")
        try folder.write("ignored", to: "notes.txt")
        try folder.write("ignored", to: ".hidden.json")
        let reading = try await read(folder.url.path)
        #expect(reading.documents == 1)
        #expect(
            reading.problems.map(\.description) == [
                "\(folder.url.path)/b.json: received an HTML page instead of a chart"
            ]
        )
    }

    @Test("every poll of a folder lists an invalid file as unreadable until the file is removed")
    func standing() async throws {
        let folder = try TemporaryFolder()
        try folder.write(AppleBodies.two, to: "a.json")
        try folder.write("<html>", to: "b.json")
        var reader = SourceReader(try SourceName(folder.url.path), transport: ScriptedTransport([]))
        for _ in 0..<2 {
            let reading = await reader.read(now: now)
            #expect(reading.readable == 1)
            #expect(reading.unreadable.map(\.problem) == ["received an HTML page instead of a chart"])
        }
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("b.json"))
        let reading = await reader.read(now: now)
        #expect(reading.readable == 1 && reading.unreadable.isEmpty)
    }

    @Test("polling a folder that was emptied or removed reports an error", arguments: [true, false])
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

    @Test("symbolic links in a folder are followed, but a link to a device is an error")
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
        #expect(reading.problems.map(\.problem) == ["not a regular file"])
    }

    @Test("polling a folder again reads only new files")
    func onlyNews() async throws {
        let folder = try TemporaryFolder()
        try folder.write(AppleBodies.two, to: "a.json")
        var reader = SourceReader(try SourceName(folder.url.path), transport: ScriptedTransport([]))
        #expect(await reader.read(now: now).documents == 1)
        #expect(await reader.read(now: now).documents == 0)
        try folder.write(AppleBodies.two, to: "b.json")
        #expect(await reader.read(now: now).documents == 1)
    }

    @Test("polling a folder without snapshots reports an error that lists the skipped files")
    func emptyFolders() async throws {
        let folder = try TemporaryFolder()
        #expect(try await read(folder.url.path).problems.map(\.problem) == ["no snapshots found: folder is empty"])
        try folder.write("x", to: "readme.md")
        #expect(
            try await read(folder.url.path).problems.map(\.problem)
                == ["no snapshots found: skipped 1 file: 1 not a chart or report (readme.md)"]
        )
    }

    @Test(
        "parsing an invalid source name or a missing path throws an error",
        arguments: [
            "/no/such/thing", "http://", "ftp://example.com/x", "appstore:us", "appstore:us/no-such-chart",
            "appstore:ja/top-free", "appstore:atlantis/top-free",
        ]
    )
    func noSource(text: String) { #expect(throws: InputError.self) { try SourceName(text) } }

    @Test(
        "an App Store source uses the current feed if it has the chart, otherwise the legacy feed",
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

    @Test("the label of a URL source doesn't contain the user, password, query or fragment")
    func secrets() throws {
        let name = try SourceName("https://me:secret@example.com:8443/charts?key=secret#secret")
        #expect(name.label == "https://example.com:8443/charts")
    }

    @Test("a failed poll of a URL reports one error, and the next poll succeeds")
    func recovery() async throws {
        let transport = ScriptedTransport([
            .success(Data(AppleBodies.two.utf8)), .failure(InputError("x", "HTTP 500")),
            .success(Data(AppleBodies.two.utf8)),
        ])
        var reader = SourceReader(try SourceName("http://127.0.0.1:1/x"), transport: transport)
        let documents = [await reader.read(now: now), await reader.read(now: now), await reader.read(now: now)]
        #expect(documents.map(\.documents) == [1, 0, 1])
        #expect(documents.map { $0.problems.map(\.problem) } == [[], ["HTTP 500"], []])
    }
}
