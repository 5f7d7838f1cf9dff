public import Market

/// The chart to assume for snapshots that don't name one, from command-line options or settings.
public struct ChartDefaults: Hashable, Sendable {
    public var store: Store?
    public var storefront: Storefront?
    public var kind: ChartKind?
    /// The genre as text that is valid in at least one store.
    public var genre: GenreText?

    public init(store: Store? = nil, storefront: Storefront? = nil, kind: ChartKind? = nil, genre: GenreText? = nil) {
        self.store = store
        self.storefront = storefront
        self.kind = kind
        self.genre = genre
    }
}
