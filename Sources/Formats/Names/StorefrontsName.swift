import Input
import Market

/// The names of sources that are about the apps on the watchlist in some storefronts, such as `appstore:ratings/us,jp`.
struct StorefrontsName {
    static let ratings = StorefrontsName(prefix: "appstore:ratings")
    static let reviews = StorefrontsName(prefix: "appstore:reviews")

    let prefix: String

    /// Returns the storefronts in the name of such a source: the US without any, and `all` for all storefronts.
    ///
    /// - Returns: `nil` if the text doesn't name such a source.
    /// - Throws: An error if a storefront doesn't exist.
    func storefronts(in text: String) throws(InputError) -> [Storefront]? {
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
    func text(_ storefronts: [Storefront]) -> String {
        let isWhole = storefronts.count == Storefront.all.count
        return "\(prefix)/\(isWhole ? "all" : storefronts.map(\.code).joined(separator: ","))"
    }
}
