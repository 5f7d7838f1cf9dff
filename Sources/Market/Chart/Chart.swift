/// The identity of a chart: whose, where, ordered by what, of which part of the store.
public struct Chart: Hashable, Comparable, Sendable {
    public var store: Store
    public var storefront: Storefront
    public var kind: ChartKind
    /// `nil` is the whole store.
    public var genre: Genre?
    public var edition: ChartEdition

    public init(
        store: Store = .appStore,
        storefront: Storefront,
        kind: ChartKind,
        genre: Genre? = nil,
        edition: ChartEdition = .all
    ) {
        self.store = store
        self.storefront = storefront
        self.kind = kind
        self.genre = genre
        self.edition = edition
    }

    /// "App Store · US · Top Free · all".
    public var title: String { "\(store.name) · \(storefront.label) · \(kind.name) · \(genreTitle)" }

    /// "US · Top Free · Games"; of another store than Apple's, with that store.
    public var shortTitle: String {
        "\(storefront.label) · \(kind.name) · \(genreTitle)\(store == .appStore ? "" : " · \(store.name)")"
    }

    /// As in a sentence: "US Top Free Games"; of another store than Apple's, "US Top Free Games on Google Play".
    public var place: String {
        "\(storefront.label) \(kind.name)\(genre.map { " \($0.name)" } ?? "")"
            + (store == .appStore ? "" : " on \(store.name)")
    }

    /// The genre's name, or "all" (with what the edition leaves out).
    public var genreTitle: String {
        genre?.name ?? (edition == .withoutGames ? "all but games" : "all")
    }

    /// Orders by store, kind, genre and then storefront, so that one chart's countries stand together.
    public static func < (left: Chart, right: Chart) -> Bool {
        (left.store, left.kind, left.genre?.id ?? "", left.edition, left.storefront)
            < (right.store, right.kind, right.genre?.id ?? "", right.edition, right.storefront)
    }
}
