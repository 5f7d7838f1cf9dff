import AppStoreConnect
import FlyingFox
import Formats
import Foundation
import Input
import Market
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Collector

@Suite("Polling sales reports")
struct SalesReaderTests {
    typealias Stub = AppStoreConnectStub
    static let now = Fixtures.time("2026-03-10T20:00:00Z")
    private static let label = "appstoreconnect:sales/85001234"

    private static func reader(
        _ server: LocalServer,
        keyID: String = Stub.keyID,
        vendor: String = Stub.vendor,
        state: String? = nil
    ) throws -> SourceReader {
        SourceReader(
            try SourceName("appstoreconnect:sales/\(vendor)"),
            transport: WebTransport.forSources(environment: [AppStoreServer.connectVariable: server.address]),
            credentials: try ConnectCredentials(issuerID: Stub.issuerID, keyID: keyID, pem: Stub.pem),
            state: state
        )
    }

    /// The stored state of a source that has received all reports of the last year except those of some days.
    private static func state(without days: [String]) -> String {
        (1...365).map { Fixtures.day("2026-03-10").advanced(by: -$0).iso8601 }.filter { !days.contains($0) }
            .map { "daily \($0) received \(now.seconds) 1" }.joined(separator: "\n")
            + "\napp 6790244829 us 2025-06-01"
    }

    private static func sales(_ date: String) -> Stub.Answer {
        .report(Stub.report(date, [("6790244829", "US", 40), ("6790244829", "US", -3), ("6790244829", "JP", 7)]))
    }

    @Test("a report's units are exact counts by app, day and storefront; each poll is one signed request")
    func report() async throws {
        try await Stub.with(clock: .at(Self.now)) { _, date, _ in
            Self.sales(date)
        } _: { server, stub in
            var reader = try Self.reader(server)
            let first = await reader.read(now: Self.now)
            #expect(
                first.counts.map { "\($0.counter.scope.label) \($0.count.days[0].iso8601) \($0.count.value)" }
                    == ["US 2026-03-09 37", "JP 2026-03-09 7"]
            )
            #expect(first.counts.allSatisfy { $0.counter.source == "App Store Connect" && $0.counter.kind == .exact })
            #expect(
                first.hasMore && first.readable == 1
                    && first.allowance == RequestAllowance(limit: 3500, remaining: 3499)
            )
            #expect(first.note == "1 of 365 daily reports received, 364 to request")
            let second = await reader.read(now: Self.now)
            #expect(second.counts.map(\.count.days[0].iso8601) == ["2026-03-08", "2026-03-08"])
            #expect(stub.requests == ["DAILY 2026-03-09", "DAILY 2026-03-08"])
            #expect(Set(stub.authorizations).count == 1)
        }
    }

    @Test("a restarted reader continues where the last one stopped, and waits when it has everything")
    func restart() async throws {
        try await Stub.with(clock: .at(Self.now)) { _, date, _ in
            Self.sales(date)
        } _: { server, stub in
            let days = ["2026-03-09", "2025-11-30", "2025-03-10"]
            var state: String? = Self.state(without: days)
            for _ in days {
                var reader = try Self.reader(server, state: state)
                state = await reader.read(now: Self.now).state
            }
            #expect(stub.requests == days.map { "DAILY \($0)" })
            var reader = try Self.reader(server, state: state)
            let last = await reader.read(now: Self.now)
            #expect(last.outcome == .idle(until: Fixtures.time("2026-03-11T12:00:00Z")) && last.readable == 365)
            #expect(stub.requests.count == 3 && last.note == nil && last.newestDay == Fixtures.day("2026-03-09"))
        }
    }

    @Test("no sales is a count of zero only if a second answer says so when the day is final")
    func noSales() async throws {
        let clock = Mutex(Self.now)
        try await Stub.with(clock: Stub.Clock { clock.withLock { $0 } }) { _, date, _ in
            date == "2026-03-05" ? .noSales : Self.sales(date)
        } _: { server, stub in
            var reader = try Self.reader(server, state: Self.state(without: ["2026-03-05"]))
            let first = await reader.read(now: Self.now)
            #expect(first.counts.isEmpty && first.outcome == .idle(until: Self.now + 3600))
            #expect(first.note == "364 of 365 daily reports received, 1 day without sales to confirm")
            clock.withLock { $0 = Self.now + 3600 }
            let reading = await reader.read(now: Self.now + 3600)
            #expect(stub.requests == ["DAILY 2026-03-05", "DAILY 2026-03-05"] && reading.note == nil)
            #expect(reading.counts.map(\.count.value) == [0])
            #expect(reading.counts.map(\.count.days) == [[Fixtures.day("2026-03-05")]])
        }
    }

    /// An answer to the first request, the source's error, and the outcome of the poll.
    private static let failures: [(answer: Stub.Answer, problem: String, outcome: PollOutcome)] = [
        (
            .forbidden,
            "HTTP 403 Forbidden; private_key is valid, but key 2X9R4HXF34 may not read sales reports; use a team key with the "
                + "role Admin, Finance or Sales; App Store Connect says 403 FORBIDDEN_ERROR: \"This request is forbidden for "
                + "security reasons\", \"The API key in use does not allow this request\"",
            .permanentFailure(isAnswered: true)
        ),
        (
            .busy(retryAfter: 90),
            "HTTP 429 Too Many Requests; App Store Connect says 429 RATE_LIMIT_EXCEEDED: \"Too many requests\", \"Try again "
                + "later\"",
            .rateLimited(retryAfter: 90)
        ), (.failure, "HTTP 500 Internal Server Error", .failed()),
        (.page, "received an HTML page instead of a sales report: \"Sign in\"", .unusable),
    ]

    @Test("each error is the source's problem, and the same report is requested again", arguments: 0..<4)
    func errors(index: Int) async throws {
        let failure = Self.failures[index]
        try await Stub.with(clock: .at(Self.now)) { _, date, count in
            count == 0 && date == "2026-03-09" ? failure.answer : Self.sales(date)
        } _: { server, stub in
            var reader = try Self.reader(server)
            let failed = await reader.read(now: Self.now)
            #expect(failed.unreadable.first?.description == "\(Self.label): \(failure.problem)")
            #expect(failed.outcome == failure.outcome && failed.readable == 0 && !failed.hasMore && failed.state == nil)
            let next = await reader.read(now: Self.now)
            #expect(next.counts.count == 2 && stub.requests == ["DAILY 2026-03-09", "DAILY 2026-03-09"])
        }
    }

    @Test(
        "a rejected token is a problem that names the setting",
        arguments: [
            ("ABCDEFGHIJ", Stub.vendor, Int64(0), "HTTP 401 Unauthorized; issuer_id, key_id or private_key is wrong"),
            (Stub.keyID, "85001235", 0, "HTTP 400 Bad Request; vendor_number 85001235 is likely wrong"),
            (Stub.keyID, Stub.vendor, 3600, "HTTP 401 Unauthorized; this machine's clock is 60 minutes fast"),
            (Stub.keyID, Stub.vendor, -3600, "HTTP 401 Unauthorized; this machine's clock is 60 minutes slow"),
        ]
    )
    func rejections(keyID: String, vendor: String, skew: Int64, problem: String) async throws {
        try await Stub.with(clock: .at(Self.now - skew)) { _, date, _ in
            Self.sales(date)
        } _: { server, stub in
            var reader = try Self.reader(server, keyID: keyID, vendor: vendor)
            let reading = await reader.read(now: Self.now)
            let text = reading.unreadable.first?.description ?? ""
            #expect(text.hasPrefix("appstoreconnect:sales/\(vendor): \(problem)"))
            #expect(reading.outcome == .permanentFailure(isAnswered: true))
            #expect(!text.contains("eyJ"))
        }
    }

    @Test("a truncated report is an error of its day, and the next poll requests another day")
    func truncated() async throws {
        try await Stub.with(clock: .at(Self.now)) { _, date, _ in
            date == "2026-03-08" ? .truncated : Self.sales(date)
        } _: { server, stub in
            var reader = try Self.reader(server)
            _ = await reader.read(now: Self.now)
            let failed = await reader.read(now: Self.now)
            #expect(
                failed.problems.map(\.description) == [
                    "\(Self.label), 2026-03-08: byte 45 of the decompressed data: truncated"
                ]
            )
            #expect(failed.hasMore && failed.readable == 1 && failed.unreadable.count == 1)
            let next = await reader.read(now: Self.now)
            #expect(
                next.counts.map(\.count.days[0].iso8601) == ["2026-03-07", "2026-03-07"] && next.unreadable.count == 1
            )
        }
    }

    @Test("if the documented version of the report doesn't exist, the next request leaves it to the server")
    func otherVersion() async throws {
        try await Stub.with(clock: .at(Self.now)) { _, _, _ in
            .otherVersion
        } _: { server, stub in
            var reader = try Self.reader(server)
            let first = await reader.read(now: Self.now)
            #expect(first.hasMore && first.problems.isEmpty && first.readable == 1)
            let second = await reader.read(now: Self.now)
            #expect(second.answer == "no sales reported for 2026-03-09")
            #expect(stub.requests == ["DAILY 2026-03-09", "DAILY 2026-03-09"])
        }
    }

    @Test("after three invalid reports in a row, the source backs off")
    func allTruncated() async throws {
        try await Stub.with(clock: .at(Self.now)) { _, _, _ in
            .truncated
        } _: { server, stub in
            var reader = try Self.reader(server)
            var outcomes: [PollOutcome] = []
            for _ in 0..<3 { outcomes.append(await reader.read(now: Self.now).outcome) }
            #expect(outcomes == [.success, .success, .unusable] && Set(stub.requests).count == 3)
        }
    }

    @Test("a report of another day is rejected")
    func otherDay() async throws {
        try await Stub.with(clock: .at(Self.now)) { _, _, _ in
            Self.sales("2026-03-01")
        } _: { server, _ in
            var reader = try Self.reader(server)
            let failed = await reader.read(now: Self.now)
            #expect(failed.counts.isEmpty)
            #expect(failed.problems.first?.problem == "received the report of 2026-03-01 instead")
        }
    }

    @Test("the report of a week covers an expired day with one count for the week")
    func week() async throws {
        try await Stub.with(clock: .at(Self.now)) { frequency, date, _ in
            switch (frequency, date) {
            case ("DAILY", "2025-03-10"): return .expired
            case ("WEEKLY", "2025-03-16"):
                let sales = [("6790244829", "US", "1F", 280), ("6790244829", "US", "7F", 5)]
                return .report(Stub.report(from: "03/10/2025", to: "03/16/2025", sales))
            default: return Self.sales(date)
            }
        } _: { server, stub in
            var reader = try Self.reader(server, state: Self.state(without: ["2025-03-10"]))
            #expect(await reader.read(now: Self.now).hasMore)
            let last = await reader.read(now: Self.now)
            #expect(stub.requests == ["DAILY 2025-03-10", "WEEKLY 2025-03-16"])
            #expect(last.counts.map(\.count.value) == [280] && last.counts.first?.count.days.count == 7)
            #expect(last.note == "364 of 365 daily reports received, 1 missing")
        }
    }

    @Test("a source without a key says where to add one")
    func noKey() async throws {
        var reader = SourceReader(try SourceName(Self.label), transport: ScriptedTransport([]))
        let reading = await reader.read(now: Self.now)
        #expect(reading.unreadable.first?.problem.contains("docs/app-store-connect.md") == true)
    }

    @Test(
        "a source of sales reports is named by its vendor number",
        arguments: [
            ("appstoreconnect:sales", "missing vendor number"), ("appstoreconnect:sales/", "missing vendor number"),
            ("appstoreconnect:sales/8500x234", "invalid vendor number"),
            ("appstoreconnect:reviews", "unknown App Store Connect source"),
        ]
    )
    func badNames(text: String, problem: String) {
        let error = #expect(throws: InputError.self) { try SourceName(text) }
        #expect(error?.problem.hasPrefix(problem) == true)
    }

    @Test(
        "requests with a token are redirected only to https or to this machine",
        arguments: [
            ("https://mirror.example", "https://mirror.example/v1/salesReports?a=b"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1/salesReports?a=b"),
            ("http://localhost:1", "http://localhost:1/v1/salesReports?a=b"),
            ("http://mirror.example", "/v1/salesReports?a=b"),
            ("", "https://\(SalesReportRequest.host)/v1/salesReports?a=b"),
        ]
    )
    func redirects(server: String, expected: String) throws {
        let servers = AppStoreServer(environment: [AppStoreServer.connectVariable: server])
        let url = try #require(URL(string: "https://\(SalesReportRequest.host)/v1/salesReports?a=b"))
        #expect(servers.address(of: url) == expected)
    }
}
