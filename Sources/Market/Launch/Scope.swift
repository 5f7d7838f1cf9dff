/// Where a figure holds. Only figures of equal scope may be compared.
public struct Scope: Hashable, Sendable {
    /// Sorted; empty where the source did not say.
    public var stores: [Store]
    /// Sorted; empty means the whole world, `nil` that the source did not say.
    public var storefronts: [Storefront]?

    public init(stores: [Store], storefronts: [Storefront]?) {
        self.stores = stores.sorted()
        self.storefronts = storefronts?.sorted()
    }

    /// "CA+US", "worldwide", "where is not said".
    public var label: String {
        guard let storefronts else { return "where is not said" }
        return storefronts.isEmpty ? "worldwide" : storefronts.map(\.label).joined(separator: "+")
    }
}
