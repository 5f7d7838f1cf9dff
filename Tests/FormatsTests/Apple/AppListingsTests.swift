import Foundation
import Input
import Market
import TestSupport
import Testing

@testable import Formats

@Suite("Responses of the App Store's search and lookup APIs")
struct AppListingsTests {
    private func listings(_ text: String) throws(InputError) -> AppListings {
        try AppListings(Document(origin: "lookup", body: Data(text.utf8)))
    }

    @Test("an app's id, name, developer, genre, ratings, version and price are read, with ids of 64 bits")
    func values() throws {
        let entry = AppStoreStub.app(
            "9007199254740993",
            "Mint \u{1B}[31m",
            more: AppStoreStub.ratings(1280, price: "4.99")
        )
        let found = try listings(AppStoreStub.body([entry]))
        let expected = AppListing(
            Fixtures.app("9007199254740993"),
            name: "Mint \u{1B}[31m",
            developer: "Mint Labs",
            genre: Genre(stored: "6001"),
            ratingCount: 1280,
            averageRating: 4.61,
            version: "2.4.1",
            versionReleasedAt: Fixtures.time("2026-02-20T09:00:00Z"),
            price: Price(thousandths: 4990, currency: "USD")
        )
        #expect(found.listings == [expected] && found.warnings.isEmpty)
    }

    @Test(
        "missing and impossible values are no data",
        arguments: [
            "\"userRatingCount\":null,\"averageUserRating\":null,\"price\":null",
            "\"userRatingCount\":-5,\"averageUserRating\":0,\"price\":-1,\"currency\":\"USD\",\"version\":\" \"",
            "\"userRatingCount\":2.5,\"averageUserRating\":5.5,\"price\":4.99,\"currentVersionReleaseDate\":\"soon\"",
            "",
        ]
    )
    func noData(more: String) throws {
        let entry = AppStoreStub.app("1", "A", genre: 99, more: more)
        let listing = try #require(try listings(AppStoreStub.body([entry])).listings.first)
        #expect(listing == AppListing(Fixtures.app("1"), name: "A", developer: "Mint Labs"))
    }

    @Test("no ratings are a count of zero without an average")
    func zero() throws {
        let entry = AppStoreStub.app("1", "A", more: AppStoreStub.ratings(0, average: "0"))
        let listing = try #require(try listings(AppStoreStub.body([entry])).listings.first)
        #expect(listing.ratingCount == 0 && listing.averageRating == nil && listing.price?.isFree == true)
    }

    @Test("entries that aren't apps, and those without an id or a name, are skipped with a warning")
    func skipped() throws {
        let found = try listings(
            AppStoreStub.body([
                "{\"kind\":\"song\",\"trackId\":3,\"trackName\":\"S\"}", "{\"trackName\":\"No id\"}",
                "{\"trackId\":\"1.7E9\",\"trackName\":\"Rounded\"}", "{\"trackId\":4}", AppStoreStub.app("1", "A"),
                AppStoreStub.app("1", "A again"), "7",
            ])
        )
        #expect(found.listings.map(\.name) == ["A"])
        #expect(
            found.warnings.map(\.description) == [
                "lookup: results[0]: skipped: \"song\" is not an app",
                "lookup: results[1]: skipped: missing trackId (first of 2 entries)",
                "lookup: results[2]: skipped: invalid App Store id \"1.7E9\": the number was rounded; use the full number "
                    + "(in a spreadsheet, format the column as text)",
                "lookup: results[3]: skipped: missing trackName", "lookup: results[5]: skipped: duplicate id 1",
            ]
        )
    }

    @Test("an empty result is not an error; a response without a valid entry is")
    func empty() throws {
        #expect(try listings(AppStoreStub.body([])).listings.isEmpty)
        let error = #expect(throws: InputError.self) { try listings(AppStoreStub.body(["{\"trackId\":4}"])) }
        #expect(error?.description == "lookup: results[0]: skipped: missing trackName")
    }

    @Test(
        "a document that isn't a response is an error",
        arguments: [
            ("<html><title>Sign in</title></html>", "received an HTML page instead of JSON: \"Sign in\""),
            ("", "document is empty"), ("[]", "unexpected JSON: missing \"results\""),
            ("{\"results\":{}}", "unexpected JSON: missing \"results\""),
            (AppStoreStub.invalidCountry, "the App Store says \"Invalid value(s) for key(s): [country]\""),
        ]
    )
    func invalid(text: String, problem: String) {
        let error = #expect(throws: InputError.self) { try listings(text) }
        #expect(error?.problem == problem)
    }

    @Test("a truncated response is an error that says where it ends")
    func truncated() {
        let text = String(AppStoreStub.body([AppStoreStub.app("1", "A")]).prefix(60))
        let error = #expect(throws: InputError.self) { try listings(text) }
        #expect(error?.description == "lookup: byte 60: truncated JSON")
    }

    @Test(
        "URLs of searches and lookups contain encoded text, the storefront and the limit",
        arguments: [
            ("mint weather", "term=mint+weather"), ("a&b=c#%", "term=a%26b%3Dc%23%25"), ("天", "term=%E5%A4%A9"),
            ("J+K", "term=J%2BK"),
        ]
    )
    func search(term: String, query: String) throws {
        let storefront = try Storefront.parse("jp")
        #expect(
            AppLookup.search(term, in: storefront)?.absoluteString
                == "https://itunes.apple.com/search?\(query)&entity=software&country=jp&limit=25"
        )
        #expect(
            AppLookup.lookup([Fixtures.app("1"), Fixtures.app("22")], in: storefront)?.absoluteString
                == "https://itunes.apple.com/lookup?id=1,22&country=jp"
        )
    }
}
