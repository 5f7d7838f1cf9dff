import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing
import Transport

@testable import Collector

@Suite("Searching the App Store")
struct AppSearchTests {
    /// Searches a local server for a text.
    private func search(_ term: String) async throws -> (result: Result<[String], InputError>, seen: [String]) {
        try await AppStoreStub.with { server, seen in
            let transport = WebTransport.forSources(environment: [AppStoreServer.variable: server.address + "/"])
            let query = try AppSearch.Query(term, in: try Storefront.parse("us"))
            do throws(InputError) {
                let found = try await AppSearch(transport: transport).listings(matching: query)
                return (.success(found.listings.map(\.app.text)), seen.values)
            } catch {
                return (.failure(error), seen.values)
            }
        }
    }

    @Test("a search sends one request with the text, the kind of result, the storefront and the limit")
    func request() async throws {
        let found = try await search("  mint\n weather ")
        #expect(try found.result.get() == ["6790244829", "1559935727"])
        #expect(found.seen == ["/search?term=mint+weather&entity=software&country=us&limit=25"])
    }

    @Test(
        "an app's id or store page is looked up instead; a short number is a name",
        arguments: [
            ("6790244829", "/lookup?id=6790244829&country=us"), ("id6790244829", "/lookup?id=6790244829&country=us"),
            ("https://apps.apple.com/us/app/mint/id6790244829", "/lookup?id=6790244829&country=us"),
            ("2048", "/search?term=2048&entity=software&country=us&limit=25"),
        ]
    )
    func lookup(text: String, request: String) async throws { #expect(try await search(text).seen == [request]) }

    @Test(
        "each error of the service is reported with its cause",
        arguments: [
            ("missing", "HTTP 404 Not Found"), ("busy", "HTTP 429 Too Many Requests; retry in 90 s"),
            ("broken", "HTTP 500 Internal Server Error"),
            ("page", "received an HTML page instead of JSON: \"Sign in\""),
            (
                "rejected",
                "HTTP 400 Bad Request; the App Store says \"Invalid value(s) for key(s): [country]\""
            ),
        ]
    )
    func errors(term: String, problem: String) async throws {
        let found = try await search(term).result
        let error = #expect(throws: InputError.self) { try found.get() }
        #expect(error?.description == "https://itunes.apple.com/search: \(problem)")
    }

    @Test("truncated JSON is an error that says where it ends, and an empty result is no error")
    func bodies() async throws {
        let cut = try await search("cut").result
        let error = #expect(throws: InputError.self) { try cut.get() }
        #expect(error?.description == "https://itunes.apple.com/search: byte 60: truncated JSON")
        #expect(try await search("none").result.get().isEmpty)
    }

    @Test("a name that is empty or too long is rejected without a request")
    func invalid() throws {
        let us = try Storefront.parse("us")
        #expect(throws: InvalidText("the name is empty")) { try AppSearch.Query(" \n", in: us) }
        #expect(throws: InvalidText("the name is longer than 200 characters")) {
            try AppSearch.Query(String(repeating: "x", count: 201), in: us)
        }
    }

    @Test(
        "only requests to Apple's hosts go to the server in the environment",
        arguments: [
            ("https://itunes.apple.com/search?term=a", "http://mirror:8/x/search?term=a"),
            ("https://itunes.apple.com/a?u=itunes.apple.com", "http://mirror:8/x/a?u=itunes.apple.com"),
            ("https://rss.marketingtools.apple.com/api/v2/a.json", "http://mirror:8/x/api/v2/a.json"),
            ("https://example.com/itunes.apple.com", "https://example.com/itunes.apple.com"),
        ]
    )
    func mirror(from: String, to: String) throws {
        let url = try #require(URL(string: from))
        let server = AppStoreServer(environment: [AppStoreServer.variable: "http://mirror:8/x/"])
        #expect(server.address(of: url) == to)
        #expect(AppStoreServer(environment: [AppStoreServer.variable: ""]).address(of: url) == from)
    }

    @Test("if the variable isn't a URL, the request fails instead of going to Apple")
    func invalidMirror() async throws {
        let transport = WebTransport.forSources(environment: [AppStoreServer.variable: "ftp://mirror"])
        let query = try AppSearch.Query("mint", in: try Storefront.parse("us"))
        let error = await #expect(throws: InputError.self) {
            try await AppSearch(transport: transport).listings(matching: query)
        }
        #expect(error?.description == "https://itunes.apple.com/search: invalid URL")
    }
}
