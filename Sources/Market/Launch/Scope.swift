/// The stores and storefronts that a figure covers. Only figures with equal scopes may be compared.
public struct Scope: Hashable, Sendable {
    /// The stores, sorted; empty if the publisher doesn't state them or no store applies.
    public var stores: [Store]
    /// The storefronts, sorted; empty for worldwide figures, and `nil` if the publisher doesn't state them.
    public var storefronts: [Storefront]?
    /// Whether web users are included.
    public var countsWeb: Bool

    public init(stores: [Store], storefronts: [Storefront]?, countsWeb: Bool = false) {
        self.stores = stores.sorted()
        self.storefronts = storefronts?.sorted()
        self.countsWeb = countsWeb
    }

    /// A label such as "CA+US", "worldwide" or "scope unknown".
    public var label: String {
        guard let storefronts else { return "scope unknown" }
        return storefronts.isEmpty ? "worldwide" : storefronts.map(\.label).joined(separator: "+")
    }

    /// The stores as text, such as "App Store and Google Play" or "the web"; empty if unknown.
    public var outlets: String {
        let names = stores.map(\.name) + (countsWeb ? ["the web"] : [])
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
