import FlyingFox
import Foundation
import Input
import Market
import TestSupport
import Testing
import Transport

@Suite("Webhook sender")
struct WebhookSenderTests {
    private let url: URL
    private let json = Data("{\"text\":\"Sora is #1\"}".utf8)

    init() throws { url = try #require(URL(string: "https://hooks.example.invalid/services/T1/sesame?key=hush")) }

    private func failure(_ status: Int, _ kind: FetchFailure.Kind, retryAfter: Int64? = nil) -> FetchFailure {
        FetchFailure(InputError("webhook", "HTTP \(status)"), kind, status: status, retryAfter: retryAfter)
    }

    /// Sends documents to a webhook.
    ///
    /// - Returns: The number of attempts or the final HTTP status for each document, the number of requests, and the
    ///   duration in seconds.
    private func sendings(
        _ answers: [Result<FetchResponse, FetchFailure>],
        count: Int = 1
    ) async throws -> (outcomes: [Int], requests: Int, seconds: Int64) {
        let transport = ScriptedTransport(answers: answers)
        let clock = ManualClock(start: Timestamp(seconds: 0))
        let (json, url) = (json, url)
        let task = Task {
            var sender = WebhookSender(transport: transport, clock: clock)
            var outcomes: [Int] = []
            for _ in 0..<count {
                do throws(FetchFailure) {
                    outcomes.append(try await sender.send(json, to: url))
                } catch {
                    outcomes.append(error.status ?? 0)
                }
            }
            return outcomes
        }
        let driver = Task {
            while !Task.isCancelled {
                await clock.untilSleeping()
                if let next = clock.deadlines.first { clock.advance(by: max(1, next - clock.timestamp)) }
            }
        }
        let outcomes = await task.value
        driver.cancel()
        // Wake the driver, which waits for the next sleeper.
        let last = Task { try? await clock.sleep(until: clock.now.advanced(by: .seconds(1)), tolerance: nil) }
        await driver.value
        last.cancel()
        return (outcomes, transport.requests.count, clock.timestamp.seconds)
    }

    private static let success = Result<FetchResponse, FetchFailure>.success(FetchResponse(body: Data()))

    @Test("a webhook request that fails temporarily is retried up to three times, after increasing delays")
    func retries() async throws {
        let bad = Result<FetchResponse, FetchFailure>.failure(failure(500, .temporary))
        let second = try await sendings([bad, Self.success])
        #expect(second.outcomes == [2])
        let never = try await sendings([bad])
        #expect(never.outcomes == [500] && never.requests == 4 && never.seconds >= 155)
    }

    @Test("a webhook request that fails permanently isn't retried", arguments: [400, 401, 404, 410])
    func final(status: Int) async throws {
        let outcome = try await sendings([.failure(failure(status, .permanent)), Self.success])
        #expect(outcome.outcomes == [status] && outcome.requests == 1)
    }

    @Test("a webhook request is retried after its Retry-After delay, unless the delay exceeds the maximum")
    func retryAfter() async throws {
        let short = try await sendings([.failure(failure(429, .refused, retryAfter: 60)), Self.success])
        #expect(short.outcomes == [2] && short.seconds >= 60)
        let long = try await sendings([.failure(failure(429, .refused, retryAfter: 3600)), Self.success])
        #expect(long.outcomes == [429] && long.requests == 1)
    }

    @Test("the webhook sender sends at most ten requests per minute")
    func pace() async throws {
        let outcome = try await sendings([Self.success], count: 21)
        #expect(outcome.outcomes.count == 21 && outcome.requests == 21 && outcome.seconds >= 120)
    }

    @Test("the webhook sender sends JSON with POST and doesn't follow redirects")
    func posting() async throws {
        let seen = SeenHeaders()
        try await LocalServer.with { request in
            let body = try await request.bodyData
            seen.note("\(request.method.rawValue) \(request.path) \(request.headers[.contentType] ?? "")")
            seen.note(String(decoding: body, as: UTF8.self))
            guard request.path.hasPrefix("/moved") else { return HTTPResponse(statusCode: .noContent) }
            let headers: HTTPHeaders = [.location: "/elsewhere"]
            return HTTPResponse(statusCode: .found, headers: headers)
        } _: { server in
            var sender = WebhookSender(transport: WebTransport(), clock: ContinuousClock())
            let attempts = try await sender.send(json, to: try #require(URL(string: server.address + "/hook?key=1")))
            #expect(attempts == 1)
            let error = await #expect(throws: FetchFailure.self) {
                _ = try await sender.send(json, to: try #require(URL(string: server.address + "/moved/sesame")))
            }
            #expect(error?.status == 302 && error?.description.contains("sesame") == false)
        }
        #expect(seen.values.prefix(2) == ["POST /hook application/json", "{\"text\":\"Sora is #1\"}"])
        #expect(!seen.values.contains { $0.contains("elsewhere") })
    }

    @Test("errors from a webhook request don't contain the URL's secrets or path", arguments: [404, 500])
    func masked(status: Int) async throws {
        try await LocalServer.with { _ in
            HTTPResponse(statusCode: HTTPStatusCode(status, phrase: "No"))
        } _: { server in
            let address = server.address.replacing("//", with: "//me:sesame@") + "/services/sesame?key=sesame#sesame"
            let request = FetchRequest(posting: json, to: try #require(URL(string: address)))
            let error = await #expect(throws: FetchFailure.self) { _ = try await WebTransport().response(to: request) }
            #expect(error?.description.hasPrefix("webhook at 127.0.0.1:") == true)
            #expect(error?.description.contains("sesame") == false && error?.description.contains("services") == false)
        }
    }

    @Test("a webhook request to a server with a self-signed certificate fails")
    func untrusted() async throws {
        let server = try TLSServer(.selfSigned)
        let request = FetchRequest(posting: json, to: try #require(URL(string: server.address + "/x")))
        let error = await #expect(throws: FetchFailure.self) { _ = try await WebTransport().response(to: request) }
        #expect(error?.kind == .permanent && error?.description.contains("certificate") == true)
    }
}
