import Collector
import Formats
import Foundation
import Input
import TestSupport
import Testing
import Transport

/// A test of the transport's error messages. They are listed in `Goldens/errors-transport.txt`.
@Suite("Transport error messages")
struct TransportErrorTableTests {
    @Test("error messages about connections, TLS, HTTP, redirects and folder indexes match the golden file")
    func table() async throws {
        let lines =
            try await ["# Connections"] + Self.connections() + ["", "# TLS"] + Self.certificates() + [
                "", "# HTTP status",
            ]
            + Self.statuses() + ["", "# Redirects"] + Self.redirects + ["", "# Folder indexes"] + Self.indexes()
        let text = lines.map { Self.withoutPorts($0) + "\n" }.joined()
        #expect(Golden.difference(of: text, named: "errors-transport") == nil)
    }

    /// Removes ports from a line, because the test servers have random ones.
    private static func withoutPorts(_ line: String) -> String {
        line.replacing(/(127\.0\.0\.1|localhost):\d{2,}/) { "\($0.1):PORT" }
    }

    private static func connections() async throws -> [String] {
        let failures = Array(TransportErrorTests.failures.enumerated())
        let tested = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for (index, failure) in failures {
                group.addTask {
                    let error = try await RoughServer.with(failure.act) {
                        try await WebTransportTests.failure(
                            of: $0.address,
                            by: WebTransport(timeout: 1, bodyLimit: 100_000)
                        )
                    }
                    return (index, "\(failure.testDescription): \(error.error.problem)")
                }
            }
            return try await group.reduce(into: [(Int, String)]()) { $0.append($1) }
        }
        let unknown = try await WebTransportTests.failure(of: "http://nosuchhost.invalid/charts?key=secret")
        let closed = try await WebTransportTests.failure(of: "http://127.0.0.1:1/charts")
        let url = try #require(URL(string: "http://127.0.0.1:1/hook/secret"))
        let webhook = await WebTransportTests.outcome(of: FetchRequest(posting: Data(), to: url))
        let control = await WebTransportTests.outcome(of: FetchRequest(url, authorization: Secret("a\nb")))
        return tested.sorted { $0.0 < $1.0 }.map(\.1) + [unknown.description, closed.description]
            + [webhook, control].compactMap { if case .failure(let failure) = $0 { failure.description } else { nil } }
    }

    private static func certificates() async throws -> [String] {
        var lines: [String] = []
        for certificate in [.selfSigned, .ofAnotherHost, .expired, .notYetValid] as [TLSServer.Certificate] {
            let server = try TLSServer(certificate, responses: [:])
            let transport =
                if case .selfSigned = certificate {
                    WebTransport()
                } else {
                    WebTransport(authorities: server.authority)
                }
            lines.append(try await WebTransportTests.failure(of: server.address + "/chart", by: transport).description)
        }
        let server = try TLSServer(.good, responses: [:])
        let missing = WebTransport(authorities: server.authority + ".none")
        lines.append(try await WebTransportTests.failure(of: server.address + "/chart", by: missing).description)
        let plain = try await RoughServer.with {
            $0.answer("400 Bad Request")
            return .close
        } _: {
            try await WebTransportTests.failure(
                of: $0.address.replacing("http://", with: "https://"),
                by: WebTransport(timeout: 1)
            )
        }
        return lines + [plain.description]
    }

    private static func statuses() async throws -> [String] {
        var lines: [String] = []
        for status in [
            "304", "305", "400", "401", "403", "404", "407", "408", "410", "418", "429", "451", "500", "502",
        ]
            + ["503", "504", "599"]
        {
            let failure = try await RoughServer.with {
                $0.answer("\(status) x")
                return .keep
            } _: {
                try await WebTransportTests.failure(of: $0.address + "/charts")
            }
            lines.append(failure.description)
        }
        let body = "{\"errors\":[{\"status\":\"403\",\"code\":\"FORBIDDEN\",\"title\":\"This request is forbidden\"}]}"
        let forbidden = try await RoughServer.with {
            $0.answer("403 x", [], body)
            return .keep
        } _: {
            try await WebTransportTests.failure(of: $0.address + "/report", by: .forSources())
        }
        return lines + [forbidden.description]
    }

    private static var redirects: [String] {
        [
            ("https://a.example:443", "http://a.example:80", ["8.8.8.8"]),
            ("http://a.example:80", "http://b.example:80", ["8.8.8.8"]),
            ("https://a.example:443", "https://b.example:443", ["10.0.0.7"]),
            ("https://a.example:443", "https://b.example:443", ["0.0.0.0"]),
            ("https://a.example:443", "https://b.example:443", ["b"]),
        ].map { from, to, addresses in
            guard let from = RedirectPolicy.Origin(from), let to = RedirectPolicy.Origin(to) else { return "invalid" }
            return RedirectPolicy().refusal(from: from, to: to, addresses: addresses) ?? "no error"
        }
    }

    private static func indexes() async throws -> [String] {
        var lines: [String] = []
        for index in ["[]", "{\"a\":1}"] {
            let response = FetchResponse(body: Data(index.utf8))
            var reader = SourceReader(
                try SourceName("https://us.example/charts/"),
                transport: ScriptedTransport(answers: [.success(response)])
            )
            lines += await reader.read(now: Fixtures.time("2026-03-01")).problems.map(\.description)
        }
        return lines
    }
}
