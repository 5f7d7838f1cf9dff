import Foundation
import Input
import TestSupport
import Testing
import Transport

private let downgradeRefusal = "https to http is not allowed"
private let otherHostRefusal = "redirecting to another host requires https"

@Suite("Redirects")
struct RedirectPolicyTests {
    @Test(
        "NetworkScope classifies public, private, loopback, link-local and unspecified IP addresses",
        arguments: [
            ("93.184.216.34", .public), ("127.0.0.1", .loopback), ("127.255.0.9", .loopback), ("10.0.0.1", .private),
            ("172.15.255.255", .public), ("172.16.0.0", .private), ("172.31.255.255", .private),
            ("172.32.0.0", .public),
            ("192.168.1.1", .private), ("192.169.0.1", .public), ("169.254.169.254", .linkLocal),
            ("169.253.0.1", .public),
            ("100.63.0.1", .public), ("100.64.0.1", .private), ("100.128.0.1", .public), ("0.0.0.0", .unspecified),
            ("0.1.2.3", .unspecified), ("::1", .loopback), ("::", .unspecified), ("::2", .unspecified),
            ("2606:2800:220:1::", .public), ("fe80::1", .linkLocal), ("fe80::1%eth0", .linkLocal),
            ("febf::1", .linkLocal),
            ("fec0::1", .private), ("fc00::1", .private), ("fdff::1", .private), ("fe00::1", .public),
            ("::ffff:127.0.0.1", .loopback), ("::ffff:10.1.2.3", .private), ("::ffff:8.8.8.8", .public),
            ("::ffff:a9fe:a9fe", .linkLocal), ("::127.0.0.1", .loopback), ("64:ff9b::192.168.0.1", .private),
            ("64:ff9b::8.8.8.8", .public), ("us.example", nil), ("", nil), ("127.1", nil), ("1.2.3.4.5", nil),
        ] as [(String, NetworkScope?)]
    )
    func scopes(address: String, scope: NetworkScope?) { #expect(NetworkScope(of: address) == scope) }

    @Test(
        "the redirect policy allows or refuses redirects by host, scheme and IP address",
        arguments: [
            // Same host.
            ("8.8.8.8", "http://a.example:80", "http://a.example:80", ["8.8.8.8"], nil),
            ("8.8.8.8", "http://a.example:80", "http://a.example:8080", ["8.8.8.8"], nil),
            ("8.8.8.8", "http://a.example:80", "https://A.example:443", ["8.8.8.8"], nil),
            ("8.8.8.8", "https://a.example:443", "http://a.example:80", ["8.8.8.8"], downgradeRefusal),
            // The host now resolves to another address.
            (
                "8.8.8.8", "https://a.example:443", "https://a.example:443", ["127.0.0.1"],
                "127.0.0.1 is a loopback address"
            ),
            // Another host.
            ("8.8.8.8", "https://a.example:443", "https://b.example:443", ["9.9.9.9"], nil),
            ("8.8.8.8", "http://a.example:80", "http://b.example:80", ["9.9.9.9"], otherHostRefusal),
            ("8.8.8.8", "http://a.example:80", "https://b.example:443", ["9.9.9.9"], otherHostRefusal),
            ("8.8.8.8", "https://a.example:443", "http://b.example:80", ["9.9.9.9"], downgradeRefusal),
            (
                "8.8.8.8", "https://a.example:443", "https://a.example.evil:443", ["10.0.0.7"],
                "10.0.0.7 is a private address"
            ),
            ("8.8.8.8", "https://a.example:443", "https://[::1]:443", ["::1"], "::1 is a loopback address"),
            (
                "8.8.8.8", "https://a.example:443", "https://b.example:443", ["::ffff:169.254.169.254"],
                "::ffff:169.254.169.254 is a link-local address"
            ),
            (
                "8.8.8.8", "https://a.example:443", "https://b.example:443", ["0.0.0.0"],
                "0.0.0.0 is an unspecified address"
            ),
            ("8.8.8.8", "https://a.example:443", "https://b.example:443", ["10.0.0.7", "9.9.9.9"], nil),
            (nil, "https://a.example:443", "https://b.example:443", ["127.0.0.1"], "127.0.0.1 is a loopback address"),
            // A source in a private network.
            ("127.0.0.1", "http://127.0.0.1:80", "http://127.0.0.1:8080", ["127.0.0.1"], nil),
            ("127.0.0.1", "http://127.0.0.1:80", "http://localhost:80", ["127.0.0.1"], otherHostRefusal),
            ("127.0.0.1", "https://localhost:443", "https://127.0.0.1:443", ["127.0.0.1"], nil),
            (
                "127.0.0.1", "https://localhost:443", "https://b.example:443", ["10.0.0.7"],
                "10.0.0.7 is a private address"
            ),
            ("10.0.0.7", "https://a.intern:443", "https://b.intern:443", ["192.168.0.7"], nil),
            (
                "10.0.0.7", "https://a.intern:443", "https://b.intern:443", ["127.0.0.1"],
                "127.0.0.1 is a loopback address"
            ),
            ("10.0.0.7", "https://a.intern:443", "https://b.example:443", ["9.9.9.9"], nil),
        ] as [(String?, String, String, [String], String?)]
    )
    func table(source: String?, from: String, to: String, addresses: [String], refusal: String?) throws {
        let from = try #require(RedirectPolicy.Origin(from))
        let to = try #require(RedirectPolicy.Origin(to))
        #expect(RedirectPolicy(source: source).refusal(from: from, to: to, addresses: addresses) == refusal)
    }

    @Test(
        "an https redirect to a private or link-local address is refused",
        arguments: [
            ("https://169.254.169.254/latest", "169.254.169.254 is a link-local address"),
            ("https://10.1.2.3/", "10.1.2.3 is a private address"),
            ("https://[fd00::7]:8443/", "fd00::7 is a private address"),
            ("https://0x0a010203/", "10.1.2.3 is a private address"),
        ]
    )
    func refused(target: String, reason: String) async throws {
        let response = "HTTP/1.1 302 Found\r\nLocation: \(target)?key=hush\r\nContent-Length: 0\r\n\r\n"
        let server = try TLSServer(.good, responses: ["there": response])
        let transport = WebTransport(timeout: 5, authorities: server.authority)
        let failure = try await WebTransportTests.failure(of: server.address + "/there", by: transport)
        #expect(failure.error.problem.hasPrefix("redirect from \(server.address)/there to https://"))
        #expect(failure.error.problem.hasSuffix(" refused: \(reason)") && !failure.description.contains("hush"))
        #expect(failure.kind == .permanent)
    }

    @Test("a redirect from http to another host is refused without connecting to that host")
    func otherHost() async throws {
        try await RoughServer.with {
            $0.answer("200 OK", [], "there")
            return .keep
        } _: { other in
            let target = other.address.replacing("127.0.0.1", with: "localhost") + "/there"
            try await RoughServer.with {
                $0.answer("302 Found", ["Location: \(target)"])
                return .keep
            } _: { server in
                let failure = try await WebTransportTests.failure(of: server.address + "/x")
                let message =
                    "\(server.address)/x: redirect from \(server.address)/x to \(target) refused: \(otherHostRefusal)"
                #expect(failure.description == message)
                #expect(other.heads.isEmpty)
            }
        }
    }
}

extension RedirectPolicy {
    /// Returns the reason to refuse a redirect to a host with several addresses; `nil` if one of them is allowed.
    func refusal(from: Origin, to: Origin, addresses: [String]) -> String? {
        if let refusal = refusal(from: from, to: to) { return refusal }
        let refusals = addresses.map { refusal(of: $0) }
        return refusals.contains(nil) ? nil : refusals[0]
    }
}
