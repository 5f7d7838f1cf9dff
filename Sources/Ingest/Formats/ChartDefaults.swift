public import Market

/// What is known of lists that do not say themselves which chart they are: from options, or from the settings.
public struct ChartDefaults: Hashable, Sendable {
    public var store: Store?
    public var storefront: Storefront?
    public var kind: ChartKind?
    /// The genre by a name that its store knows; `nil` where nothing says it.
    public var genre: GenreText?

    public init(store: Store? = nil, storefront: Storefront? = nil, kind: ChartKind? = nil, genre: GenreText? = nil) {
        self.store = store
        self.storefront = storefront
        self.kind = kind
        self.genre = genre
    }
}
