import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("App Store Connect error responses")
struct AppleErrorResponseTests {
    private static func errors(_ objects: String) -> Data { Data("{\"errors\":[\(objects)]}".utf8) }

    private static let noSales = errors(
        "{\"id\":\"ab\",\"status\":\"404\",\"code\":\"NOT_FOUND\",\"title\":\"The specified resource does not exist\","
            + "\"detail\":\"There were no sales for the date specified.\"}"
    )
    private static let noSalesProblem =
        "no report: App Store Connect says \"There were no sales for the date specified.\"; the day has no data, "
        + "which does not mean zero"

    @Test(
        "a JSON response about missing sales, plain or gzipped, is an error instead of zero sales",
        arguments: [false, true]
    )
    func noReport(isPacked: Bool) {
        let body = isPacked ? Gzip.member(Self.noSales) : Self.noSales
        let error = #expect(throws: InputError.self) {
            try SnapshotDecoder.decode(Document(origin: "r", body: body))
        }
        #expect(error?.problem == Self.noSalesProblem)
    }

    @Test("a text response about missing sales is an error instead of zero sales")
    func text() {
        let error = #expect(throws: InputError.self) {
            try SnapshotDecoder.decode(
                Document(origin: "r", body: Data("There were no sales for the date specified.".utf8))
            )
        }
        #expect(error?.problem == Self.noSalesProblem)
    }

    @Test(
        "an App Store Connect error is reported with its status, code, title and detail, and a suggestion",
        arguments: [
            (
                "{\"status\":\"401\",\"code\":\"NOT_AUTHORIZED\",\"title\":\"Authentication credentials are missing or "
                    + "invalid.\",\"detail\":\"Provide a properly configured token.\"}",
                "App Store Connect error: 401 NOT_AUTHORIZED: \"Authentication credentials are missing or "
                    + "invalid.\", \"Provide a properly configured token.\"; check the key ID, issuer ID and "
                    + "token expiry (at most 20 minutes ahead)"
            ),
            (
                "{\"status\":\"429\",\"code\":\"RATE_LIMIT_EXCEEDED\",\"title\":\"Too \\u001b[31mmany\\nrequests\"}",
                "App Store Connect error: 429 RATE_LIMIT_EXCEEDED: \"Too �[31mmany requests\"; rate limit "
                    + "exceeded; try again later"
            ),
            (
                "{\"status\":500,\"title\":\"Oops\"}", "App Store Connect error: 500: \"Oops\""
            ),
        ]
    )
    func errors(object: String, problem: String) {
        let error = #expect(throws: InputError.self) {
            try SnapshotDecoder.decode(Document(origin: "r", body: Self.errors(object)))
        }
        #expect(error?.problem == problem)
    }

    @Test(
        "JSON with an errors array that isn't from App Store Connect is reported as an unknown format",
        arguments: ["", "5", "{\"message\":\"x\"}"]
    )
    func unknown(object: String) {
        let error = #expect(throws: InputError.self) {
            try SnapshotDecoder.decode(Document(origin: "r", body: Self.errors(object)))
        }
        #expect(error?.problem.hasPrefix("unknown format: JSON object without a feed") == true)
    }
}
