import Collector
import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing
import Transport

@Suite("Polling URLs")
struct WebSourceReaderTests {
    private let now = Fixtures.time("2026-05-01")

    private func response(_ text: String, tag: String? = nil) -> Result<FetchResponse, FetchFailure> {
        .success(FetchResponse(body: Data(text.utf8), entityTag: tag, received: 100, seconds: 0.25))
    }

    @Test("a 304 response repeats the last snapshot with the time of the poll")
    func unchanged() async throws {
        let same = Result<FetchResponse, FetchFailure>.success(FetchResponse(body: Data(), isUnchanged: true))
        let transport = ScriptedTransport(answers: [response(AppleBodies.two, tag: "\"a\""), same])
        var reader = SourceReader(try SourceName("http://127.0.0.1:1/x"), transport: transport)
        let first = await reader.read(now: now)
        let second = await reader.read(now: now + 900)
        #expect(transport.requests.map(\.entityTag) == [nil, "\"a\""])
        #expect(second.snapshots.map(\.entries) == first.snapshots.map(\.entries))
        #expect(second.snapshots.map(\.observedAt) == [now + 900])
        #expect(second.readable == 1 && second.outcome == .success && first.milliseconds == 250)
    }

    @Test("the ETag of an invalid response isn't sent with the next request")
    func unusable() async throws {
        let transport = ScriptedTransport(answers: [response("<html>", tag: "\"a\""), response(AppleBodies.two)])
        var reader = SourceReader(try SourceName("http://127.0.0.1:1/x"), transport: transport)
        #expect(await reader.read(now: now).outcome == .unusable)
        #expect(await reader.read(now: now).outcome == .success)
        #expect(transport.requests.map(\.entityTag) == [nil, nil])
    }

    private func day(_ day: String) -> String {
        "time,store,storefront,chart,genre,rank,app,name,developer\n\(day),appstore,us,top-free,,1,7,A,x\n"
    }

    @Test(
        "each poll of a remote folder requests its index or one file in name order, never outside the folder",
        arguments: [
            "[\"2026-03-02.csv\",\"2026-03-01.csv\",\"../secret.csv\",\"http://10.0.0.1/x.csv\",\"notes.md\"]",
            "{\"files\":[{\"name\":\"2026-03-01.csv\"},{\"name\":\"2026-03-02.csv\"}]}",
            "<html><a href=\"../\">up</a> <a href='2026-03-01.csv'>1</a><A HREF=2026-03-02.csv>2</A></html>",
        ]
    )
    func remoteFolder(index: String) async throws {
        let transport = ScriptedTransport(answers: [
            response(index), response(day("2026-03-01")), response(day("2026-03-02")), response(index),
            response(day("2026-03-02")),
        ])
        var reader = SourceReader(try SourceName("http://127.0.0.1:1/charts/"), transport: transport)
        var story: [String] = []
        for _ in 0..<5 {
            let reading = await reader.read(now: now)
            story.append("\(reading.snapshots.map(\.observedAt.iso8601)) \(reading.hasMore)")
        }
        #expect(
            story == [
                "[] true", "[\"2026-03-01T00:00:00Z\"] true", "[\"2026-03-02T00:00:00Z\"] false", "[] true",
                "[\"2026-03-02T00:00:00Z\"] false",
            ]
        )
        #expect(transport.requests.map(\.url.lastPathComponent)[1...2] == ["2026-03-01.csv", "2026-03-02.csv"])
        #expect(transport.requests.allSatisfy { $0.url.absoluteString.hasPrefix("http://127.0.0.1:1/charts/") })
    }

    @Test(
        "polling a remote folder whose index has no documents reports an error",
        arguments: ["[]", "{\"a\":1}", "<html></html>", "[\"../x.csv\"]"]
    )
    func noIndex(index: String) async throws {
        var reader = SourceReader(
            try SourceName("http://127.0.0.1:1/charts/"),
            transport: ScriptedTransport(answers: [response(index)])
        )
        let reading = await reader.read(now: now)
        #expect(reading.outcome == .unusable && reading.unreadable.count == 1 && !reading.hasMore)
    }

    @Test("a poll of a folder limited to given file names reads only those, and the next poll reads the rest")
    func limitedRead() async throws {
        let folder = try TemporaryFolder()
        try folder.write(day("2026-03-01"), to: "1.csv")
        var reader = SourceReader(try SourceName(folder.url.path), transport: ScriptedTransport([]))
        #expect(await reader.read(now: now).documents == 1)
        try folder.write(day("2026-03-02"), to: "2.csv")
        try folder.write(day("2026-03-03"), to: "3.csv")
        reader.limitNextRead(to: ["3.csv", "gone.csv", ".hidden.csv"])
        #expect(await reader.read(now: now).snapshots.map(\.observedAt) == [Fixtures.time("2026-03-03")])
        // The next poll reads the rest.
        #expect(await reader.read(now: now).snapshots.map(\.observedAt) == [Fixtures.time("2026-03-02")])
    }
}
