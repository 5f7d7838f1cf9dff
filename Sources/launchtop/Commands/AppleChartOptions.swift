import ArgumentParser
import Ingest
import Market

/// The feeds of the App Store that are meant, as every combination of storefronts, charts and genres.
struct AppleChartOptions: ParsableArguments {
    @Option(
        name: .customLong("storefront"),
        help: ArgumentHelp("App Store feeds of these storefronts: us,japan; all is every one.", valueName: "names"),
        completion: Completion.storefronts
    )
    var storefronts: [String] = []

    @Option(
        name: .customLong("chart"),
        help: ArgumentHelp("Of these charts: top-free,top-paid,top-grossing.", valueName: "names"),
        completion: Completion.charts
    )
    var charts: [String] = []

    @Option(
        name: .customLong("genre"),
        help: ArgumentHelp("Of these genres: 6008,games; all is the whole store.", valueName: "names"),
        completion: Completion.genres
    )
    var genres: [String] = []

    var isEmpty: Bool { storefronts.isEmpty && charts.isEmpty && genres.isEmpty }

    /// What lists are that do not say it: the first of each that was named.
    func names(in store: Store?) throws(Failure) -> ChartDefaults {
        do throws(IngestError) {
            return try AppStoreFeed.defaults(storefronts: storefronts, charts: charts, genres: genres, store: store)
        } catch {
            throw Failure(error.description)
        }
    }

    /// None where nothing was asked for; else every combination of what was.
    func sources() throws(Failure) -> [SourceName] {
        if isEmpty { return [] }
        do throws(IngestError) {
            return try AppStoreFeed.sources(storefronts: storefronts, charts: charts, genres: genres)
        } catch {
            throw Failure(error.description)
        }
    }
}
