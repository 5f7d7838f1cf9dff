import ArgumentParser
import Setup

/// The arguments that select a chart and the data source to find it in.
struct ChartQuery: PageQuery {
    static let name = "chart"
    static let aliases = ["charts"]
    static let abstract = "A chart's ranking, with rank changes and estimated downloads."

    @Argument(help: "Storefront, such as us, usa or united-states.") var storefront: String
    @Argument(help: "Kind of chart: top-free, top-paid or top-grossing.") var kind: String
    @Argument(help: "Genre, such as games or 6014.", completion: Completion.genres)
    var genre = GenreArgument.all
    @Option(help: ArgumentHelp(ReadingOptions.fromHelp, valueName: "source"))
    var from: String?
    @Option(help: "Time window for rank changes.") var window = DurationArgument(seconds: 86_400)
    @OptionGroup var reading: ReadingOptions

    func selection(_ common: CommonOptions) throws -> PageSelection {
        let source = try reading.source(from, common)
        return try ChartSelection(storefront, kind, genre.name, from: source).page(common.setup, window: window.seconds)
    }
}
