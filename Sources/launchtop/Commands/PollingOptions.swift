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
    func polled(_ common: CommonOptions, _ configuration: Configuration) throws -> Polled {
        // If a source is named, storefront, chart and genre are defaults for documents that don't name their chart.
        let given = sourceNames
        let names = try given.map(source) + (given.isEmpty ? appleCharts.sources() : [])
        guard !names.isEmpty else {
            let isDefault = try common.setup.configurationReading().sources == 0
            guard isDefault || every == nil else {
                throw UsageError("--every needs a SOURCE; the config file has the intervals of its sources")
            }
            let last = isDefault ? common.setup.lastSources(of: common.setup.archivePath(configuration)) : []
            guard last.isEmpty else {
                return Polled(sources: try withInterval(last), settings: nil, isResumed: true)
            }
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
            return Polled(sources: try withInterval(found.resolved), settings: settings)
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

    /// Returns the sources with the interval of these options, if there is one.
    private func withInterval(_ sources: [ResolvedSource]) throws -> [ResolvedSource] {
        guard let interval = try every?.seconds(of: "--every") else { return sources }
        return sources.map { source in
            var changed = source
            changed.interval = interval
            return changed
        }
    }

    /// The sources to poll at the start, and the config file that they come from.
    struct Polled {
        var sources: [ResolvedSource]
        /// The config file, or `nil` if the sources come from the command line.
        var settings: SettingsFile?
        /// Whether the sources are those of an earlier run.
        var isResumed = false
    }
}
