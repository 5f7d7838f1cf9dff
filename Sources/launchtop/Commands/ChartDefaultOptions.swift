import ArgumentParser
import Formats
import Input
import Market

/// Options that give the storefront, chart and genre of documents that don't name them.
struct ChartDefaultOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Storefront to assume when a document doesn't name one, such as us or japan, or worldwide for counts.",
            valueName: "name"
        ),
        completion: Completion.storefront
    )
    var storefront: String?

    @Option(
        help: ArgumentHelp("Chart to assume when a document doesn't name one, such as top-free.", valueName: "name"),
        completion: Completion.charts
    )
    var chart: String?

    @Option(
        help: ArgumentHelp(
            "Genre to assume when a document doesn't name one, such as 6008 or games, or all for the whole store.",
            valueName: "name"
        ),
        completion: Completion.genres
    )
    var genre: String?

    /// Whether counts that don't name a storefront are worldwide. Charts are never worldwide.
    var isWorldwide: Bool { storefront?.lowercased() == "worldwide" }

    func defaults(in store: Store?) throws(InputError) -> ChartDefaults {
        try AppStoreFeed.defaults(storefront: isWorldwide ? nil : storefront, chart: chart, genre: genre, store: store)
    }
}
