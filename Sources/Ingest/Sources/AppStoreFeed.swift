import Foundation
import Market

/// Apple's feeds by name: the current one for the charts it serves, the legacy one for the rest.
enum AppStoreFeed {
    /// - Parameter name: `appstore:us/top-free` or `appstore:us/top-grossing/6014`.
    static func address(of name: String) throws(IngestError) -> URL {
        let words = name.dropFirst("appstore:".count).split(separator: "/", omittingEmptySubsequences: false)
        guard words.count == 2 || words.count == 3, let storefront = Storefront(String(words[0])),
            let kind = ChartKind(String(words[1]))
        else { throw IngestError(name, "a store feed is written appstore:us/top-free or appstore:us/top-free/6014") }
        guard let genre = Genre.parse(words.count == 3 ? String(words[2]) : "") else {
            throw IngestError(name, "“\(words[2])” is not a genre")
        }
        if genre == nil, kind == .topFree || kind == .topPaid {
            return try url(
                "https://rss.marketingtools.apple.com/api/v2/\(storefront.code)/apps/\(kind.slug)/100/apps.json"
            )
        }
        guard let collection = AppleAddress.collections.first(where: { $0.value == kind.slug })?.key else {
            let known = AppleAddress.collections.values.sorted().joined(separator: ", ")
            throw IngestError(name, "the App Store has no chart “\(kind.slug)”; it has \(known)")
        }
        let part = genre.map { "/genre=\($0.id)" } ?? ""
        return try url("https://itunes.apple.com/\(storefront.code)/rss/\(collection)/limit=100\(part)/json")
    }

    private static func url(_ text: String) throws(IngestError) -> URL {
        guard let url = URL(string: text) else { throw IngestError(text, "is not an address") }
        return url
    }
}
