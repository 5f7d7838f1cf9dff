public import FlyingFox
import Foundation

/// A local server in place of the App Store's search and lookup APIs. It answers as Apple documents, from the apps that
/// it is given; the texts of some searches stand for errors.
public enum AppStoreStub {
    /// Returns an entry of a response as JSON.
    ///
    /// - Parameter more: More members, as JSON.
    public static func app(_ id: String, _ name: String, genre: Int = 6001, more: String = "") -> String {
        let quoted = name.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
            .replacingOccurrences(of: "\u{1B}", with: "\\u001b")
        return "{\"kind\":\"software\",\"wrapperType\":\"software\",\"trackId\":\(id),\"trackName\":\"\(quoted)\","
            + "\"artistName\":\"Mint Labs\",\"primaryGenreId\":\(genre),\"genreIds\":[\"\(genre)\"]"
            + "\(more.isEmpty ? "" : ",")\(more)}"
    }

    /// Returns the body of a response with the given entries.
    public static func body(_ entries: [String]) -> String {
        "{\"resultCount\":\(entries.count),\"results\":[\(entries.joined(separator: ","))]}"
    }

    /// The documented response to an invalid parameter.
    public static let invalidCountry =
        #"{"errorMessage":"Invalid value(s) for key(s): [country]", "queryParameters":{}}"#

    /// The members of an app with ratings, a version and a price.
    public static func ratings(
        _ count: Int,
        average: String = "4.61",
        version: String = "2.4.1",
        price: String = "0.00"
    ) -> String {
        "\"userRatingCount\":\(count),\"averageUserRating\":\(average),\"version\":\"\(version)\","
            + "\"currentVersionReleaseDate\":\"2026-02-20T09:00:00Z\",\"price\":\(price),\"currency\":\"USD\""
    }

    /// Runs `body` with a server.
    ///
    /// - Parameter answer: A closure that returns the response to a request. By default, it's ``answer(to:)``.
    public static func with<Value: Sendable>(
        _ answer: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse = { answer(to: $0) },
        _ body: @Sendable (LocalServer, SeenHeaders) async throws -> Value
    ) async throws -> Value {
        let seen = SeenHeaders()
        return try await LocalServer.with { request in
            let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
            seen.note("\(request.path)?\(query)")
            return try await answer(request)
        } _: { server in
            try await body(server, seen)
        }
    }

    /// Returns the response to a search for one of the words that stand for an answer.
    public static func answer(to request: HTTPRequest) -> HTTPResponse {
        let term = request.query.first { $0.name == "term" || $0.name == "id" }?.value ?? ""
        func json(_ text: String) -> HTTPResponse { HTTPResponse(statusCode: .ok, body: Data(text.utf8)) }
        switch term {
        case "missing": return HTTPResponse(statusCode: .notFound)
        case "busy":
            var headers = HTTPHeaders()
            headers[HTTPHeader("Retry-After")] = "90"
            return HTTPResponse(statusCode: .tooManyRequests, headers: headers)
        case "broken": return HTTPResponse(statusCode: .internalServerError)
        case "page": return json("<!DOCTYPE html><html><head><title>Sign in</title></head></html>")
        case "cut": return json(String(body([app("6790244829", "Mint Weather")]).prefix(60)))
        case "none": return json(body([]))
        case "rejected": return HTTPResponse(statusCode: .badRequest, body: Data(invalidCountry.utf8))
        default:
            return json(
                body([
                    app("6790244829", "Mint Weather", more: ratings(1280)),
                    app("1559935727", "Mint \u{1B}[31mRed", genre: 6014, more: ratings(0, average: "0", price: "4.99")),
                ])
            )
        }
    }
}
