public import Market

/// A search in the App Store for an app to add to the watchlist.
public struct StoreSearch: Hashable, Sendable {
    /// The name to search for.
    public let term: String
    /// The storefronts in which the app's charts are to be polled. The first one is searched.
    public let storefronts: [Storefront]

    /// The outcome of a search: the apps, best match first, or the problem that prevented it.
    public struct Outcome: Sendable {
        public let search: StoreSearch
        public let listings: [AppListing]
        /// The error message; `nil` on success.
        public let problem: String?

        public init(_ search: StoreSearch, listings: [AppListing] = [], problem: String? = nil) {
            (self.search, self.listings, self.problem) = (search, listings, problem)
        }
    }
}
