import Market

/// A type that counts the stores and storefronts in the URLs of a chart's entries.
struct EntryURLs {
    /// Number of URLs by store. `storefronts` counts only the URLs that contain a storefront.
    private var stores: [Store: Int] = [:]
    private var storefronts: [Storefront: Int] = [:]

    init() {}

    /// Counts the stores and storefronts in the URLs of a list's entries.
    ///
    /// - Complexity: O(entries).
    init(_ root: JSONValue) { for entry in root.elements { add(entry.member("url")?.text) } }

    /// Counts an entry's URL. URLs of other websites are ignored.
    mutating func add(_ text: String?) {
        guard let text, let url = StoreAddress(text) else { return }
        stores[url.store, default: 0] += 1
        guard let code = url.storefront, let storefront = Storefront.named(code, in: url.store) else { return }
        storefronts[storefront, default: 0] += 1
    }

    /// The most frequent store; `nil` if there are no URLs.
    var store: Store? { Self.mostFrequent(of: stores)?.key }
    var storefront: Storefront? { Self.mostFrequent(of: storefronts)?.key }

    /// Returns the most frequent store other than `store`, and its share of the URLs, such as "3 of 5"; `nil` if there
    /// is none.
    func others(than store: Store) -> (store: Store, share: String)? {
        Self.mostFrequent(of: stores.filter { $0.key != store }).map { ($0.key, Self.share($0.value, of: stores)) }
    }

    func others(than storefront: Storefront) -> (storefront: Storefront, share: String)? {
        Self.mostFrequent(of: storefronts.filter { $0.key != storefront }).map {
            ($0.key, Self.share($0.value, of: storefronts))
        }
    }

    private static func mostFrequent<Key: Comparable>(of counts: [Key: Int]) -> (key: Key, value: Int)? {
        counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { ($0.key, $0.value) }
    }

    private static func share<Key>(_ count: Int, of counts: [Key: Int]) -> String {
        "\(count) of \(counts.values.reduce(0, +))"
    }

    /// Returns a warning if any URL contains a storefront other than the chart's, or `nil` if none does.
    ///
    /// - Parameter source: The beginning of the warning, which states where the chart's storefront comes from, such as
    ///   "the file name says".
    func disagreement(with storefront: Storefront, of source: String) -> String? {
        guard let (other, share) = others(than: storefront) else { return nil }
        return "\(source) storefront \(storefront.code), but \(share) entry URLs say \(other.code); using "
            + storefront.code
    }
}
