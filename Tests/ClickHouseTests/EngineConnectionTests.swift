import Foundation
import Input
import Market
import TestSupport
import Testing
import Transport

@testable import ClickHouse

@Suite("Connections to an engine that fail")
struct EngineConnectionTests {
    @Test(
        "a wrong certificate is an error with a fix",
        arguments: [
            (
                .selfSigned,
                "TLS certificate is not trusted: unknown issuer; use a host name that the certificate has, and "
                    + "add its issuer to this computer's CA certificates"
            ),
            (
                .ofAnotherHost,
                "TLS certificate does not match the host name; use a host name that the certificate has, and "
                    + "add its issuer to this computer's CA certificates"
            ),
            (.expired, "TLS certificate expired; renew the server's certificate"),
            (.notYetValid, "TLS certificate is not valid yet; check this machine's clock"),
        ] as [(TLSServer.Certificate, String)]
    )
    func certificates(certificate: TLSServer.Certificate, problem: String) async throws {
        let server = try TLSServer(certificate)
        let authorities = if case .selfSigned = certificate { String?.none } else { server.authority }
        let error = try await failure(of: server.address, authorities: authorities)
        #expect(error?.reason == .unreachable && error?.problem == problem, "\(error?.problem ?? "none")")
    }

    @Test("an address without TLS for a port with TLS is an error with a fix")
    func plain() async throws {
        let server = try TLSServer(.good)
        let error = try await failure(of: server.address.replacing("https:", with: "http:"), authorities: nil)
        #expect(
            error?.problem.contains("the address begins with clickhouses://") == true,
            "\(error?.problem ?? "none")"
        )
    }

    @Test(
        "an address with TLS for a port without it is an error with a fix",
        .enabled(if: ClickHouseServer.isInstalled, "\(ClickHouseServer.missing)")
    )
    func secure() async throws {
        let server = try ClickHouseServer()
        let error = try await failure(of: "https://127.0.0.1:\(server.port)", authorities: nil)
        #expect(
            error?.problem.contains("the address begins with clickhouse://") == true,
            "\(error?.problem ?? "none")"
        )
    }

    @Test(
        "a response that ends too early is an error",
        arguments: [
            // The connection closes in the middle of the response, and a complete response ends in the middle of a row.
            (100, "\u{08}rankings\u{05}chart"), (9, "\u{08}rankings"), (4, "\u{09}ran"),
        ]
    )
    func half(length: Int, body: String) async throws {
        let error = try await RoughServer.with {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n\(body)")
            return .close
        } _: { server in
            try await failure(of: server.address, authorities: nil)
        }
        #expect([.unreachable, .notClickHouse].contains(error?.reason), "\(error?.problem ?? "none")")
        #expect(error?.problem.contains("; check ") == true, "\(error?.problem ?? "none")")
    }

    private func failure(of address: String, authorities: String?) async throws -> EngineError? {
        let text = address.replacing("http", with: "clickhouse") + "/x"
        let transport = EngineClient.transport(timeout: 5, authorities: authorities)
        let client = EngineClient(try EngineAddress.parse(text), password: nil, transport: transport)
        do throws(EngineError) {
            try await client.checkTables()
            return nil
        } catch {
            return error
        }
    }
}

@Suite("Clocks of an engine and of this computer")
struct EngineClockTests {
    @Test(
        "clocks that differ by more than five minutes are a problem with a fix",
        arguments: [
            (0, nil), (300, nil), (-300, nil),
            (
                3600,
                "the engine's clock is 60 min ahead of this computer's; set the clocks, or ages and times are wrong"
            ),
            (-3570, "the engine's clock is 60 min behind this computer's; set the clocks, or ages and times are wrong"),
        ] as [(Int64, String?)]
    )
    func problem(seconds: Int64, expected: String?) {
        let now = Timestamp(seconds: 1_800_000_000)
        #expect(EngineClock.problem(engine: now + seconds, local: now) == expected)
    }
}
