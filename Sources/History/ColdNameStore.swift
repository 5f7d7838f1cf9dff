public import Market
public import TimeSeries

/// A store of app names that aren't in memory.
///
/// Reading names is slower than reading memory but must be fast enough to draw a page.
public protocol ColdNameStore: Sendable {
    /// Returns the names of an app that pages of some storefronts show: the names in these storefronts, in the US
    /// storefront, and in the first storefront with a name. Returns an empty dictionary if there are none or they can't
    /// be read.
    ///
    /// - Parameter storefronts: The storefronts; an empty set for all storefronts.
    func names(of app: AppID, in storefronts: Set<Storefront>) -> [Storefront: ValueHistory<AppName>]
}

extension Ledger {
    /// Reads the names of apps without names in memory from a store when they are needed. Searches don't find such names.
    ///
    /// - Parameter store: The store; `nil` if all names are in memory.
    public mutating func readNames(from store: (any ColdNameStore)?) { snapshot.registry.coldNames = store }
}
