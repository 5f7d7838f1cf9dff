import FlyingFox
import Formats
import Foundation
import History
import Input
import Market
import TestSupport
import Testing
import Transport

@testable import Collector

@Suite("Polling reviews")
struct ReviewsReaderTests {
    typealias Stub = ReviewsStub
    private static let now = Fixtures.time("2026-03-01T10:00:00Z")
    private static let app = "6790244829"

    /// A source with what it has received so far.
    private struct Source {
        var reader: SourceReader
        var ledger = Ledger()
        var state: String?
        private var now = ReviewsReaderTests.now

        init(_ name: String, _ server: LocalServer, apps: [String] = [app], continuing other: Source? = nil) throws {
            let transport = WebTransport.forSources(environment: [AppStoreServer.variable: server.address])
            reader = SourceReader(try SourceName(name), transport: transport, state: other?.state)
            reader.watchlist = Set(apps.map(Fixtures.app))
            if let other { (ledger, state, now) = (other.ledger, other.state, other.now) }
        }

        mutating func poll() async -> SourceReader.Reading {
            now = now + 60
            reader.knownReviews = ledger.snapshot.storeReviews
            let reading = await reader.read(now: now)
            for review in reading.reviews ?? [] { ledger.append(review) }
            state = reading.state ?? state
            return reading
        }

        /// Polls until there is nothing more to request.
        mutating func round() async { while await poll().hasMore {} }

        func count(in storefront: String = "us") -> Int {
            ledger.snapshot.reviews(of: Fixtures.app(app)).first { $0.storefront.code == storefront }?.series.reviews
                .count ?? 0
        }
    }

    /// Returns reviews, the newest first.
    private static func reviews(_ ids: ClosedRange<Int>) -> [Stub.Review] {
        ids.reversed().map { Stub.Review($0, 1 + $0 % 5, at: now - 100_000 + Int64($0)) }
    }

    private static func requests(_ pages: ClosedRange<Int>) -> [String] { pages.map { "us \(app) \($0)" } }

    @Test("the first round requests all pages, and later ones only those with new reviews")
    func rounds() async throws {
        try await Stub.with { server, stub in
            stub.set(Self.reviews(1...120), of: Self.app)
            var source = try Source("appstore:reviews/us", server)
            await source.round()
            #expect(stub.requests == Self.requests(1...3) && source.count() == 120)
            stub.set(Self.reviews(1...123), of: Self.app)
            await source.round()
            #expect(stub.requests.count == 4 && source.count() == 123)
            stub.set(Self.reviews(1...203), of: Self.app)
            await source.round()
            #expect(stub.requests.suffix(2) == Self.requests(1...2) && source.count() == 203)
        }
    }

    @Test("at most 10 pages are requested")
    func pageLimit() async throws {
        try await Stub.with { server, stub in
            stub.set(Self.reviews(1...700), of: Self.app)
            var source = try Source("appstore:reviews/us", server)
            await source.round()
            #expect(stub.requests == Self.requests(1...10) && source.count() == 500)
        }
    }

    @Test("each app and storefront is a feed, in which reviews may be missing")
    func feeds() async throws {
        try await Stub.with { server, stub in
            stub.set(Self.reviews(1...1), of: Self.app, in: "jp")
            let apps = [Self.app, "77", "com.example.app"]
            var source = try Source("appstore:reviews/us,jp", server, apps: apps)
            await source.round()
            #expect(stub.requests == ["jp 77 1", "jp \(Self.app) 1", "us 77 1", "us \(Self.app) 1"])
            #expect(source.count(in: "jp") == 1 && source.count() == 0)
        }
    }

    @Test("if the first page hasn't changed, the server doesn't send it again")
    func conditional() async throws {
        try await Stub.with { server, stub in
            stub.set(Self.reviews(1...60), of: Self.app)
            var source = try Source("appstore:reviews/us", server)
            await source.round()
            #expect(stub.conditions.isEmpty)
            let unchanged = await source.poll()
            #expect(stub.conditions.count == 1 && unchanged.reviews == [] && unchanged.readable == 1)
            #expect(!unchanged.hasMore && stub.requests.count == 3)
        }
    }

    @Test("an edited review replaces the earlier version and doesn't end the search for new reviews")
    func edited() async throws {
        try await Stub.with { server, stub in
            stub.set(Self.reviews(1...120), of: Self.app)
            var source = try Source("appstore:reviews/us", server)
            await source.round()
            let edited = Stub.Review(7, 1, "Worse", at: Self.now)
            let others = Self.reviews(1...180).filter { $0.id != "7" }
            stub.set([edited] + others, of: Self.app)
            await source.round()
            #expect(stub.requests.suffix(2) == Self.requests(1...2) && source.count() == 180)
            let series = try #require(source.ledger.snapshot.reviews(of: Fixtures.app(Self.app)).first?.series)
            #expect(series.review(7)?.title == "Worse" && series.reviews.last?.id == 7)
        }
    }

    @Test("after a restart, reading continues with the page that is missing, and known reviews aren't requested again")
    func restart() async throws {
        try await Stub.with { server, stub in
            stub.set(Self.reviews(1...240), of: Self.app)
            var first = try Source("appstore:reviews/us", server)
            _ = await first.poll()
            _ = await first.poll()
            #expect(first.state?.hasPrefix("\(Self.app) us 2 ") == true)
            var second = try Source("appstore:reviews/us", server, continuing: first)
            await second.round()
            #expect(stub.requests == Self.requests(1...5) && second.count() == 240 && second.state == "")
            var third = try Source("appstore:reviews/us", server, continuing: second)
            await third.round()
            #expect(stub.requests.count == 6)
        }
    }

    @Test("new reviews of more than a page are found even if the program is restarted between the pages")
    func restartWithNews() async throws {
        try await Stub.with { server, stub in
            stub.set(Self.reviews(1...60), of: Self.app)
            var first = try Source("appstore:reviews/us", server)
            await first.round()
            stub.set(Self.reviews(1...160), of: Self.app)
            _ = await first.poll()
            var second = try Source("appstore:reviews/us", server, continuing: first)
            await second.round()
            #expect(second.count() == 160 && stub.requests.suffix(3) == Self.requests(1...3))
        }
    }

    @Test("without App Store apps on the watchlist, nothing is requested and nothing fails")
    func noApps() async throws {
        try await Stub.with { server, stub in
            var source = try Source("appstore:reviews/us", server, apps: ["com.example.app"])
            let reading = await source.poll()
            #expect(reading.readable == 1 && reading.reviews == nil && stub.requests.isEmpty)
        }
    }

    /// A response, the problem of the poll, its outcome, and whether the page is requested again.
    private static let failures: [(HTTPStatusCode, body: Data, problem: String, outcome: PollOutcome, again: Bool)] = [
        (.forbidden, Data(), "US 77: HTTP 403 Forbidden", .rateLimited(), true),
        (.tooManyRequests, Data(), "US 77: HTTP 429 Too Many Requests", .rateLimited(retryAfter: 90), true),
        (.internalServerError, Data(), "US 77: HTTP 500 Internal Server Error", .failed(), true),
        (.notFound, Data(), "US 77: HTTP 404 Not Found", .permanentFailure(isAnswered: true), false),
        (.ok, Data("<html></html>".utf8), "received an HTML page instead of JSON", .unusable, false),
        (.ok, Data("{\"feed\":{\"en".utf8), "byte 12: truncated JSON", .unusable, false),
    ]

    @Test(
        "each error is the source's problem, and the page is requested again by the next poll or the next round",
        arguments: 0..<6
    )
    func errors(index: Int) async throws {
        let failure = Self.failures[index]
        try await Stub.with { server, stub in
            var headers = HTTPHeaders()
            if failure.0 == .tooManyRequests { headers[HTTPHeader("Retry-After")] = "90" }
            stub.fail([HTTPResponse(statusCode: failure.0, headers: headers, body: failure.body)])
            stub.set(Self.reviews(1...5), of: Self.app)
            var source = try Source("appstore:reviews/us", server, apps: ["77", Self.app])
            let failed = await source.poll()
            #expect(failed.unreadable.first?.description.hasSuffix(failure.problem) == true, "\(failed.unreadable)")
            #expect(failed.unreadable.first?.description.hasPrefix("appstore:reviews/us") == true)
            #expect(failed.readable == 0 && failed.reviews == nil && failed.outcome == failure.outcome)
            await source.round()
            #expect(stub.requests[1] == (failure.again ? "us 77 1" : "us \(Self.app) 1"))
            #expect(source.count() == 5)
        }
    }

    @Test("a truncated gzip response is a temporary failure")
    func truncated() async throws {
        let body = Data(Stub.page(Self.reviews(1...50).map(\.json)).utf8)
        try await LocalServer.with { _ in
            var headers = HTTPHeaders()
            headers[HTTPHeader("Content-Encoding")] = "gzip"
            return HTTPResponse(statusCode: .ok, headers: headers, body: Gzip.member(body).prefix(200))
        } _: { server in
            var source = try Source("appstore:reviews/us", server)
            let reading = await source.poll()
            #expect(reading.readable == 0 && reading.reviews == nil && !reading.outcome.isUsable)
        }
    }

    @Test(
        "a reviews source is named by its storefronts",
        arguments: [
            ("appstore:reviews", "appstore:reviews/us"), ("appstore:reviews/japan,us", "appstore:reviews/jp,us"),
            ("appstore:reviews/all", "appstore:reviews/all"),
        ]
    )
    func names(text: String, label: String) throws { #expect(try SourceName(text).label == label) }

    @Test("an unknown storefront in the name is an error")
    func unknown() {
        let error = #expect(throws: InputError.self) { try SourceName("appstore:reviews/us,zz") }
        #expect(error?.problem.hasPrefix("unknown storefront \"zz\"") == true)
    }

    @Test("reviews are polled every 30 minutes at most")
    func interval() throws {
        let source = try ResolvedSource(name: SourceName("appstore:reviews/us"), label: "", interval: 900)
        #expect(source.polled == PolledSource(host: "itunes.apple.com", interval: 1800))
    }

    @Test("the progress of feeds is kept as text; lines that can't be read are ignored")
    func progress() {
        let text = "\(Self.app) jp 3 1772359200\n77 us 1 1772359260"
        #expect(ReviewProgress(text: text).text == text)
        #expect(ReviewProgress(text: "x\n\(Self.app) us 0 5\n\(Self.app) us 1\n\(text) ").feeds.count == 2)
    }
}
