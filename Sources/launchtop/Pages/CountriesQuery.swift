import ArgumentParser
import Setup

/// The arguments that select a chart in all storefronts, an app, and the data source to find them in.
struct CountriesQuery: PageQuery {
    static let name = "countries"
    static let abstract = "An app's rank in every storefront of a chart, or the #1 app in each storefront."

    @Argument(
        help: ArgumentHelp(
            "Chart, such as top-free, or an app (id or part of the name) to select a chart that lists the app.",
            valueName: "chart-or-app"
        )
    )
    var subject: String
    @Argument(help: "Genre, such as games or 6014.", completion: Completion.genres)
    var genre = GenreArgument.all
    @Option(help: "App id, launch id, or part of the name (default: the #1 app in each storefront).")
    var app: String?
    @Option(help: ArgumentHelp(ReadingOptions.fromHelp, valueName: "source"))
    var from: String?
    @Option(help: "Time window for rank changes.") var window = DurationArgument(seconds: 86_400)
    @OptionGroup var reading: ReadingOptions

    func selection(_ common: CommonOptions) throws -> PageSelection {
        let source = try reading.source(from, common)
        return try CountriesSelection(subject, genre.name, app: app, from: source)
            .page(common.setup, window: window.seconds)
    }
}
