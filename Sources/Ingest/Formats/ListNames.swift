public import Market

/// What is known of lists that do not say themselves which chart they are: from options, or from a file's name.
public struct ListNames: Hashable, Sendable {
    public var store: Store?
    public var storefront: Storefront?
    public var kind: ChartKind?
    public var genre: Genre?

    public init(store: Store? = nil, storefront: Storefront? = nil, kind: ChartKind? = nil, genre: Genre? = nil) {
        self.store = store
        self.storefront = storefront
        self.kind = kind
        self.genre = genre
    }

    /// Reads a file's name such as `us-top-free-6014-2026-03-01.json` or `googleplay_us_top-grossing_GAME.json`: the
    /// chart's kind, and next to it the storefront, perhaps a store and a genre.
    init(origin: String) {
        let name = origin.split(separator: "/").last.map { $0.lowercased() } ?? ""
        let words = name.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        for position in words.indices.dropLast() {
            let kind = ["\(words[position])-\(words[position + 1])", "\(words[position + 1])-\(words[position])"]
                .first { Self.kinds.contains($0) }
            guard let kind else { continue }
            self.kind = ChartKind(kind)
            let neighbours = [position - 1, position + 2].filter(words.indices.contains).map { words[$0] }
            storefront = neighbours.lazy.compactMap { Storefront(stored: $0) }.first
            genre = neighbours.lazy.filter { $0.count == 4 && Int($0) != nil }.compactMap { Genre(stored: $0) }
                .first { $0.name != $0.id }
            break
        }
        store = words.lazy.compactMap { Store(anyName: $0) }.first
    }

    private static let kinds: Set<String> = ["top-free", "top-paid", "top-grossing"]

    /// These, and where they say nothing, those.
    public func filled(from other: ListNames) -> ListNames {
        ListNames(
            store: store ?? other.store,
            storefront: storefront ?? other.storefront,
            kind: kind ?? other.kind,
            genre: genre ?? other.genre
        )
    }
}
