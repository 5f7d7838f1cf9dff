import Foundation
package import Input
package import Market

/// A page of the App Store's feed of reviews.
package struct ReviewFeed: Sendable {
    /// The maximum length of a title, in Unicode scalars.
    package static let titleLimit = 200
    /// The maximum length of a text, in Unicode scalars.
    package static let textLimit = 2_000

    /// The reviews in the order of the feed, newest first.
    package var reviews: [AppReview] = []
    /// The number of the feed's last page; `nil` if the feed doesn't say.
    package var lastPage: Int?
    /// Warnings about entries that were skipped.
    package var warnings: [InputError] = []

    /// Decodes a page.
    ///
    /// An entry without a valid id or number of stars is skipped with a warning, and so is an id that was listed before.
    /// A date that is missing, invalid or in the future is replaced with `receivedAt`.
    ///
    /// - Throws: An error if the document isn't such a feed, or if none of its entries is valid.
    package init(_ document: Document, receivedAt: Timestamp) throws(InputError) {
        if let page = HTMLPage(document.body) {
            throw InputError(document.origin, page.problem(insteadOf: "JSON"))
        }
        self = try JSONBody.read(document) { root throws(InputError) in
            try Self(root, origin: document.origin, receivedAt: receivedAt)
        }
    }

    private init(_ root: JSONValue, origin: String, receivedAt: Timestamp) throws(InputError) {
        if let error = AppLookupError(root) { throw InputError(origin, error.problem) }
        guard let feed = root.member("feed"), feed.kind == .object else {
            throw InputError(origin, "unexpected JSON: missing \"feed\"")
        }
        lastPage = Self.lastPage(of: feed)
        var warnings = Warnings(origin: origin)
        var seen: Set<Int64> = []
        // A single entry isn't in an array, and a feed without reviews has none.
        let entry = feed.member("entry")
        let entries = entry.map { $0.kind == .list ? Array($0.elements) : [$0] } ?? []
        for (index, entry) in entries.enumerated() where !Self.isApp(entry) {
            do throws(InvalidText) {
                let review = try Self.review(entry, receivedAt: receivedAt)
                guard seen.insert(review.id).inserted else { throw InvalidText("duplicate id \(review.id)") }
                reviews.append(review)
            } catch {
                warnings.add(at: "feed.entry[\(index)]", "skipped: \(error.problem)")
            }
        }
        self.warnings = warnings.list
        if reviews.isEmpty, let first = warnings.first { throw first }
    }

    /// Returns whether an entry describes the app. In some feeds, it is the first entry.
    private static func isApp(_ entry: JSONValue) -> Bool {
        entry.member("im:rating") == nil && entry.member("im:name") != nil
    }

    private static func review(_ entry: JSONValue, receivedAt: Timestamp) throws(InvalidText) -> AppReview {
        guard let text = label(entry.member("id")) else { throw InvalidText("missing id") }
        guard let id = Int64(text), id > 0 else { throw InvalidText("invalid id \(InvalidText.quoted(text))") }
        guard let rating = label(entry.member("im:rating")) else { throw InvalidText("missing im:rating") }
        guard let stars = Int(rating), (1...5).contains(stars) else {
            throw InvalidText("invalid im:rating \(InvalidText.quoted(rating)); expected 1 to 5")
        }
        let date = label(entry.member("updated")).flatMap { FeedDate.timestamp($0) }
        let version = label(entry.member("im:version")).map { UntrustedText.sanitized($0, limit: 60) }
        return AppReview(
            id: id,
            stars: stars,
            title: UntrustedText.paragraphs(label(entry.member("title")) ?? "", limit: titleLimit, isSingle: true),
            text: UntrustedText.paragraphs(label(entry.member("content")) ?? "", limit: textLimit),
            version: version.flatMap { $0.isEmpty ? nil : $0 },
            publishedAt: date.flatMap { $0 <= receivedAt ? $0 : nil },
            receivedAt: receivedAt
        )
    }

    /// Returns the text of a value, which is an object with a `label` in these feeds.
    private static func label(_ value: JSONValue?) -> String? { value?.member("label")?.textOrNumber }

    /// Returns the number in the URL of the last page.
    private static func lastPage(of feed: JSONValue) -> Int? {
        guard let link = feed.member("link") else { return nil }
        let links = link.kind == .list ? Array(link.elements) : [link]
        return links.lazy.compactMap { $0.member("attributes") }.first { $0.member("rel")?.text == "last" }?
            .member("href")?.text.flatMap { ReviewFeedURL.page(in: $0) }
    }
}
