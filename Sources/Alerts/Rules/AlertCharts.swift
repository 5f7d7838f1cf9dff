public import Market

/// The charts that a rule applies to.
public struct AlertCharts: Hashable, Sendable {
    /// The storefront; `nil` matches every storefront.
    public var storefront: Storefront?
    /// The kind of chart; `nil` matches every chart of every storefront, kind and genre.
    public var kind: ChartKind?
    /// The genre; `nil` matches only charts of the whole store, with or without games.
    public var genre: GenreText?

    /// A value that matches every chart in every storefront.
    public static let every = AlertCharts(storefront: nil, kind: nil, genre: nil)

    public init(storefront: Storefront?, kind: ChartKind?, genre: GenreText? = nil) {
        self.storefront = storefront
        self.kind = kind
        self.genre = genre
    }

    public func contain(_ chart: Chart) -> Bool {
        guard let kind else { return true }
        let matchesGenre = genre?.isGenre(of: chart) ?? (chart.genre == nil)
        return chart.kind == kind && matchesGenre && (storefront == nil || chart.storefront == storefront)
    }
}
