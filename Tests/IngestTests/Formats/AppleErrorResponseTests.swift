import Foundation
import Ingest
import Market
import TestSupport
import Testing

@Suite("What App Store Connect says in a report's place")
struct AppleErrorResponseTests {
    private static func errors(_ objects: String) -> Data { Data("{\"errors\":[\(objects)]}".utf8) }

    private static let noSales = errors(
        "{\"id\":\"ab\",\"status\":\"404\",\"code\":\"NOT_FOUND\",\"title\":\"The specified resource does not exist\","
            + "\"detail\":\"There were no sales for the date specified.\"}"
    )
    private static let noSalesProblem =
        "has no report; Apple's answer: \"There were no sales for the date specified.\"; nothing is known of that day, "
        + "which isn't zero"

    @Test("no sales in JSON, plain and packed, is no zero", arguments: [false, true])
    func noReport(isPacked: Bool) {
        let body = isPacked ? Gzip.member(Self.noSales) : Self.noSales
        let error = #expect(throws: IngestError.self) {
            try SnapshotDecoder.decode(Document(origin: "r", body: body))
        }
        #expect(error?.problem == Self.noSalesProblem)
    }

    @Test("the same as text")
    func text() {
        let error = #expect(throws: IngestError.self) {
            try SnapshotDecoder.decode(
                Document(origin: "r", body: Data("There were no sales for the date specified.".utf8))
            )
        }
        #expect(error?.problem == Self.noSalesProblem)
    }

    @Test(
        "other errors give status, code, title and detail, and what to do",
        arguments: [
            (
                "{\"status\":\"401\",\"code\":\"NOT_AUTHORIZED\",\"title\":\"Authentication credentials are missing or "
                    + "invalid.\",\"detail\":\"Provide a properly configured token.\"}",
                "is an error from App Store Connect: 401 NOT_AUTHORIZED: \"Authentication credentials are missing or "
                    + "invalid.\", \"Provide a properly configured token.\"; check the key's id, the issuer's id and the "
                    + "token's expiry (at most 20 minutes ahead)"
            ),
            (
                "{\"status\":\"429\",\"code\":\"RATE_LIMIT_EXCEEDED\",\"title\":\"Too \\u001b[31mmany\\nrequests\"}",
                "is an error from App Store Connect: 429 RATE_LIMIT_EXCEEDED: \"Too �[31mmany requests\"; the rate limit "
                    + "is reached; try again later"
            ),
            (
                "{\"status\":500,\"title\":\"Oops\"}", "is an error from App Store Connect: 500: \"Oops\""
            ),
        ]
    )
    func errors(object: String, problem: String) {
        let error = #expect(throws: IngestError.self) {
            try SnapshotDecoder.decode(Document(origin: "r", body: Self.errors(object)))
        }
        #expect(error?.problem == problem)
    }

    @Test("JSON with other errors is a stranger", arguments: ["", "5", "{\"message\":\"x\"}"])
    func stranger(object: String) {
        let error = #expect(throws: IngestError.self) {
            try SnapshotDecoder.decode(Document(origin: "r", body: Self.errors(object)))
        }
        #expect(error?.problem.hasPrefix("holds JSON without a feed") == true)
    }

    @Test("over HTTP the answer follows the status", arguments: [false, true])
    func overHTTP(isPacked: Bool) async throws {
        let body = isPacked ? Gzip.member(Self.noSales) : Self.noSales
        let failure = try await RoughServer.with {
            $0.answer("404 Not Found", [], Array(body))
            return .keep
        } _: {
            try await TransportTests.failure(of: $0.address)
        }
        #expect(failure.error.problem == "answers 404 Not Found; \(Self.noSalesProblem)")
        #expect(failure.status == 404)
    }

    @Test("an error page that isn't Apple's JSON adds nothing", arguments: ["<html>no</html>", "{\"errors\":", "[1]"])
    func otherPages(body: String) async throws {
        let failure = try await RoughServer.with {
            $0.answer("404 Not Found", [], body)
            return .keep
        } _: {
            try await TransportTests.failure(of: $0.address)
        }
        #expect(failure.error.problem == "answers 404 Not Found")
    }
}
