/// The stores and storefronts that a figure covers. Only figures with equal scopes may be compared.
public struct Scope: Hashable, Sendable {
    /// Sorted; empty if the publisher didn't say, or if no store applies.
    public var stores: [Store]
    /// Sorted; empty means worldwide, `nil` that the publisher didn't say.
    public var storefronts: [Storefront]?
    /// Whether web users are included.
    public var countsWeb: Bool

    public init(stores: [Store], storefronts: [Storefront]?, countsWeb: Bool = false) {
        self.stores = stores.sorted()
        self.storefronts = storefronts?.sorted()
        self.countsWeb = countsWeb
    }

    /// "CA+US", "worldwide", "scope unknown".
    public var label: String {
        guard let storefronts else { return "scope unknown" }
        return storefronts.isEmpty ? "worldwide" : storefronts.map(\.label).joined(separator: "+")
    }

    /// "App Store", "App Store and Google Play", "the web"; empty if unknown.
    public var outlets: String {
        let names = stores.map(\.name) + (countsWeb ? ["the web"] : [])
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
