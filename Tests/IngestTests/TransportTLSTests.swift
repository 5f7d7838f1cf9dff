import Ingest
import TestSupport
import Testing

@Suite("TLS, on this machine")
struct TransportTLSTests {
    private static func response(_ status: String, _ headers: [String] = [], _ body: String = "") -> String {
        (["HTTP/1.0 \(status)"] + headers + ["", body]).joined(separator: "\r\n")
    }

    @Test(
        "a certificate that is not right is refused, and the fault is named",
        arguments: [
            (.selfSigned, "its certificate is signed by nobody whom this machine trusts"),
            (.ofAnotherHost, "its certificate belongs to another host"),
            (.expired, "its certificate has expired"),
            (.notYetValid, "its certificate is not valid yet; is this machine's clock right?"),
        ] as [(TLSServer.Certificate, String)]
    )
    func refused(certificate: TLSServer.Certificate, words: String) async throws {
        let server = try TLSServer(certificate, responses: ["chart": Self.response("200 OK", [], "[1]")])
        let transport =
            if case .selfSigned = certificate { WebTransport() } else { WebTransport(authorities: server.authority) }
        let failure = try await TransportTests.failure(of: server.address + "/chart", by: transport)
        #expect(failure.error.problem == words)
        #expect(failure.kind == .hopeless && failure.status == nil)
    }

    @Test("a good one of an authority that nobody named is refused too; named, it is trusted")
    func authorities() async throws {
        let server = try TLSServer(.good, responses: ["chart": Self.response("200 OK", [], "[1]")])
        let failure = try await TransportTests.failure(of: server.address + "/chart")
        #expect(failure.error.problem == "its certificate is signed by nobody whom this machine trusts")
        let trusting = WebTransport(authorities: server.authority)
        let answer = try await TransportTests.outcome(of: server.address + "/chart", by: trusting).get()
        #expect(String(decoding: answer.body, as: UTF8.self) == "[1]")
        let without = WebTransport(authorities: server.authority + ".none")
        let unreadable = try await TransportTests.failure(of: server.address + "/chart", by: without)
        #expect(unreadable.error.problem.hasPrefix("this machine's list of certificate authorities cannot be read"))
    }

    @Test("nothing leads from https to http, not over a detour either", arguments: [true, false])
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
                // By the same name, so that the detour itself is followed.
                let start =
                    isDetour ? detour.address.replacing("127.0.0.1", with: "localhost") : secure.address + "/down"
                let failure = try await TransportTests.failure(of: start, by: transport)
                let refusal =
                    "redirect from \(secure.address)/down to \(plain.address)/ refused: it leads from https to http"
                #expect(failure.error.problem == refusal && failure.kind == .hopeless)
                #expect(plain.heads.isEmpty)
            }
        }
    }

    @Test("who speaks no TLS")
    func plain() async throws {
        let failure = try await RoughServer.with {
            $0.answer("400 Bad Request")
            return .close
        } _: {
            try await TransportTests.failure(
                of: $0.address.replacing("http:", with: "https:"),
                by: WebTransport(patience: 1)
            )
        }
        #expect(failure.kind == .passing && failure.status == nil)
    }
}
