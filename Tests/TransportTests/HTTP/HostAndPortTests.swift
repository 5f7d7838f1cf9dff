import Collector
import Formats
import Foundation
import Input
import Simulation
import TestSupport
import Testing
import Transport

@Suite("Host names in labels")
struct HostAndPortTests {
    @Test(
        "the label of a URL shows an IPv6 host in brackets",
        arguments: [
            ("http://[::1]:8080/charts?key=hush", "http://[::1]:8080/charts"),
            ("https://[2001:db8::7]/", "https://[2001:db8::7]/"),
            ("http://me:hush@[::1]/a#b", "http://[::1]/a"), ("http://127.0.0.1:80/a", "http://127.0.0.1:80/a"),
            ("https://us.example/a", "https://us.example/a"),
        ]
    )
    func label(text: String, label: String) throws { #expect(try SourceName(text).label == label) }

    @Test("an error about an unreachable webhook names its IPv6 host in brackets")
    func webhook() async throws {
        let url = try #require(URL(string: "http://[::1]:1/secret"))
        let outcome = await WebTransportTests.outcome(of: FetchRequest(posting: Data(), to: url))
        guard case .failure(let failure) = outcome else { return #expect(Bool(false), "a failure was expected") }
        #expect(failure.description.hasPrefix("webhook at [::1]:1: "))
    }
}
