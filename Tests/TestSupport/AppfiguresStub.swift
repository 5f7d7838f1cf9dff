import FlyingFox
import Foundation
import Market
import Synchronization

/// A local server in place of Appfigures' API. It checks the token and the parameters of each request, and answers as
/// documented for the first request to each report, and later requests.
public final class AppfiguresStub: Sendable {
    /// The answer to a valid request.
    public enum Answer: Sendable {
        case data
        /// No series, as for apps that have no ranks.
        case empty
        case denied
        case busy(retryAfter: Int)
        case failure
        /// JSON that is cut off.
        case truncated
        case page
        /// JSON of another form.
        case other
    }

    public static let token = "pat_0123456789abcdef"
    /// Appfigures' id of the app in the answers, and the app's id in the App Store.
    public static let product = "280598515284"
    public static let app = "1559935726"

    private let seen = Mutex<[(address: String, headers: [String: String])]>([])
    private let answer: @Sendable (_ count: Int) -> Answer

    /// The paths and queries of the requests so far.
    public var requests: [String] { seen.withLock { $0.map(\.address) } }
    /// The headers of the requests so far, with names in lower case.
    public var headers: [[String: String]] { seen.withLock { $0.map(\.headers) } }

    private init(answer: @escaping @Sendable (Int) -> Answer) { self.answer = answer }

    /// Runs `body` with a server.
    ///
    /// - Parameter answer: A closure that returns the answer to a request, given the number of requests before.
    public static func with<Value: Sendable>(
        _ answer: @escaping @Sendable (_ count: Int) -> Answer = { _ in .data },
        _ body: @Sendable (LocalServer, AppfiguresStub) async throws -> Value
    ) async throws -> Value {
        let stub = AppfiguresStub(answer: answer)
        return try await LocalServer.with {
            stub.response(to: $0)
        } _: { server in
            try await body(server, stub)
        }
    }

    private func response(to request: HTTPRequest) -> HTTPResponse {
        let query = Dictionary(request.query.map { ($0.name, $0.value) }) { $1 }
        let headers = Dictionary(request.headers.map { ($0.key.rawValue.lowercased(), $0.value) }) { $1 }
        let count = seen.withLock { seen in
            let text = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
            seen.append(("\(request.path)?\(text)", headers))
            return seen.count - 1
        }
        guard headers["authorization"] == "Bearer \(Self.token)" else {
            // Some services repeat the header in their error.
            return error(.unauthorized, "invalid token \(headers["authorization"] ?? "")")
        }
        switch answer(count) {
        case .data: return body(of: request.path, query, isEmpty: false)
        case .empty: return body(of: request.path, query, isEmpty: true)
        case .denied: return error(.forbidden, "this resource requires the Public Data API")
        case .busy(let seconds):
            var response = error(.tooManyRequests, "daily request limit reached")
            response.headers[HTTPHeader("Retry-After")] = "\(seconds)"
            return response
        case .failure: return HTTPResponse(statusCode: .internalServerError)
        case .truncated:
            return HTTPResponse(statusCode: .ok, body: Data("{\"dates\":[\"2026-03-01T00:00:00\",\"2026-03".utf8))
        case .page:
            return HTTPResponse(
                statusCode: .ok,
                body: Data("<!DOCTYPE html><html><head><title>Sign in</title></head></html>".utf8)
            )
        case .other: return HTTPResponse(statusCode: .ok, body: Data("{\"ranks\":[]}".utf8))
        }
    }

    private func body(of path: String, _ query: [String: String], isEmpty: Bool) -> HTTPResponse {
        let parts = path.split(separator: "/").map(String.init)
        if parts.starts(with: ["v2", "ranks"]), parts.count == 6, query["tz"] == "utc", query["filter"] == "400" {
            guard let first = Day(iso8601: parts[4]), let last = Day(iso8601: parts[5]), first <= last else {
                return error(.badRequest, "invalid date")
            }
            let codes = (query["countries"] ?? "").split(separator: ";").map { $0.uppercased() }
            return json(Self.ranks(first...last, isHourly: parts[3] == "hourly", isEmpty ? [] : codes))
        }
        if parts == ["v2", "reports", "estimates"], query["group_by"] == "products,countries,dates" {
            guard let first = query["start_date"].flatMap(Day.init(iso8601:)),
                let last = query["end_date"].flatMap(Day.init(iso8601:)), first <= last
            else { return error(.badRequest, "invalid date") }
            let codes = (query["countries"] ?? "").split(separator: ",").map { $0.uppercased() }
            return json(Self.estimates(first...last, isEmpty ? [] : codes))
        }
        return error(.notFound, "no such resource")
    }

    /// Returns ranks of the app in two charts of each country, which are 10 and 20 plus the hour; there is no data for
    /// the first time.
    private static func ranks(_ days: ClosedRange<Day>, isHourly: Bool, _ codes: [String]) -> String {
        let hours = days.flatMap { day in (0..<(isHourly ? 24 : 1)).map { (day, $0) } }
        let dates = hours.map { day, hour in "\"\(day.iso8601)T\(hour < 10 ? "0" : "")\(hour):00:00\"" }
        func series(_ code: String, _ category: String, _ base: Int) -> String {
            let positions = hours.enumerated().map { $0 == 0 ? "null" : "\(base + $1.1)" }.joined(separator: ",")
            let deltas = hours.map { _ in "0" }.joined(separator: ",")
            return "{\"country\":\"\(code)\",\"product_id\":\(product),\"category\":{\(category)},"
                + "\"positions\":[\(positions)],\"deltas\":[\(deltas)]}"
        }
        let free = "\"store\":\"apple\",\"store_id\":1,\"device\":\"handheld\",\"device_id\":1,\"subtype\":\"free\""
        let data = codes.flatMap { code in
            [
                series(code, "\(free),\"id\":25204,\"name\":\"Top Overall\"", 10),
                series(code, "\(free),\"id\":6008,\"name\":\"Photo & Video\"", 20),
            ]
        }
        return "{\"start_date\":\"\(days.lowerBound.iso8601)T00:00:00\",\"end_date\":\"\(days.upperBound.iso8601)"
            + "T00:00:00\",\"dates\":[\(dates.joined(separator: ","))],\"data\":[\(data.joined(separator: ","))]}"
    }

    private static func estimates(_ days: ClosedRange<Day>, _ codes: [String]) -> String {
        let rows = codes.flatMap { code in
            days.map { day in
                "{\"product_id\":\(product),\"iso\":\"\(code)\",\"date\":\"\(day.iso8601)T00:00:00\",\"downloads\":1200.4,"
                    + "\"revenue\":\"12.50\"}"
            }
        }
        return "[\(rows.joined(separator: ","))]"
    }

    private func json(_ text: String) -> HTTPResponse { HTTPResponse(statusCode: .ok, body: Data(text.utf8)) }

    private func error(_ status: HTTPStatusCode, _ message: String) -> HTTPResponse {
        HTTPResponse(statusCode: status, body: Data("{\"status\":\(status.code),\"message\":\"\(message)\"}".utf8))
    }
}
