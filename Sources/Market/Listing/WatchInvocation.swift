/// The charts to poll for an app that a search found: the main chart and the chart of its genre, in some storefronts.
/// They are the charts that a `launchtop watch` command with the same options polls.
public struct WatchInvocation: Hashable, Sendable {
    public let app: AppID
    /// The app's name in the store, without control characters.
    public let name: String
    public let storefronts: [Storefront]
    public let chart: ChartKind
    public let genre: Genre?

    public init(_ listing: AppListing, storefronts: [Storefront]) {
        app = listing.app
        let visible = listing.name.unicodeScalars.filter { $0.properties.generalCategory != .control }
        name = String(String.UnicodeScalarView(visible.prefix(200)))
        self.storefronts = storefronts
        chart = listing.mainChart
        genre = listing.genre
    }

    /// The values of the `--genre` option.
    public var genres: [String] { ["all"] + (genre.map { [$0.slug] } ?? []) }

    /// The command line.
    public var text: String {
        let list = storefronts.map(\.code).joined(separator: ",")
        let kind = chart == .topFree ? "" : " --chart \(chart.slug)"
        return "launchtop watch \(app.text) --name \(ShellText.quoted(name)) --storefront \(list)\(kind) "
            + "--genre \(genres.joined(separator: ","))"
    }
}
