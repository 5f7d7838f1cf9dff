import Crypto
import Foundation
import Input
import Market
import TestSupport
import Testing

@testable import AppStoreConnect

@Suite("App Store Connect requests")
struct ConnectTests {
    static func credentials(
        keyID: String = AppStoreConnectStub.keyID,
        file: String? = nil
    ) throws -> ConnectCredentials {
        try ConnectCredentials(
            issuerID: AppStoreConnectStub.issuerID,
            keyID: keyID,
            pem: AppStoreConnectStub.pem,
            file: file
        )
    }

    private static let now = Fixtures.time("2026-03-10T20:00:00Z")

    @Test("a request has the documented parameters; a week is named by its Sunday and a month without a day")
    func requests() throws {
        let day = Fixtures.day("2026-02-10")
        let dates = try SalesPeriod.Frequency.allCases.map { frequency in
            let url = try #require(
                SalesReportRequest.url(for: SalesPeriod(frequency, containing: day), vendor: "85001234")
            )
            return url.absoluteString
        }
        let base = "https://api.appstoreconnect.apple.com/v1/salesReports?filter%5Bfrequency%5D="
        let rest =
            "&filter%5BreportSubType%5D=SUMMARY&filter%5BreportType%5D=SALES&filter%5BvendorNumber%5D=85001234"
            + "&filter%5Bversion%5D=1_0"
        #expect(
            dates
                == [("DAILY", "2026-02-10"), ("WEEKLY", "2026-02-15"), ("MONTHLY", "2026-02")].map {
                    "\(base)\($0.0)&filter%5BreportDate%5D=\($0.1)\(rest)"
                }
        )
    }

    @Test(
        "periods have their days",
        arguments: [
            ("WEEKLY", "2026-02-09", "2026-02-09", "2026-02-15"), ("WEEKLY", "2026-02-15", "2026-02-09", "2026-02-15"),
            ("MONTHLY", "2026-02-28", "2026-02-01", "2026-02-28"),
            ("MONTHLY", "2024-02-01", "2024-02-01", "2024-02-29"),
            ("MONTHLY", "2026-12-31", "2026-12-01", "2026-12-31"), ("DAILY", "2026-02-10", "2026-02-10", "2026-02-10"),
        ]
    )
    func periods(frequency: String, day: String, first: String, last: String) throws {
        let period = SalesPeriod(try #require(.init(rawValue: frequency)), containing: Fixtures.day(day))
        #expect(period.firstDay.iso8601 == first && period.lastDay.iso8601 == last)
    }

    @Test("a token has the documented fields and a raw signature, and is valid for at most 20 minutes")
    func token() throws {
        var tokens = ConnectToken(try Self.credentials())
        let parts = try tokens.authorization(at: Self.now).text.dropFirst("Bearer ".count).split(separator: ".")
        let texts = try parts.prefix(2).map { String(decoding: try #require(Self.decoded($0)), as: UTF8.self) }
        #expect(texts[0] == #"{"alg":"ES256","kid":"2X9R4HXF34","typ":"JWT"}"#)
        let issued = Self.now.seconds - 60
        #expect(
            texts[1]
                == #"{"aud":"appstoreconnect-v1","exp":\#(issued + 960),"iat":\#(issued),"iss":"57246542-96fe-1a63-e053-0824d011072a"}"#
        )
        #expect(try #require(Self.decoded(parts[2])).count == 64)
    }

    @Test("a token is used again until three minutes before its end, and renewed if the clock was set back")
    func renewal() throws {
        var tokens = ConnectToken(try Self.credentials())
        let first = try tokens.authorization(at: Self.now)
        #expect(try tokens.authorization(at: Self.now + 700) == first)
        #expect(try tokens.authorization(at: Self.now + 720) != first)
        let later = try tokens.authorization(at: Self.now + 730)
        #expect(try tokens.authorization(at: Self.now - 3600) != later)
    }

    @Test(
        "a key that isn't for ES256 is an error that doesn't repeat it",
        arguments: [
            "", "secret-text", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----",
            P384.Signing.PrivateKey().pemRepresentation,
        ]
    )
    func badKeys(pem: String) {
        let error = #expect(throws: InputError.self) {
            try ConnectCredentials(issuerID: "a", keyID: "b", pem: pem)
        }
        let text = error?.description ?? ""
        #expect(text.hasPrefix("private_key: ") && !text.contains("secret-text") && !text.contains("c2VjcmV0"))
    }

    @Test("a key with escaped line breaks, as in environment variables, is read")
    func escapedKey() throws {
        let pem = AppStoreConnectStub.pem.replacingOccurrences(of: "\n", with: "\\n")
        #expect(throws: Never.self) { try ConnectCredentials(issuerID: "a", keyID: "b", pem: pem) }
    }

    @Test("credentials and tokens don't show secrets in descriptions")
    func descriptions() throws {
        let credentials = try Self.credentials()
        var text = ""
        dump(credentials, to: &text)
        dump(ConnectToken(credentials), to: &text)
        #expect(!"\(credentials) \(text)".contains("privateKey") && "\(credentials)" == "key 2X9R4HXF34")
    }

    private static let notAuthorized =
        #"{"errors":[{"status":"401","code":"NOT_AUTHORIZED","title":"Authentication credentials are missing or invalid."}]}"#

    @Test(
        "a rejection says which setting is likely wrong",
        arguments: [
            (
                401, notAuthorized, Int64(0), nil,
                "issuer_id, key_id or private_key is wrong, or key 2X9R4HXF34 was revoked"
            ),
            (
                401, "", 0, "/keys/AuthKey_ABCDEFGH12.p8",
                "key_id is 2X9R4HXF34, but the file of private_key is named after"
            ),
            (401, "", 0, "/keys/AuthKey_2X9R4HXF34.p8", "issuer_id is likely wrong, or key 2X9R4HXF34 was revoked"),
            (401, "", 1500, nil, "this machine's clock is 25 minutes fast, so tokens aren't valid; set the clock"),
            (401, "", -86_400, nil, "this machine's clock is 1,440 minutes slow"),
            (
                403, "", 0, nil,
                "key 2X9R4HXF34 may not read sales reports; use a team key with the role Admin, Finance or Sales"
            ),
            (
                403, #"{"errors":[{"code":"FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED","title":"t"}]}"#, 0, nil,
                "the account holder must accept it"
            ),
            (
                400, #"{"errors":[{"code":"PARAMETER_ERROR.INVALID","detail":"Invalid vendor number specified."}]}"#, 0,
                nil,
                "vendor_number 85001234 is likely wrong"
            ),
            (429, "", 0, nil, "HTTP 429"),
        ] as [(Int, String, Int64, String?, String)]
    )
    func rejections(status: Int, body: String, skew: Int64, file: String?, expected: String) throws {
        let rejection = ConnectRejection(
            status: status,
            reason: "HTTP \(status)",
            body: Data(body.utf8),
            serverTime: Self.now - skew,
            now: Self.now,
            vendor: "85001234",
            credentials: try Self.credentials(file: file)
        )
        #expect(rejection.problem.contains(expected) && rejection.missingReport == nil)
        #expect(rejection.isPermanent == (status != 429))
    }

    @Test(
        "each of the three messages about a missing report gives its own reason",
        arguments: [
            (404, "There were no sales for the date specified.", ConnectRejection.MissingReport.noSales),
            (404, "Report is not available yet. Daily reports are available by 5 am.", .notAvailable),
            (410, "Report is no longer available.", .expired), (410, "Gone", .expired), (404, "Other", nil),
        ] as [(Int, String, ConnectRejection.MissingReport?)]
    )
    func missingReports(status: Int, detail: String, expected: ConnectRejection.MissingReport?) throws {
        let rejection = ConnectRejection(
            status: status,
            reason: "HTTP \(status)",
            body: Data(
                #"{"errors":[{"status":"\#(status)","code":"NOT_FOUND","title":"t","detail":"\#(detail)"}]}"#.utf8
            ),
            serverTime: nil,
            now: Self.now,
            vendor: "85001234",
            credentials: try Self.credentials()
        )
        #expect(rejection.missingReport == expected)
    }

    @Test(
        "the rate limit header is read, whatever its order",
        arguments: [
            ("user-hour-lim:3500;user-hour-rem:500;", 3500, 500), ("user-hour-rem: 0; user-hour-lim: 7200", 7200, 0),
            ("user-hour-lim:3600", nil, nil), ("", nil, nil), ("user-hour-lim:x;user-hour-rem:-1", nil, nil),
        ] as [(String, Int?, Int?)]
    )
    func allowance(header: String, limit: Int?, remaining: Int?) {
        let allowance = RequestAllowance(header: header)
        #expect(allowance?.limit == limit && allowance?.remaining == remaining)
    }

    private static func decoded(_ part: Substring) -> Data? {
        let plain = part.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4))
    }
}
