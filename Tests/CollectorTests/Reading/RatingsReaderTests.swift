import FlyingFox
import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing
import Transport

@testable import Collector

@Suite("Polling ratings")
struct RatingsReaderTests {
    private static let now = Fixtures.time("2026-03-01T10:00:00Z")

    private func reader(_ name: String, _ server: LocalServer, apps: [String]) throws -> SourceReader {
        let transport = WebTransport.forSources(environment: [AppStoreServer.variable: server.address])
        var reader = SourceReader(try SourceName(name), transport: transport)
        reader.watchlist = Set(apps.map(Fixtures.app))
        return reader
    }

    @Test("each storefront is one request; an app that the store doesn't have has no reading")
    func storefronts() async throws {
        try await AppStoreStub.with { server, seen in
            let apps = ["6790244829", "77", "com.example.app"]
            var reader = try reader("appstore:ratings/us,jp", server, apps: apps)
            let first = await reader.read(now: Self.now)
            #expect(first.hasMore && first.readable == 1 && first.documents == 1)
            #expect(first.listings.map(\.app.text) == ["6790244829"])
            #expect(first.listings.first?.state.ratingCount == 1280 && first.listings.first?.storefront.code == "jp")
            let second = await reader.read(now: Self.now)
            #expect(!second.hasMore && second.listings.first?.storefront.code == "us")
            _ = await reader.read(now: Self.now)
            let lookup = "/lookup?id=77,6790244829&country="
            #expect(seen.values == ["\(lookup)jp", "\(lookup)us", "\(lookup)jp"])
        }
    }

    @Test("one request has at most 200 ids")
    func groups() async throws {
        try await AppStoreStub.with { server, seen in
            var reader = try reader("appstore:ratings", server, apps: (1...401).map { "\($0 + 1_000_000)" })
            while await reader.read(now: Self.now).hasMore {}
            let counts = seen.values.map { $0.split(separator: "&")[0].split(separator: ",").count }
            #expect(counts == [200, 200, 1])
        }
    }

    @Test("without apps on the watchlist, nothing is requested and nothing fails")
    func noApps() async throws {
        try await AppStoreStub.with { server, seen in
            var reader = try reader("appstore:ratings/us", server, apps: ["com.example.app"])
            let reading = await reader.read(now: Self.now)
            #expect(reading.readable == 1 && reading.listings.isEmpty && seen.values.isEmpty)
        }
    }

    /// A response, with the outcome of the poll, its problem, and the storefront that the next poll requests.
    private static let failures: [(status: HTTPStatusCode, body: String, problem: String, next: String)] = [
        (.tooManyRequests, "", "US: HTTP 429 Too Many Requests", "us"),
        (.internalServerError, "", "US: HTTP 500 Internal Server Error", "us"),
        (.notFound, "", "US: HTTP 404 Not Found", "us"),
        (.ok, "<html></html>", "received an HTML page instead of JSON", "us"),
        (.ok, "{\"results\":[{\"tr", "byte 16: truncated JSON", "us"),
    ]

    @Test("each error is the source's problem, and later polls succeed again", arguments: 0..<5)
    func errors(index: Int) async throws {
        let failure = Self.failures[index]
        let isFirst = SeenHeaders()
        try await AppStoreStub.with { request in
            isFirst.note("")
            if isFirst.values.count == 1 {
                return HTTPResponse(statusCode: failure.status, body: Data(failure.body.utf8))
            }
            return AppStoreStub.answer(to: request)
        } _: { server, _ in
            var reader = try reader("appstore:ratings/us", server, apps: ["6790244829"])
            let failed = await reader.read(now: Self.now)
            #expect(failed.unreadable.first?.description == "appstore:ratings/us: \(failure.problem)")
            #expect(failed.readable == 0 && failed.listings.isEmpty && failed.outcome != .success)
            #expect(await reader.read(now: Self.now).listings.count == 1)
        }
    }

    @Test(
        "a ratings source is named by its storefronts",
        arguments: [
            ("appstore:ratings", "appstore:ratings/us"), ("appstore:ratings/japan,us", "appstore:ratings/jp,us"),
            ("appstore:ratings/all", "appstore:ratings/all"),
        ]
    )
    func names(text: String, label: String) throws { #expect(try SourceName(text).label == label) }

    @Test("an unknown storefront in the name is an error")
    func unknown() {
        let error = #expect(throws: InputError.self) { try SourceName("appstore:ratings/us,zz") }
        #expect(error?.problem.hasPrefix("unknown storefront \"zz\"") == true)
    }

    @Test("ratings are polled every 15 minutes at most")
    func interval() throws {
        let storefront = try Storefront.parse("us")
        for (interval, expected) in [(Int64(60), Int64(900)), (3600, 3600)] {
            let source = ResolvedSource.listings(in: [storefront], interval: interval)[0]
            #expect(source.polled == PolledSource(host: "itunes.apple.com", interval: expected))
            #expect(source.shownInterval == expected)
        }
    }
}
