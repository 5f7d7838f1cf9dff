public import Market

/// Which charts a rule is about. A part that is `nil` is every one of its kind, but for the genre.
public struct AlertCharts: Hashable, Sendable {
    public var storefront: Storefront?
    /// `nil` is every chart, of whatever genre.
    public var kind: ChartKind?
    /// `nil` is the chart of the whole store, in whatever edition.
    public var genre: GenreText?

    /// Every chart that is followed.
    public static let every = AlertCharts(storefront: nil, kind: nil, genre: nil)

    public init(storefront: Storefront?, kind: ChartKind?, genre: GenreText? = nil) {
        self.storefront = storefront
        self.kind = kind
        self.genre = genre
    }

    public func contain(_ chart: Chart) -> Bool {
        guard let kind else { return true }
        let isOfGenre = genre?.isGenre(of: chart) ?? (chart.genre == nil)
        return chart.kind == kind && isOfGenre && (storefront == nil || chart.storefront == storefront)
    }
}
