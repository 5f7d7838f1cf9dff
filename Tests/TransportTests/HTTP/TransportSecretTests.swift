import Foundation
import Input
import TestSupport
import Testing
import Transport

@Suite("Secrets in requests")
struct TransportSecretTests {
    @Test("the description of a secret, or of a request that contains one, doesn't reveal the secret's text")
    func shown() {
        let request = FetchRequest(URL(fileURLWithPath: "/"), authorization: Secret("hush"))
        var dumped = ""
        dump(request, to: &dumped)
        for text in ["\(Secret("hush"))", String(reflecting: Secret("hush")), "\(request)", dumped] {
            #expect(!text.contains("hush"))
            #expect(text.contains("secret"))
        }
    }

    @Test(
        "authorization and more headers are sent to the target of a redirect only if it's on the same host",
        arguments: [true, false]
    )
    func redirects(isSameHost: Bool) async throws {
        try await RoughServer.with {
            $0.answer("200 OK", [], "there")
            return .keep
        } _: { other in
            let target = "\(other.address)/there"
            try await RoughServer.with {
                if $0.path == "/there" {
                    $0.answer("200 OK", [], "there")
                } else {
                    $0.answer("302 Found", ["Location: \(isSameHost ? "/there" : target)"])
                }
                return .keep
            } _: { server in
                for (address, expected) in [
                    (server.address, "Authorization: Bearer hush"),
                    (server.address.replacing("//", with: "//me:hush@"), "Authorization: Basic bWU6aHVzaA=="),
                ] {
                    let url = try #require(URL(string: address))
                    let isInAddress = url.user != nil
                    let secret = isInAddress ? nil : Secret("Bearer hush")
                    let header = RequestHeader("x-api-key", Secret("hush-key"))
                    let request = FetchRequest(url, authorization: secret, headers: [header])
                    _ = try await WebTransportTests.outcome(of: request).get()
                    let heads = isSameHost ? server.heads.suffix(2) : server.heads.suffix(1) + other.heads.suffix(1)
                    #expect(heads.map { $0.contains(expected) } == [true, isSameHost])
                    #expect(heads.map { $0.contains("Authorization") } == [true, isSameHost])
                    #expect(heads.map { $0.contains("x-api-key: hush-key") } == [true, isSameHost])
                }
            }
        }
    }

    @Test(
        "request errors don't contain the URL's query, user or password, or the authorization",
        arguments: ["404 x", "302 Found", "garbage"]
    )
    func failures(status: String) async throws {
        let failure = try await RoughServer.with {
            if status == "garbage" {
                $0.send("hush\r\n\r\n")
                return .close
            }
            $0.answer(status, ["Location: ftp://me:hush@example.invalid/?key=hush"])
            return .keep
        } _: { server -> FetchFailure in
            let address = server.address.replacing("//", with: "//me:hush@") + "/charts?key=hush#hush"
            let request = FetchRequest(try #require(URL(string: address)), authorization: Secret("hush"))
            guard case .failure(let failure) = await WebTransportTests.outcome(of: request) else {
                throw InputError(address, "a failure was expected")
            }
            return failure
        }
        #expect(!"\(failure) \(String(reflecting: failure))".contains("hush"))
        #expect(failure.description.contains("/charts: "))
    }

    @Test(
        "a request with a control character in its authorization is rejected before connecting",
        arguments: ["a\r\nHost: b", "a\nb", "a\u{0}b"]
    )
    func lineBreaks(value: String) async throws {
        try await RoughServer.with {
            $0.answer("200 OK")
            return .keep
        } _: { server in
            let request = FetchRequest(try #require(URL(string: server.address)), authorization: Secret(value))
            guard case .failure(let failure) = await WebTransportTests.outcome(of: request) else {
                Issue.record("a failure was expected")
                return
            }
            #expect(failure.kind == .permanent)
            let header = RequestHeader("x-api-key", Secret(value))
            let other = FetchRequest(try #require(URL(string: server.address)), headers: [header])
            guard case .failure(let failure) = await WebTransportTests.outcome(of: other) else {
                Issue.record("a failure was expected")
                return
            }
            #expect(failure.description.contains("header x-api-key contains a line break"))
            #expect(server.heads.isEmpty)
            // An ETag with a line break can't be sent and is omitted.
            let marked = FetchRequest(try #require(URL(string: server.address)), entityTag: "\"a\"\r\nX: y")
            _ = try await WebTransportTests.outcome(of: marked).get()
            #expect(server.heads.allSatisfy { !$0.contains("X: y") })
        }
    }
}
