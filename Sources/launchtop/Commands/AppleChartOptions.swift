import ArgumentParser
import Formats
import Input
import Market

/// Options that select App Store charts. Each combination of storefront, chart kind and genre selects one chart.
struct AppleChartOptions: ParsableArguments {
    @Option(
        name: .customLong("storefront"),
        help: ArgumentHelp("Storefronts, such as us,japan, or all (default when polling: us).", valueName: "names"),
        completion: Completion.storefronts
    )
    var storefronts: [String] = []

    @Option(
        name: .customLong("chart"),
        help: ArgumentHelp(
            "Charts, such as top-free,top-paid (default when polling: top-free).",
            valueName: "names"
        ),
        completion: Completion.charts
    )
    var charts: [String] = []

    @Option(
        name: .customLong("genre"),
        help: ArgumentHelp("Genres, such as 6008,games (default when polling: all).", valueName: "names"),
        completion: Completion.genres
    )
    var genres: [String] = []

    var isEmpty: Bool { storefronts.isEmpty && charts.isEmpty && genres.isEmpty }

    /// Returns the selected chart as the default for documents that don't name their chart.
    ///
    /// - Throws: An error if there are several storefronts, charts or genres.
    func defaults(in store: Store?) throws(InputError) -> ChartDefaults {
        try AppStoreFeed.defaults(
            storefront: only(storefronts, "--storefront"),
            chart: only(charts, "--chart"),
            genre: only(genres, "--genre"),
            store: store
        )
    }

    /// Returns the only value of an option, or `nil` if there is none.
    ///
    /// - Throws: An error if there are several values.
    private func only(_ values: [String], _ option: String) throws(InputError) -> String? {
        let values = values.flatMap { $0.split(separator: ",") }.map(String.init)
        guard values.count > 1 else { return values.first }
        throw InputError(
            option,
            "only one value is allowed with a source, for documents that don't name their chart; leave the option out if they "
                + "name it"
        )
    }

    /// Returns a source for each combination of storefront, chart and genre, or an empty array if none of these options
    /// is given.
    ///
    /// - Throws: An error if a storefront, chart or genre is invalid.
    func sources() throws(InputError) -> [SourceName] {
        isEmpty ? [] : try AppStoreFeed.sources(storefronts: storefronts, charts: charts, genres: genres)
    }
}
