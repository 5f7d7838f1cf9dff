/// The identity of a chart: store, storefront, kind, genre and edition.
public struct Chart: Hashable, Comparable, Sendable {
    public var store: Store
    public var storefront: Storefront
    public var kind: ChartKind
    /// The genre; `nil` for a chart of the whole store.
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

    /// Creates a chart from its values as stored in a database; `nil` if one is invalid or unknown to this version.
    ///
    /// - Parameter genre: The id of the genre; empty for the whole store.
    public init?(storedStore store: String, storefront: String, kind: String, genre: String, edition: String) {
        guard let store = Store(rawValue: store), let storefront = Storefront(stored: storefront),
            let kind = ChartKind(kind), let edition = ChartEdition(rawValue: edition)
        else { return nil }
        self.init(
            store: store,
            storefront: storefront,
            kind: kind,
            genre: genre.isEmpty ? nil : Genre(stored: genre),
            edition: edition
        )
    }

    /// The full title: "App Store, US Top Free, Games".
    public var title: String { "\(store.name), \(storefront.label) \(titleWithoutStorefront)" }

    /// The title with the store's name only if it isn't the App Store: "US Top Free, Games".
    public var shortTitle: String {
        "\(storefront.label) \(titleWithoutStorefront)\(store == .appStore ? "" : ", \(store.name)")"
    }

    /// The kind and the genre: "Top Free", "Top Free, Games".
    public var titleWithoutStorefront: String {
        genre == nil && edition == .all ? kind.name : "\(kind.name), \(genreTitle)"
    }

    /// The title for use in a sentence: "US Top Free Games", or "US Top Free Games on Google Play".
    public var titleInSentence: String {
        "\(storefront.label) \(kind.name)\(genre.map { " \($0.name)" } ?? "")"
            + (store == .appStore ? "" : " on \(store.name)")
    }

    /// The genre's name; for the whole store, "all genres", or "all but games" if games are left out.
    public var genreTitle: String {
        genre?.name ?? (edition == .withoutGames ? "all but games" : "all genres")
    }

    /// The chart without its edition, which is shared by the charts with and without games.
    public var regardlessOfEdition: Chart {
        var chart = self
        chart.edition = .all
        return chart
    }

    /// Orders charts by store, kind, genre, edition and then storefront, so that charts that differ only in
    /// storefront are adjacent.
    public static func < (left: Chart, right: Chart) -> Bool {
        (left.store, left.kind, left.genre?.id ?? "", left.edition, left.storefront)
            < (right.store, right.kind, right.genre?.id ?? "", right.edition, right.storefront)
    }
}

/// The selection of apps in a chart of the whole store.
///
/// Apple's two RSS feeds use one name for different charts: the current feed (v2) leaves games out of "top free",
/// whereas the legacy feed includes them. Their ranks must never share a series, so the edition is part of a chart's
/// identity.
public enum ChartEdition: String, Hashable, Comparable, Sendable {
    case all
    case withoutGames = "without-games"

    public static func < (left: ChartEdition, right: ChartEdition) -> Bool { left.rawValue < right.rawValue }
}
