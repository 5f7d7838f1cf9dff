import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing
import Transport

@testable import Collector

@Suite("Polling histories of vendors by date")
struct HistoryReaderTests {
    typealias Stub = AppfiguresStub
    private static let now = Fixtures.time("2026-03-10T20:30:00Z")

    /// The number of ranks in the stub's answer for a week: an hour without data, in two charts of two storefronts.
    private static let ranksPerWeek = (7 * 24 - 1) * 4

    private static func reader(
        _ server: LocalServer,
        _ name: String = "appfigures:ranks/us,jp",
        token: String = Stub.token,
        days: Int = 10,
        state: String? = nil
    ) throws -> SourceReader {
        let source = try SourceName(name)
        guard case .appfigures(let report) = source else { throw InputError(name, "not Appfigures") }
        let file = Fixtures.repository.appendingPathComponent("Data/mappings/\(report.mapping).toml")
        var decoder = SnapshotDecoder(mapping: try Mapping(file: file))
        decoder.appIDs = [Stub.product: Fixtures.app(Stub.app)]
        return SourceReader(
            source,
            transport: WebTransport.forSources(environment: [AppStoreServer.appfiguresVariable: server.address]),
            decoder: decoder,
            authorization: Secret("Bearer \(token)"),
            headers: [RequestHeader("X-Client-Key", Secret("client-key-1"))],
            history: HistorySource(source, products: [Stub.product], days: days, interval: 900),
            state: state
        )
    }

    @Test("ranks are requested as documented, in UTC, and become partial snapshots by chart and hour")
    func ranks() async throws {
        try await Stub.with { server, stub in
            var reader = try Self.reader(server)
            let first = await reader.read(now: Self.now)
            #expect(
                stub.requests == [
                    "/v2/ranks/280598515284/hourly/2026-03-04/2026-03-10?countries=jp;us&filter=400&tz=utc&format=json"
                ]
            )
            #expect(stub.headers[0]["x-client-key"] == "client-key-1")
            #expect(first.charts.count == Self.ranksPerWeek)
            #expect(first.problems.isEmpty)
            let snapshots = first.snapshots.filter { $0.observedAt == Fixtures.time("2026-03-10T05:00:00Z") }
            let texts: [String] = snapshots.map { "\($0.chart.title) #\($0.entries[0].rank.value) \($0.coverage)" }
            #expect(
                texts == [
                    "App Store, JP Top Free #15 partial", "App Store, US Top Free #15 partial",
                    "App Store, JP Top Free, Photo & Video #25 partial",
                    "App Store, US Top Free, Photo & Video #25 partial",
                ]
            )
            #expect(snapshots.allSatisfy { $0.entries.map(\.app.text) == [Stub.app] })
            #expect(first.hasMore && first.note == "history from 2026-03-04, 1 request left")
            let second = await reader.read(now: Self.now)
            #expect(stub.requests[1].contains("/hourly/2026-03-01/2026-03-03?"))
            #expect(second.outcome == .idle(until: Fixtures.time("2026-03-10T21:30:00Z")) && second.note == nil)
        }
    }

    @Test("a restarted reader requests nothing that it has, and then only new hours")
    func restart() async throws {
        try await Stub.with { server, stub in
            var reader = try Self.reader(server)
            _ = await reader.read(now: Self.now)
            let state = await reader.read(now: Self.now).state
            var next = try Self.reader(server, state: state)
            let idle = await next.read(now: Self.now + 60)
            #expect(stub.requests.count == 2 && idle.readable == 1 && idle.problems.isEmpty)
            let later = await next.read(now: Self.now + 4 * 3600)
            #expect(stub.requests.last?.contains("/hourly/2026-03-10/2026-03-11?") == true && !later.hasMore)
            // Other apps or storefronts are another history.
            var other = try Self.reader(server, "appfigures:ranks/us", state: later.state)
            _ = await other.read(now: Self.now)
            #expect(stub.requests.last?.contains("/2026-03-04/2026-03-10?countries=us&") == true)
        }
    }

    @Test("estimates are counts by day and storefront, of kind estimate, published by Appfigures")
    func estimates() async throws {
        try await Stub.with { server, stub in
            var reader = try Self.reader(server, "appfigures:estimates/us")
            let reading = await reader.read(now: Self.now)
            let expected: String =
                "/v2/reports/estimates?group_by=products,countries,dates&granularity=daily&start_date=2026-03-01&"
                + "end_date=2026-03-10&products=280598515284&countries=us&format=flat"
            #expect(stub.requests == [expected])
            #expect(reading.counts.count == 10 && reading.newestDay == Fixtures.day("2026-03-10"))
            let count = try #require(reading.counts.first)
            #expect(count.counter.app.text == Stub.app && count.counter.source == "Appfigures")
            #expect(count.counter.kind == .estimate && count.counter.metric == .downloads)
            #expect(count.store == .appStore && count.counter.scope.label == "US")
            #expect(count.count.value == 1200)
            #expect(reading.outcome == .idle(until: Self.now + 6 * 3600))
        }
    }

    @Test(
        "errors say what happened and don't contain the token; the request is repeated",
        arguments: [
            (Stub.Answer.denied, "HTTP 403 Forbidden", PollOutcome.rateLimited()),
            (.busy(retryAfter: 90), "HTTP 429 Too Many Requests", .rateLimited(retryAfter: 90)),
            (.failure, "HTTP 500 Internal Server Error", .failed()),
            (.truncated, "truncated JSON", .unusable), (.page, "HTML page", .unusable),
            (.other, "nothing found at \"data.*\"", .unusable),
        ]
    )
    func errors(_ answer: Stub.Answer, _ problem: String, _ outcome: PollOutcome) async throws {
        try await Stub.with {
            $0 == 0 ? answer : .data
        } _: { server, stub in
            var reader = try Self.reader(server)
            let failed = await reader.read(now: Self.now)
            let text = failed.problems.map(\.description).joined(separator: "\n")
            #expect(text.contains(problem) && text.hasPrefix("appfigures:ranks/jp,us"), "\(text)")
            #expect(failed.outcome == outcome)
            #expect(failed.readable == 0 && failed.state == nil && !failed.hasMore)
            #expect(!text.contains(Stub.token) && !text.contains("client-key-1"))
            let next = await reader.read(now: Self.now)
            #expect(next.charts.count == Self.ranksPerWeek)
            #expect(stub.requests[0] == stub.requests[1])
        }
    }

    @Test(
        "a failure of older days is reported, but the source isn't failing, and the newest days are requested when due",
        arguments: [
            (Stub.Answer.failure, "HTTP 500 Internal Server Error"), (.denied, "HTTP 403 Forbidden"),
            (.page, "HTML page"),
        ]
    )
    func olderDays(_ answer: Stub.Answer, _ problem: String) async throws {
        try await Stub.with {
            $0 == 1 ? answer : .data
        } _: { server, stub in
            var reader = try Self.reader(server)
            _ = await reader.read(now: Self.now)
            let failed = await reader.read(now: Self.now)
            #expect(failed.problems.map(\.description).joined().contains(problem))
            #expect(failed.unreadable.isEmpty && failed.readable == 1 && !failed.hasMore)
            #expect(failed.outcome == .idle(until: Fixtures.time("2026-03-10T21:30:00Z")))
            #expect(
                failed.note
                    == "history from 2026-03-04, 1 request left, failed, retrying at 2026-03-10T21:30:00Z"
            )
            let newest = await reader.read(now: Fixtures.time("2026-03-10T21:30:00Z"))
            #expect(stub.requests[2].contains("/2026-03-10/2026-03-10?") && newest.outcome == .success)
            let older = await reader.read(now: Fixtures.time("2026-03-10T21:30:00Z"))
            #expect(stub.requests[3].contains("/2026-03-01/2026-03-03?") && older.note == nil)
        }
    }

    @Test("a limit of requests, or no response, still applies to the source")
    func limitedOlderDays() async throws {
        try await Stub.with {
            $0 == 1 ? .busy(retryAfter: 90) : .data
        } _: { server, _ in
            var reader = try Self.reader(server)
            _ = await reader.read(now: Self.now)
            let failed = await reader.read(now: Self.now)
            #expect(failed.outcome == .rateLimited(retryAfter: 90) && failed.unreadable.count == 1)
        }
    }

    @Test("a rejected token is a permanent failure that names the settings, and the token isn't repeated")
    func rejected() async throws {
        try await Stub.with { server, _ in
            var reader = try Self.reader(server, token: "wrong-token-1")
            let reading = await reader.read(now: Self.now)
            #expect(reading.outcome == .permanentFailure(isAnswered: true))
            let expected: String =
                "appfigures:ranks/jp,us: HTTP 401 Unauthorized; check authorization, and that the account has access "
                + "to the apps in ids"
            #expect(reading.problems.map(\.description) == [expected])
        }
    }

    @Test("an answer without ranks is a success without data")
    func empty() async throws {
        try await Stub.with { _ in
            .empty
        } _: { server, _ in
            var reader = try Self.reader(server, days: 7)
            let reading = await reader.read(now: Self.now)
            #expect(reading.charts.isEmpty && reading.readable == 1 && reading.problems.isEmpty && reading.state != nil)
            #expect(reading.answer == "no data from 2026-03-04 to 2026-03-10")
        }
    }

    @Test("an address with {start} and {end} is polled by date with its headers; secrets in the query are masked")
    func address() async throws {
        let name = try SourceName("http://127.0.0.1:1/history.json?key=query-secret&start={start}&end={end}")
        let mapping = try Mapping(
            file: Fixtures.repository.appendingPathComponent("Data/mappings/appfigures-estimates.toml")
        )
        let transport = ScriptedTransport([
            .success(Data("[]".utf8)), .failure(InputError("http://127.0.0.1:1/", "query-secret header-secret")),
        ])
        var reader = SourceReader(
            name,
            transport: transport,
            decoder: SnapshotDecoder(mapping: mapping),
            headers: [RequestHeader("x-api-key", Secret("header-secret"))],
            history: HistorySource(name, days: 3, interval: 60)
        )
        _ = await reader.read(now: Self.now)
        let failed = await reader.read(now: Self.now + 60)
        #expect(
            transport.requests.map(\.url.absoluteString) == [
                "http://127.0.0.1:1/history.json?key=query-secret&start=2026-03-08&end=2026-03-10",
                "http://127.0.0.1:1/history.json?key=query-secret&start=2026-03-08&end=2026-03-10",
            ]
        )
        #expect(transport.requests.allSatisfy { $0.headers.map(\.name) == ["x-api-key"] })
        #expect(failed.problems.map(\.problem) == ["(secret) (secret)"])
    }

    @Test("without settings, a source at Appfigures says what it needs")
    func unconfigured() async throws {
        var reader = SourceReader(try SourceName("appfigures:ranks"), transport: ScriptedTransport([]))
        let reading = await reader.read(now: Self.now)
        #expect(reading.problems.map(\.description).joined().contains("needs a token; add it to the config file"))
    }
}
