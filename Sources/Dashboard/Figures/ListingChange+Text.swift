import History
import Market

extension ListingChange {
    /// The change as text: "version 2.5", "price 4.99 USD → 3.99 USD".
    var text: String {
        switch content {
        case .version(_, let version): "version \(version)"
        case .price(let old, let new): "price \(old.text) → \(new.text)"
        }
    }

    /// The storefronts of the change: "US", "12 storefronts".
    var place: String {
        storefronts.count <= Self.listed
            ? storefronts.map(\.label).joined(separator: ", ") : NumberFormat.count(storefronts.count, "storefront")
    }

    /// The maximum number of storefronts that are listed by name.
    private static let listed = 3
}
