import ArgumentParser
import Collector
import Formats
import Settings
import Setup

/// Options for the sources to poll and the polling interval.
struct PollingOptions: ParsableArguments {
    @Argument(help: "Sources to poll; watch also accepts app ids and store page URLs.", completion: Completion.sources)
    var sources: [String] = []

    @OptionGroup var appleCharts: AppleChartOptions
    @OptionGroup var reading: ReadingOptions

    @Option(
        help: ArgumentHelp(
            "Polling interval for URLs, from 10s to 7d, such as 30s, 15m or 1h (default: from the config file, or 15m).",
            valueName: "duration"
        )
    )
    var every: IntervalArgument?

    func validate() throws { _ = try every?.seconds(of: "--every") }

    /// Returns the sources on the command line without duplicates. If the command line has none, returns the sources in
    /// the config file; if that has none either, those that the archive was recorded from last, or the default.
    ///
    /// - Throws: An error if a source is invalid, if none of the sources in the settings can be polled, or if an interval
    ///   is given for them.
    func polled(_ common: CommonOptions, _ configuration: Configuration) throws -> PolledSources {
        // If a source is named, storefront, chart and genre are defaults for documents that don't name their chart.
        let given = sourceNames
        let names = try given.map(source) + (given.isEmpty ? appleCharts.sources() : [])
        let interval = try every?.seconds(of: "--every")
        guard !names.isEmpty else { return try PolledSources(common.setup, configuration, every: interval) }
        var decoder = try reading.decoder(common)
        if !given.isEmpty { decoder.defaults = try appleCharts.defaults(in: decoder.defaults.store) }
        return PolledSources(names, every: interval ?? configuration.polling.interval, decoder)
    }
}
