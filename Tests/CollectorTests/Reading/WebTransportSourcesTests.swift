import Collector
import Formats
import Foundation
import Input
import TestSupport
import Testing
import Transport

@Suite("HTTP transport for sources")
struct WebTransportSourcesTests {
    private static let noSales = Data(
        #"""
        {"errors":[{"id":"ab","status":"404","code":"NOT_FOUND","title":"The specified resource does not exist",
        "detail":"There were no sales for the date specified."}]}
        """#.utf8
    )

    private func failure(_ answer: Data) async throws -> FetchFailure? {
        try await RoughServer.with {
            $0.answer("404 Not Found", [], Array(answer))
            return .keep
        } _: { server in
            let url = try #require(URL(string: server.address))
            return await #expect(throws: FetchFailure.self) {
                _ = try await WebTransport.forSources().response(to: FetchRequest(url))
            }
        }
    }

    @Test(
        "an HTTP error from a source contains the status, followed by the message from Apple's API",
        arguments: [false, true]
    )
    func apiMessage(isPacked: Bool) async throws {
        let failure = try await failure(isPacked ? Gzip.member(Self.noSales) : Self.noSales)
        #expect(
            failure?.error.problem == "HTTP 404 Not Found; no report: App Store Connect says \"There were no sales for "
                + "the date specified.\"; the day has no data, which does not mean zero"
        )
        #expect(failure?.status == 404)
    }

    @Test(
        "an HTTP error doesn't quote a response body that isn't an error from Apple's API",
        arguments: ["<html>no</html>", "{\"errors\":", "[1]"]
    )
    func otherPages(body: String) async throws {
        #expect(try await failure(Data(body.utf8))?.error.problem == "HTTP 404 Not Found")
    }

    @Test("a request error for an App Store source contains the source's name as written in the settings")
    func name() async throws {
        // A control character in the secret causes an error before any connection is made.
        guard case .web(let url) = try SourceName("appstore:us/top-free") else { return #expect(Bool(false)) }
        let request = FetchRequest(url, authorization: Secret("a\nb"))
        let error = await #expect(throws: FetchFailure.self) {
            _ = try await WebTransport.forSources().response(to: request)
        }
        #expect(error?.error.origin == "appstore:us/top-free")
    }
}
