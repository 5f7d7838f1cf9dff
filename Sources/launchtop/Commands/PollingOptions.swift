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

    /// Returns the sources on the command line without duplicates, or the sources in the config file if the command
    /// line has none.
    ///
    /// - Throws: An error if a source is invalid, or if none of the sources in the settings can be polled.
    func polled(_ common: CommonOptions, _ configuration: Configuration) throws -> Polled {
        // If a source is named, storefront, chart and genre are defaults for documents that don't name their chart.
        let given = sourceNames
        let names = try given.map(source) + (given.isEmpty ? appleCharts.sources() : [])
        guard !names.isEmpty else {
            let found = ConfiguredSources(configuration, common.setup.mappings)
            if found.resolved.isEmpty {
                throw Failure(found.unresolved.first.map(\.description) ?? "no sources in the config file")
            }
            let settings = SettingsFile(
                common.setup.configurationFile,
                mappings: common.setup.mappings,
                configuration,
                found.unresolved
            )
            return Polled(sources: found.resolved, settings: settings)
        }
        var decoder = try reading.decoder(common)
        if !given.isEmpty { decoder.defaults = try appleCharts.defaults(in: decoder.defaults.store) }
        let interval = try every?.seconds(of: "--every") ?? configuration.polling.interval
        var seen: Set<SourceName> = []
        let sources = names.filter { seen.insert($0).inserted }.map {
            ResolvedSource(name: $0, label: $0.label, interval: interval, decoder: decoder)
        }
        return Polled(sources: ResolvedSource.uniquelyLabeled(sources), settings: nil)
    }

    /// The sources to poll at the start, and the config file that they come from.
    struct Polled {
        var sources: [ResolvedSource]
        /// The config file, or `nil` if the sources come from the command line.
        var settings: SettingsFile?
    }
}
