import Market

/// What the addresses of a chart's entries say of its store and storefront.
struct EntryAddresses {
    /// Addresses by store, and those that name a storefront by it.
    private var stores: [Store: Int] = [:]
    private var storefronts: [Storefront: Int] = [:]

    init() {}

    /// - Complexity: O(entries).
    init(_ root: JSONValue) { for entry in root.elements { note(entry.member("url")?.text) } }

    /// Counts an entry's address; one of no store says nothing.
    mutating func note(_ text: String?) {
        guard let text, let address = StoreAddress(text) else { return }
        stores[address.store, default: 0] += 1
        guard let code = address.storefront, let storefront = Storefront.named(code, in: address.store) else { return }
        storefronts[storefront, default: 0] += 1
    }

    /// What most of them say; `nil` where none says anything.
    var store: Store? { Self.most(of: stores)?.key }
    var storefront: Storefront? { Self.most(of: storefronts)?.key }

    /// What the addresses say that is something else, the most frequent of it, with its share: "3 of 5".
    func others(than store: Store) -> (store: Store, share: String)? {
        Self.most(of: stores.filter { $0.key != store }).map { ($0.key, Self.share($0.value, of: stores)) }
    }

    func others(than storefront: Storefront) -> (storefront: Storefront, share: String)? {
        Self.most(of: storefronts.filter { $0.key != storefront }).map {
            ($0.key, Self.share($0.value, of: storefronts))
        }
    }

    private static func most<Key: Comparable>(of counts: [Key: Int]) -> (key: Key, value: Int)? {
        counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { ($0.key, $0.value) }
    }

    private static func share<Key>(_ count: Int, of counts: [Key: Int]) -> String {
        "\(count) of \(counts.values.reduce(0, +))"
    }

    /// What to say where addresses name another storefront than the chart's; `nil` where they agree.
    ///
    /// - Parameter source: what says the chart's: "the name says".
    func disagreement(with storefront: Storefront, of source: String) -> String? {
        guard let (other, share) = others(than: storefront) else { return nil }
        return "\(source) storefront \(storefront.code), but \(share) addresses say \(other.code); recorded as "
            + storefront.code
    }
}
