/// Where a figure holds. Only figures of equal scope may be compared.
public struct Scope: Hashable, Sendable {
    /// Sorted; empty where the source did not say, or where no store is meant.
    public var stores: [Store]
    /// Sorted; empty means the whole world, `nil` that the source did not say.
    public var storefronts: [Storefront]?
    /// Whether people who come by a web page are counted too.
    public var countsWeb: Bool

    public init(stores: [Store], storefronts: [Storefront]?, countsWeb: Bool = false) {
        self.stores = stores.sorted()
        self.storefronts = storefronts?.sorted()
        self.countsWeb = countsWeb
    }

    /// "CA+US", "worldwide", "where is not said".
    public var label: String {
        guard let storefronts else { return "where is not said" }
        return storefronts.isEmpty ? "worldwide" : storefronts.map(\.label).joined(separator: "+")
    }

    /// "App Store", "App Store and Google Play", "the web"; empty where the source did not say.
    public var outlets: String {
        let names = stores.map(\.name) + (countsWeb ? ["the web"] : [])
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
