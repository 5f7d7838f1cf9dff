import Foundation
import Input
import Market
import TestSupport
import Testing

@testable import Formats

@Suite("The App Store's feed of reviews")
struct ReviewFeedTests {
    typealias Stub = ReviewsStub
    private static let now = Fixtures.time("2026-03-01T10:00:00Z")

    private func feed(_ text: String) throws(InputError) -> ReviewFeed {
        try ReviewFeed(Document(origin: "feed", body: Data(text.utf8)), receivedAt: Self.now)
    }

    private static let entry = Stub.Review(
        "9007199254740993",
        2,
        "Crashes",
        text: "Since 2.4\n\nit crashes",
        updated: "2026-02-28T21:30:00-07:00"
    )

    @Test("a review's id, stars, title, text, version and date are read, with ids of 64 bits, and no author")
    func values() throws {
        let expected = AppReview(
            id: 9_007_199_254_740_993,
            stars: 2,
            title: "Crashes",
            text: "Since 2.4\nit crashes",
            version: "2.4.1",
            publishedAt: Fixtures.time("2026-03-01T04:30:00Z"),
            receivedAt: Self.now
        )
        let found = try feed(Stub.page([Self.entry.json], last: 7))
        #expect(found.reviews == [expected] && found.warnings.isEmpty && found.lastPage == 7)
    }

    @Test("a single entry may be an object, and a feed without reviews has none; the entry of the app is left out")
    func shapes() throws {
        #expect(try feed(Stub.page([Self.entry.json], isList: false)).reviews.count == 1)
        #expect(try feed(Stub.page([])).reviews.isEmpty)
        let app = #"{"im:name":{"label":"Mint Weather"},"id":{"label":"https://apps.apple.com/us/app/id1"}}"#
        let found = try feed(Stub.page([app, Self.entry.json]))
        #expect(found.reviews.count == 1 && found.warnings.isEmpty && found.lastPage == nil)
    }

    @Test("a missing, invalid or future date is replaced with the time of receipt")
    func dates() throws {
        for updated in [nil, "yesterday", "2026-03-01T10:00:01Z"] as [String?] {
            var entry = Self.entry
            entry.updated = updated
            let review = try #require(try feed(Stub.page([entry.json])).reviews.first)
            #expect(review.date == Self.now && !review.isDated)
        }
    }

    @Test(
        "an entry with an invalid id or number of stars, and a repeated id, is skipped with a warning",
        arguments: [
            (Stub.Review("x9", 1, updated: nil), "feed.entry[1]: skipped: invalid id \"x9\""),
            (
                Stub.Review("99999999999999999999", 1, updated: nil),
                "feed.entry[1]: skipped: invalid id \"99999999999999999999\""
            ),
            (Stub.Review("5", 6, updated: nil), "feed.entry[1]: skipped: invalid im:rating \"6\"; expected 1 to 5"),
            (
                Stub.Review("9007199254740993", 1, updated: nil),
                "feed.entry[1]: skipped: duplicate id 9007199254740993"
            ),
        ]
    )
    func invalid(entry: Stub.Review, warning: String) throws {
        let found = try feed(Stub.page([Self.entry.json, entry.json]))
        #expect(found.reviews.map(\.stars) == [2])
        #expect(found.warnings.map(\.description) == ["feed: \(warning)"])
    }

    @Test("control and bidirectional characters are removed, and long texts are cut")
    func untrusted() throws {
        var entry = Self.entry
        entry.title = "A\u{1B}[31m\u{202E}B\nC"
        entry.text = "👩\u{200D}👧 \u{2067}x\u{7}\r\ny " + String(repeating: "a", count: 3_000)
        let review = try #require(try feed(Stub.page([entry.json])).reviews.first)
        #expect(review.title == "A[31mB C")
        #expect(review.text.hasPrefix("👩\u{200D}👧 x\ny aaa") && review.text.hasSuffix("a…"))
        #expect(review.text.unicodeScalars.count == ReviewFeed.textLimit)
    }

    @Test(
        "other documents are errors",
        arguments: [
            ("<html><head><title>Sign in</title></head></html>", "received an HTML page instead of JSON: \"Sign in\""),
            ("{\"results\":[]}", "unexpected JSON: missing \"feed\""),
            ("{\"feed\":{\"entry\":[{\"im:rat", "byte 26: truncated JSON"),
            ("", "document is empty"),
            ("{\"feed\":{\"entry\":{\"im:rating\":{\"label\":\"5\"}}}}", "feed.entry[0]: skipped: missing id"),
        ]
    )
    func errors(text: String, problem: String) {
        let error = #expect(throws: InputError.self) { try feed(text) }
        #expect(error?.description == "feed: \(problem)")
    }
}
