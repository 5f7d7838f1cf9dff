import Input
import TestSupport
import Testing
import Transport

@Suite("TLS connections")
struct TransportTLSTests {
    private static func response(_ status: String, _ headers: [String] = [], _ body: String = "") -> String {
        (["HTTP/1.0 \(status)"] + headers + ["", body]).joined(separator: "\r\n")
    }

    @Test(
        "an invalid TLS certificate fails the request with an error that gives the reason",
        arguments: [
            (.selfSigned, "TLS certificate is not trusted: unknown issuer"),
            (.ofAnotherHost, "TLS certificate does not match the host name"),
            (.expired, "TLS certificate expired"),
            (.notYetValid, "TLS certificate is not valid yet; check this machine's clock"),
        ] as [(TLSServer.Certificate, String)]
    )
    func refused(certificate: TLSServer.Certificate, message: String) async throws {
        let server = try TLSServer(certificate, responses: ["chart": Self.response("200 OK", [], "[1]")])
        let transport =
            if case .selfSigned = certificate { WebTransport() } else { WebTransport(authorities: server.authority) }
        let failure = try await WebTransportTests.failure(of: server.address + "/chart", by: transport)
        #expect(failure.error.problem == message)
        #expect(failure.kind == .permanent && failure.status == nil)
    }

    @Test("a certificate from an unknown authority is accepted only after the authority is added")
    func authorities() async throws {
        let server = try TLSServer(.good, responses: ["chart": Self.response("200 OK", [], "[1]")])
        let failure = try await WebTransportTests.failure(of: server.address + "/chart")
        #expect(failure.error.problem == "TLS certificate is not trusted: unknown issuer")
        let trusting = WebTransport(authorities: server.authority)
        let response = try await WebTransportTests.outcome(of: server.address + "/chart", by: trusting).get()
        #expect(String(decoding: response.body, as: UTF8.self) == "[1]")
        let without = WebTransport(authorities: server.authority + ".none")
        let unreadable = try await WebTransportTests.failure(of: server.address + "/chart", by: without)
        #expect(unreadable.error.problem.hasPrefix("can't read the CA certificates"))
    }

    @Test("a redirect from https to http is refused, even after another redirect", arguments: [true, false])
    func downgrade(isDetour: Bool) async throws {
        try await RoughServer.with {
            $0.answer("200 OK", [], "in the open")
            return .keep
        } _: { plain in
            let down = Self.response("302 Found", ["Location: \(plain.address)/"])
            let secure = try TLSServer(.good, responses: ["down": down])
            let transport = WebTransport(authorities: secure.authority)
            try await RoughServer.with {
                $0.answer("302 Found", ["Location: \(secure.address)/down"])
                return .keep
            } _: { detour in
                // Use the same host name, so that the first redirect is followed.
                let start =
                    isDetour ? detour.address.replacing("127.0.0.1", with: "localhost") : secure.address + "/down"
                let failure = try await WebTransportTests.failure(of: start, by: transport)
                let refusal =
                    "redirect from \(secure.address)/down to \(plain.address)/ refused: https to http is not allowed"
                #expect(failure.error.problem == refusal && failure.kind == .permanent)
                #expect(plain.heads.isEmpty)
            }
        }
    }

    @Test("an https request to a server without TLS fails with a temporary error")
    func plain() async throws {
        let failure = try await RoughServer.with {
            $0.answer("400 Bad Request")
            return .close
        } _: {
            try await WebTransportTests.failure(
                of: $0.address.replacing("http:", with: "https:"),
                by: WebTransport(timeout: 1)
            )
        }
        #expect(failure.kind == .temporary && failure.status == nil)
    }
}
