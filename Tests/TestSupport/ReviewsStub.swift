public import FlyingFox
import Foundation
public import Market
import Synchronization

/// A local server in place of the App Store's feed of reviews: 50 reviews a page, at most 10 pages, the newest first.
public final class ReviewsStub: Sendable {
    /// A review in a feed.
    public struct Review: Sendable {
        public var id: String
        public var stars: Int
        public var title: String
        public var text: String
        /// The `updated` label; `nil` to leave it out.
        public var updated: String?

        public init(_ id: String, _ stars: Int, _ title: String = "Title", text: String = "Text", updated: String?) {
            (self.id, self.stars, self.title, self.text, self.updated) = (id, stars, title, text, updated)
        }

        /// Creates a review with an id and a time.
        public init(_ id: Int, _ stars: Int, _ title: String = "Title", text: String = "Text", at time: Timestamp) {
            self.init("\(id)", stars, title, text: text, updated: time.iso8601)
        }

        /// The entry as JSON.
        public var json: String {
            func label(_ value: String) -> String {
                let data = try? JSONEncoder().encode(["label": value])
                return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
            }
            let updated = updated.map { ",\"updated\":\(label($0))" } ?? ""
            return "{\"author\":{\"uri\":{\"label\":\"https://itunes.apple.com/us/reviews/id5\"},"
                + "\"name\":{\"label\":\"secret author\"},\"label\":\"\"}\(updated),\"im:rating\":\(label("\(stars)")),"
                + "\"im:version\":\(label("2.4.1")),\"id\":\(label(id)),\"title\":\(label(title)),"
                + "\"content\":{\"label\":\(quoted(text)),\"attributes\":{\"type\":\"text\"}}}"
        }

        private func quoted(_ text: String) -> String {
            let data = try? JSONEncoder().encode([text])
            return data.map { String(String(decoding: $0, as: UTF8.self).dropFirst().dropLast()) } ?? "\"\""
        }
    }

    public static let pageLength = 50

    private let feeds = Mutex<[String: [Review]]>([:])
    private let failures = Mutex<[HTTPResponse]>([])
    private let seen = Mutex<[String]>([])
    private let tagsSeen = Mutex<[String]>([])

    public init() {}

    /// Sets the reviews of an app in a storefront, newest first.
    public func set(_ reviews: [Review], of app: String, in storefront: String = "us") {
        feeds.withLock { $0["\(storefront) \(app)"] = reviews }
    }

    /// Sets the responses to the next requests; later ones are answered with reviews.
    public func fail(_ responses: [HTTPResponse]) { failures.withLock { $0 = responses } }

    /// The requests, as `us 6790244829 1`: storefront, app and page.
    public var requests: [String] { seen.withLock { $0 } }

    /// The tags with which requests were conditional.
    public var conditions: [String] { tagsSeen.withLock { $0 } }

    /// Returns a page as JSON.
    ///
    /// - Parameter last: The number of the last page; `nil` to leave the link out.
    public static func page(_ entries: [String], isList: Bool = true, last: Int? = nil) -> String {
        let link = last.map { last in
            let url = "https://itunes.apple.com/us/rss/customerreviews/page=\(last)/id=1/sortby=mostrecent/xml"
            return ",\"link\":[{\"attributes\":{\"rel\":\"self\",\"href\":\"x\"}},"
                + "{\"attributes\":{\"rel\":\"last\",\"href\":\"\(url)?urlDesc=/customerreviews\"}}]"
        }
        let list = entries.joined(separator: ",")
        let entry = entries.isEmpty ? "" : ",\"entry\":\(isList || entries.count > 1 ? "[\(list)]" : list)"
        return "{\"feed\":{\"author\":{\"name\":{\"label\":\"iTunes Store\"}}\(entry)\(link ?? "")}}"
    }

    /// Returns the response to a request.
    public func answer(to request: HTTPRequest) -> HTTPResponse {
        let parts = request.path.split(separator: "/")
        func value(_ key: String) -> String? {
            parts.first { $0.hasPrefix("\(key)=") }.map { String($0.dropFirst(key.count + 1)) }
        }
        guard parts.count == 7, parts[1] == "rss", parts[2] == "customerreviews", parts[5] == "sortby=mostrecent",
            parts[6] == "json", let app = value("id"), let number = value("page").flatMap({ Int($0) }),
            (1...10).contains(number)
        else { return HTTPResponse(statusCode: .notFound) }
        let feed = "\(parts[0]) \(app)"
        seen.withLock { $0.append("\(feed) \(number)") }
        let failure = failures.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        if let failure { return failure }
        let reviews = feeds.withLock { $0[feed] ?? [] }
        let page = reviews.dropFirst((number - 1) * Self.pageLength).prefix(Self.pageLength)
        let count = min(10, (reviews.count + Self.pageLength - 1) / Self.pageLength)
        // A page with one review has an object instead of an array.
        let body = Self.page(page.map(\.json), isList: false, last: count > 0 ? count : nil)
        let tag = "\"\(body.utf8.reduce(UInt32(5381)) { $0 &* 33 &+ UInt32($1) })\""
        if let known = request.headers[HTTPHeader("If-None-Match")] {
            tagsSeen.withLock { $0.append(known) }
            if known == tag { return HTTPResponse(statusCode: .notModified) }
        }
        var headers = HTTPHeaders()
        headers[HTTPHeader("ETag")] = tag
        return HTTPResponse(statusCode: .ok, headers: headers, body: Data(body.utf8))
    }

    /// Runs `body` with a server.
    public static func with<Value: Sendable>(
        _ body: @Sendable (LocalServer, ReviewsStub) async throws -> Value
    ) async throws -> Value {
        let stub = ReviewsStub()
        return try await LocalServer.with {
            stub.answer(to: $0)
        } _: {
            try await body($0, stub)
        }
    }
}
