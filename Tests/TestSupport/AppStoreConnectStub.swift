import Crypto
import FlyingFox
import Foundation
public import Market
import Synchronization

/// A local server in place of App Store Connect. It checks the token of each request, its signature and its parameters,
/// and answers as Apple documents and as clients have observed.
public final class AppStoreConnectStub: Sendable {
    /// The answer to a valid request for a report.
    public enum Answer: Sendable {
        /// A report with this text, compressed with gzip.
        case report(String)
        case noSales
        case notAvailable
        case expired
        case forbidden
        case busy(retryAfter: Int)
        case failure
        /// The documented version of the report doesn't exist.
        case otherVersion
        /// A report that is cut off.
        case truncated
        case page
    }

    /// The server's clock.
    public struct Clock: Sendable {
        let now: @Sendable () -> Timestamp

        public init(_ now: @escaping @Sendable () -> Timestamp) { self.now = now }

        /// Returns a clock that always shows the same time.
        public static func at(_ time: Timestamp) -> Clock { Clock { time } }
    }

    public static let vendor = "85001234"
    public static let issuerID = "57246542-96fe-1a63-e053-0824d011072a"
    public static let keyID = "2X9R4HXF34"
    /// A key for tests, made from a fixed number.
    private static let key = try? P256.Signing.PrivateKey(rawRepresentation: Data(repeating: 7, count: 32))
    /// The text of the key's `.p8` file.
    public static var pem: String { key?.pemRepresentation ?? "" }

    private let seen = Mutex<[(period: String, authorization: String, accept: String)]>([])
    private let clock: Clock
    private let answer: @Sendable (_ frequency: String, _ date: String, _ count: Int) -> Answer
    private let remaining: Mutex<Int>

    /// The requests so far, such as `DAILY 2026-03-10`.
    public var requests: [String] { seen.withLock { $0.map(\.period) } }
    /// The values of the `Authorization` headers so far.
    public var authorizations: [String] { seen.withLock { $0.map(\.authorization) } }

    private init(
        remaining: Int,
        clock: Clock,
        answer: @escaping @Sendable (String, String, Int) -> Answer
    ) {
        self.remaining = Mutex(remaining)
        self.clock = clock
        self.answer = answer
    }

    /// Runs `body` with a server.
    ///
    /// - Parameters:
    ///   - remaining: The number of requests that the server accepts.
    ///   - clock: The server's clock, which validates tokens.
    ///   - answer: A closure that returns the answer for a frequency such as `DAILY`, a date and the number of requests for
    ///     this report before.
    public static func with<Value: Sendable>(
        remaining: Int = 3500,
        clock: Clock,
        _ answer: @escaping @Sendable (_ frequency: String, _ date: String, _ count: Int) -> Answer,
        _ body: @Sendable (LocalServer, AppStoreConnectStub) async throws -> Value
    ) async throws -> Value {
        let stub = AppStoreConnectStub(remaining: remaining, clock: clock, answer: answer)
        return try await LocalServer.with {
            stub.response(to: $0)
        } _: { server in
            try await body(server, stub)
        }
    }

    /// Returns a report of one day with a row for each app, storefront and number of units.
    public static func report(_ day: String, _ sales: [(app: String, storefront: String, units: Int)]) -> String {
        let parts = day.split(separator: "-")
        let date = "\(parts[1])/\(parts[2])/\(parts[0])"
        return report(from: date, to: date, sales.map { ($0.app, $0.storefront, "1F", $0.units) })
    }

    /// Returns a report with a row for each app, storefront, product type and number of units.
    public static func report(
        from first: String,
        to last: String,
        _ sales: [(app: String, storefront: String, type: String, units: Int)]
    ) -> String {
        let header =
            "Provider\tProvider Country\tSKU\tDeveloper\tTitle\tVersion\tProduct Type Identifier\tUnits\t"
            + "Developer Proceeds\tBegin Date\tEnd Date\tCustomer Currency\tCountry Code\tCurrency of Proceeds\t"
            + "Apple Identifier\tCustomer Price\tPromo Code\tParent Identifier\tSubscription\tPeriod\tCategory\tCMB\t"
            + "Device\tSupported Platforms\tProceeds Reason\tPreserved Pricing\tClient\tOrder Type\n"
        return header
            + sales.map { sale in
                "APPLE\tUS\tsku\tMint Labs\tMint Weather\t2.4\t\(sale.type)\t\(sale.units)\t0\t\(first)\t\(last)\tUSD\t"
                    + "\(sale.storefront)\tUSD\t\(sale.app)\t0\t\t\t\t\tWeather\t\tiPhone\tiOS\t\t\t\t\n"
            }
            .joined()
    }

    private func response(to request: HTTPRequest) -> HTTPResponse {
        let query = Dictionary(request.query.map { ($0.name, $0.value) }) { $1 }
        let (frequency, date) = (query["filter[frequency]"] ?? "", query["filter[reportDate]"] ?? "")
        let period = "\(frequency) \(date)"
        let authorization = request.headers[.authorization] ?? ""
        let accept = request.headers[HTTPHeader("Accept")] ?? ""
        let count = seen.withLock { seen in
            defer { seen.append((period, authorization, accept)) }
            return seen.count { $0.period == period }
        }
        guard isValid(authorization) else {
            return error(
                .unauthorized,
                "NOT_AUTHORIZED",
                "Authentication credentials are missing or invalid.",
                "Provide a properly configured and signed bearer token, and make sure that it has not expired."
            )
        }
        guard accept == "application/a-gzip" else {
            return error(HTTPStatusCode(406, phrase: "Not Acceptable"), "NOT_ACCEPTABLE", "Not acceptable", accept)
        }
        let required = ["filter[frequency]", "filter[reportSubType]", "filter[reportType]", "filter[vendorNumber]"]
        guard request.path == "/v1/salesReports", required.allSatisfy({ query[$0] != nil }) else {
            return error(.badRequest, "PARAMETER_ERROR.REQUIRED", "A required parameter is missing", request.path)
        }
        guard query["filter[vendorNumber]"] == Self.vendor else {
            return error(
                .badRequest,
                "PARAMETER_ERROR.INVALID",
                "A parameter has an invalid value",
                "Invalid vendor number specified."
            )
        }
        let answer = answer(frequency, date, count)
        if case .otherVersion = answer, query["filter[version]"] == nil { return response(to: .noSales) }
        return response(to: answer)
    }

    private func response(to answer: Answer) -> HTTPResponse {
        let notFound = "The specified resource does not exist"
        switch answer {
        case .report(let text): return report(Gzip.member(Data(text.utf8)))
        case .truncated: return report(Gzip.member(Data(Self.report("2026-01-01", []).utf8)).prefix(60))
        case .noSales:
            return error(.notFound, "NOT_FOUND", notFound, "There were no sales for the date specified.")
        case .notAvailable:
            return error(
                .notFound,
                "NOT_FOUND",
                notFound,
                "Report is not available yet. Daily reports for the Americas are available by 5 am Pacific Time."
            )
        case .expired:
            return error(.gone, "GONE", "Gone", "Report is no longer available. Daily reports are kept for a year.")
        case .forbidden:
            return error(
                .forbidden,
                "FORBIDDEN_ERROR",
                "This request is forbidden for security reasons",
                "The API key in use does not allow this request"
            )
        case .busy(let seconds):
            var response = error(.tooManyRequests, "RATE_LIMIT_EXCEEDED", "Too many requests", "Try again later")
            response.headers[HTTPHeader("Retry-After")] = "\(seconds)"
            return response
        case .otherVersion:
            return error(
                .badRequest,
                "PARAMETER_ERROR.INVALID",
                "A parameter has an invalid value",
                "The version parameter you have specified is invalid. The latest version for this report is 1_1."
            )
        case .failure: return HTTPResponse(statusCode: .internalServerError)
        case .page:
            return HTTPResponse(
                statusCode: .ok,
                body: Data("<!DOCTYPE html><html><head><title>Sign in</title></head></html>".utf8)
            )
        }
    }

    private func report(_ body: Data) -> HTTPResponse {
        let remaining = remaining.withLock { remaining in
            remaining = max(0, remaining - 1)
            return remaining
        }
        var headers = HTTPHeaders()
        headers[HTTPHeader("Content-Type")] = "application/a-gzip"
        headers[HTTPHeader("X-Rate-Limit")] = "user-hour-lim:3500;user-hour-rem:\(remaining);"
        return HTTPResponse(statusCode: .ok, headers: headers, body: body)
    }

    private func error(_ status: HTTPStatusCode, _ code: String, _ title: String, _ detail: String) -> HTTPResponse {
        let body =
            "{\"errors\":[{\"id\":\"1\",\"status\":\"\(status.code)\",\"code\":\"\(code)\",\"title\":\"\(title)\","
            + "\"detail\":\"\(detail)\"}]}"
        var headers = HTTPHeaders()
        headers[HTTPHeader("Date")] = Self.httpDate(clock.now())
        return HTTPResponse(statusCode: status, headers: headers, body: Data(body.utf8))
    }

    /// Returns whether a header has a token that Apple would accept.
    private func isValid(_ authorization: String) -> Bool {
        let parts = authorization.dropFirst(7).split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard authorization.hasPrefix("Bearer "), parts.count == 3, let key = Self.key,
            let header = Self.object(parts[0]) as? [String: String], let payload = Self.object(parts[1]),
            let signature = Self.bytes(parts[2]), signature.count == 64,
            let raw = try? P256.Signing.ECDSASignature(rawRepresentation: signature),
            key.publicKey.isValidSignature(raw, for: Data("\(parts[0]).\(parts[1])".utf8)),
            let issued = payload["iat"] as? Int64, let expires = payload["exp"] as? Int64
        else { return false }
        return header == ["alg": "ES256", "kid": Self.keyID, "typ": "JWT"] && payload["iss"] as? String == Self.issuerID
            && payload["aud"] as? String == "appstoreconnect-v1" && expires - issued <= 1200
            && (issued...expires).contains(clock.now().seconds)
    }

    private static func object(_ part: String) -> [String: Any]? {
        bytes(part).flatMap { try? JSONSerialization.jsonObject(with: $0) as? [String: Any] }
    }

    /// Decodes Base64 for URLs, without padding.
    private static func bytes(_ part: String) -> Data? {
        guard !part.contains("=") else { return nil }
        let plain = part.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4))
    }

    private static func httpDate(_ time: Timestamp) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.string(from: Date(timeIntervalSince1970: TimeInterval(time.seconds)))
    }
}
