import Foundation
package import Input
package import Market

/// The apps in a response of Apple's search or lookup API.
package struct AppListings: Sendable {
    /// The apps in the order of the response, which is the order of relevance for a search.
    package var listings: [AppListing] = []
    /// Warnings about entries that were skipped.
    package var warnings: [InputError] = []

    /// Decodes a response.
    ///
    /// An entry without a valid id or name, or that isn't an app, is skipped with a warning. An app that the store
    /// doesn't have is missing from the response.
    ///
    /// - Throws: An error if the document isn't a response of these APIs, or if none of its entries is valid.
    package init(_ document: Document) throws(InputError) {
        if let page = HTMLPage(document.body) {
            throw InputError(document.origin, page.problem(insteadOf: "JSON"))
        }
        self = try JSONBody.read(document) { root throws(InputError) in try Self(root, origin: document.origin) }
    }

    private init(_ root: JSONValue, origin: String) throws(InputError) {
        if let error = AppLookupError(root) { throw InputError(origin, error.problem) }
        guard let results = root.member("results"), results.kind == .list else {
            throw InputError(origin, "unexpected JSON: missing \"results\"")
        }
        var warnings = Warnings(origin: origin)
        var seen: Set<AppID> = []
        var count = 0
        for (index, entry) in results.elements.enumerated() {
            count += 1
            let location = "results[\(index)]"
            do throws(InvalidText) {
                let listing = try Self.listing(entry)
                guard seen.insert(listing.app).inserted else { throw InvalidText("duplicate id \(listing.app.text)") }
                listings.append(listing)
            } catch {
                warnings.add(at: location, "skipped: \(error.problem)")
            }
        }
        self.warnings = warnings.list
        if listings.isEmpty, count > 0, let first = warnings.first { throw first }
    }

    private static func listing(_ entry: JSONValue) throws(InvalidText) -> AppListing {
        // A lookup finds songs and books too.
        if let kind = (entry.member("kind") ?? entry.member("wrapperType"))?.text, !kind.hasSuffix("software") {
            throw InvalidText("\"\(UntrustedText.sanitized(kind, limit: 40))\" is not an app")
        }
        guard let id = entry.member("trackId")?.textOrNumber else { throw InvalidText("missing trackId") }
        guard let name = text(entry.member("trackName"), limit: 400) else { throw InvalidText("missing trackName") }
        var listing = AppListing(try AppID.parse(id, in: .appStore), name: name)
        listing.developer = text(entry.member("artistName"), limit: 400) ?? text(entry.member("sellerName"), limit: 400)
        listing.genre = entry.member("primaryGenreId")?.textOrNumber
            .flatMap { try? Genre.parse($0, in: .appStore) }
        listing.ratingCount = entry.member("userRatingCount")?.wholeNumber.flatMap {
            Count.valueRange.contains($0) ? $0 : nil
        }
        // An average of 0 means that nobody has rated the app.
        listing.averageRating = entry.member("averageUserRating")?.textOrNumber.flatMap { Double($0) }
            .flatMap { (1...5).contains($0) ? $0 : nil }
        listing.version = text(entry.member("version"), limit: 60)
        listing.versionReleasedAt = entry.member("currentVersionReleaseDate")?.text
            .flatMap { Timestamp(iso8601: $0) }
        if let amount = entry.member("price")?.textOrNumber, let currency = entry.member("currency")?.text {
            listing.price = Price(amount, currency: currency)
        }
        return listing
    }

    private static func text(_ value: JSONValue?, limit: Int) -> String? {
        let text = value?.text.map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(limit))) }
        return text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }
}
