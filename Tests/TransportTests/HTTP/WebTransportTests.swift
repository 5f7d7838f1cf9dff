import Foundation
import Input
import Market
import Synchronization
import TestSupport
import Testing
import Transport

@Suite("HTTP transport")
struct WebTransportTests {
    typealias Outcome = Result<FetchResponse, FetchFailure>

    static func outcome(of request: FetchRequest, by transport: WebTransport = WebTransport()) async -> Outcome {
        do throws(FetchFailure) {
            return .success(try await transport.response(to: request))
        } catch {
            return .failure(error)
        }
    }

    static func outcome(of address: String, by transport: WebTransport = WebTransport()) async throws -> Outcome {
        await outcome(of: FetchRequest(try #require(URL(string: address))), by: transport)
    }

    static func failure(of address: String, by transport: WebTransport = WebTransport()) async throws -> FetchFailure {
        guard case .failure(let failure) = try await outcome(of: address, by: transport) else {
            throw InputError(address, "a failure was expected")
        }
        return failure
    }

    @Test("a response contains body, ETag and Last-Modified, and the request sends User-Agent and Accept")
    func body() async throws {
        let (outcome, head) = try await RoughServer.with {
            $0.answer("200 OK", ["ETag: W/\"a b\"", "last-modified:  Sun, 06 Nov 1994 08:49:37 GMT \t"], "[1]")
            return .keep
        } _: { server in
            (try await Self.outcome(of: server.address + "/a?b=c#d"), server.heads.first ?? "")
        }
        let response = try outcome.get()
        #expect(response.body == Data("[1]".utf8) && !response.isUnchanged)
        #expect(response.entityTag == "W/\"a b\"")
        #expect(response.lastModified == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(response.received > 100 && response.seconds > 0)
        #expect(head.hasPrefix("GET /a?b=c HTTP/1.1\r\n"))
        #expect(head.contains("User-Agent: launchtop/"))
        #expect(head.contains("Accept: application/json") && head.contains("gzip"))
        #expect(!head.contains("If-") && !head.contains("Authorization"))
    }

    @Test("a conditional request with ETag or Last-Modified reports an unchanged document")
    func unchanged() async throws {
        try await RoughServer.with {
            let isKnown = $0.header("If-None-Match") == "\"7\"" || $0.header("If-Modified-Since") == "then"
            $0.answer(isKnown ? "304 Not Modified" : "200 OK", isKnown ? [] : ["ETag: \"7\""])
            return .keep
        } _: { server in
            let url = try #require(URL(string: server.address))
            for request in [FetchRequest(url, entityTag: "\"7\""), FetchRequest(url, lastModified: "then")] {
                let response = try await Self.outcome(of: request).get()
                #expect(response.isUnchanged && response.body.isEmpty)
                #expect(response.entityTag == request.entityTag && response.lastModified == request.lastModified)
            }
            let changed = try await Self.outcome(of: FetchRequest(url, entityTag: "\"6\"")).get()
            #expect(!changed.isUnchanged && changed.entityTag == "\"7\"")
        }
    }

    @Test("a 304 response to an unconditional request is an error")
    func unaskedUnchanged() async throws {
        let failure = try await RoughServer.with {
            $0.answer("304 Not Modified")
            return .keep
        } _: {
            try await Self.failure(of: $0.address)
        }
        #expect(failure.kind == .temporary && failure.status == 304)
    }

    @Test(
        "an HTTP error status is reported with its standard reason phrase",
        arguments: [
            ("404 x", "HTTP 404 Not Found", .permanent), ("410 x", "HTTP 410 Gone", .permanent),
            ("401 x", "HTTP 401 Unauthorized", .permanent), ("403 x", "HTTP 403 Forbidden", .refused),
            ("429 x", "HTTP 429 Too Many Requests", .refused), ("420 x", "HTTP 420 Too Many Requests", .refused),
            ("500 x", "HTTP 500 Internal Server Error", .temporary),
            ("408 x", "HTTP 408 Request Timeout", .temporary),
            ("503 x", "HTTP 503 Service Unavailable", .temporary),
            ("305 x", "HTTP 305 (redirect not followed)", .permanent),
        ] as [(String, String, FetchFailure.Kind)]
    )
    func statuses(status: String, message: String, kind: FetchFailure.Kind) async throws {
        let failure = try await RoughServer.with {
            $0.answer(status, [], String(repeating: "<html>", count: 50_000))
            return .keep
        } _: {
            try await Self.failure(of: $0.address)
        }
        #expect(failure.error.problem == message)
        #expect(failure.kind == kind)
        #expect(failure.status == Int(status.prefix(3)))
        #expect(failure.retryAfter == nil)
    }

    @Test(
        "Retry-After is parsed as seconds, or as a date relative to the response's Date header",
        arguments: [
            (["Retry-After: 120"], 120), (["Retry-After: 0"], 0), (["retry-after:7"], 7),
            (["Retry-After: 99999999999999999999999"], 86_400), (["Retry-After: 90000"], 86_400),
            (["Retry-After: -5"], nil), (["Retry-After: soon"], nil), (["Retry-After: 1.5"], nil), ([], nil),
            (["Retry-After: Fri, 31 Dec 1999 23:59:59 GMT", "Date: Fri, 31 Dec 1999 23:58:59 GMT"], 60),
            (["Retry-After: Friday, 31-Dec-99 23:59:59 GMT", "Date: Fri Dec 31 23:58:59 1999"], 60),
            (["Retry-After: Fri, 31 Dec 1999 23:59:59 GMT", "Date: Fri, 31 Dec 1999 23:59:60 GMT"], 0),
            (["Retry-After: Sat,  1 Jan 2000 00:00:05 GMT", "Date: Fri, 31 Dec 1999 23:59:60 GMT"], 5),
            // Without a Date header, relative to the local clock, which is 2000-01-01T00:00:00Z here.
            (["Retry-After: Sat, 01 Jan 2000 00:00:30 GMT"], 30), (["Retry-After: Fri, 31 Dec 1999 23:59:59 GMT"], 0),
            (["Retry-After: Fri, 31 Dec 2049 23:59:59 GMT"], 86_400),
            (["Retry-After: Fri, 31 Dec 1999 24:00:00 GMT"], nil),
            (["Retry-After: Fri, 30 Feb 2000 23:00:00 GMT"], nil), (["Retry-After: Fri, 31 Dec 2000 23:00:00"], nil),
        ] as [([String], Int64?)]
    )
    func retryAfter(headers: [String], seconds: Int64?) async throws {
        let failure = try await RoughServer.with {
            $0.answer("503 Service Unavailable", headers)
            return .keep
        } _: {
            try await Self.failure(of: $0.address, by: WebTransport(now: { Fixtures.time("2000-01-01") }))
        }
        #expect(failure.retryAfter == seconds)
    }

    @Test("requests to the same host reuse one connection")
    func reuse() async throws {
        try await RoughServer.with {
            $0.answer("200 OK", [], "x")
            return .keep
        } _: { server in
            let transport = WebTransport()
            for _ in 0..<6 { _ = try await Self.outcome(of: server.address, by: transport).get() }
            #expect(server.heads.count == 6)
            #expect(server.connections == 1)
        }
    }

    @Test("64 concurrent fetches all complete, with at most the allowed number running at a time")
    func many() async throws {
        let maximum = Mutex((now: 0, maximum: 0))
        let bodies = try await RoughServer.with { exchange in
            maximum.withLock { $0 = ($0.now + 1, max($0.maximum, $0.now + 1)) }
            Thread.sleep(forTimeInterval: 0.02)
            maximum.withLock { $0.now -= 1 }
            exchange.answer("200 OK", [], exchange.path)
            return .keep
        } _: { server in
            let transport = WebTransport(fetchesAtOnce: 8)
            return try await withThrowingTaskGroup(of: String.self) { group in
                for index in 0..<64 {
                    group.addTask {
                        let body = try await Self.outcome(of: "\(server.address)/\(index)", by: transport).get().body
                        return String(decoding: body, as: UTF8.self)
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
        }
        #expect(bodies == Set((0..<64).map { "/\($0)" }))
        #expect(maximum.withLock { $0.maximum } <= 8)
        #expect(maximum.withLock { $0.maximum } > 1)
    }

    @Test("canceling a task ends its running or waiting fetch")
    func cancellation() async throws {
        try await RoughServer.with {
            $0.untilHangUp()
            return .close
        } _: { server in
            let transport = WebTransport(timeout: 600, fetchesAtOnce: 1)
            let url = try #require(URL(string: server.address))
            let tasks = (0..<3).map { _ in Task { await Self.outcome(of: FetchRequest(url), by: transport) } }
            while server.heads.isEmpty { await Task.yield() }
            for task in tasks.reversed() { task.cancel() }
            for task in tasks {
                guard case .failure(let failure) = await task.value else {
                    Issue.record("a failure was expected")
                    return
                }
                #expect(failure.error.problem == "request canceled" && failure.kind == .canceled)
            }
            #expect(server.heads.count == 1)
        }
    }
}
