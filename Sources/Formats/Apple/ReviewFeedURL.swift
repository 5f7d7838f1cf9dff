package import Foundation
package import Market

/// The URLs of the App Store's feed of reviews. See `docs/formats/reviews.md`.
package enum ReviewFeedURL {
    /// The maximum number of pages of a feed.
    package static let pageLimit = 10

    /// Returns the URL of a page of an app's reviews, newest first.
    ///
    /// - Parameter page: The number of the page, from 1.
    package static func page(_ page: Int, of app: AppID, in storefront: Storefront) -> URL? {
        let path = "\(storefront.code)/rss/customerreviews/page=\(page)/id=\(app.text)/sortby=mostrecent/json"
        return URL(string: "https://itunes.apple.com/\(path)")
    }

    /// Returns the number of the page in a URL; `nil` if the URL has none.
    static func page(in address: String) -> Int? {
        guard let start = address.firstRange(of: "/page=")?.upperBound else { return nil }
        return Int(address[start...].prefix { $0.isNumber }).flatMap { (1...pageLimit).contains($0) ? $0 : nil }
    }

    /// Returns a URL that stands for the reviews of some storefronts, to find duplicate sources.
    static func address(of storefronts: [Storefront]) -> URL? {
        let list = storefronts.map(\.code).joined(separator: ",")
        return URL(string: "https://itunes.apple.com/rss/customerreviews?country=\(list)")
    }
}
