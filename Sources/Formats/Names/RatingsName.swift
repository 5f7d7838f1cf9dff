import Input
import Market

/// The name of a source of ratings, `appstore:ratings/us,jp`.
enum RatingsName {
    private static let prefix = "appstore:ratings"

    /// Returns the storefronts in the name of a ratings source: the US without any, and `all` for all storefronts.
    ///
    /// - Returns: `nil` if the text doesn't name a ratings source.
    /// - Throws: An error if a storefront doesn't exist.
    static func storefronts(in text: String) throws(InputError) -> [Storefront]? {
        guard text == prefix || text.hasPrefix(prefix + "/") else { return nil }
        let list = text.dropFirst(prefix.count + 1)
        if list == "all" { return Storefront.all }
        var storefronts: Set<Storefront> = []
        for word in text == prefix ? ["us"] : list.split(separator: ",", omittingEmptySubsequences: false) {
            storefronts.insert(try AppStoreFeed.storefront(String(word), of: text))
        }
        return storefronts.sorted()
    }

    /// Returns the name of the source for some storefronts.
    static func text(_ storefronts: [Storefront]) -> String {
        let isWhole = storefronts.count == Storefront.all.count
        return "\(prefix)/\(isWhole ? "all" : storefronts.map(\.code).joined(separator: ","))"
    }
}
