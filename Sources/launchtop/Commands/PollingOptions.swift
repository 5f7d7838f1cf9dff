import ArgumentParser
import Foundation
import Ingest
import Market

/// What is followed, and how often it is looked at.
struct PollingOptions: ParsableArguments {
    @Argument(help: "Where snapshots come from.", completion: Completion.sources)
    var sources: [String] = []

    @OptionGroup var appleCharts: AppleChartOptions
    @OptionGroup var reading: ReadingOptions

    @Option(help: "How often addresses are polled, such as 30s, 15m or 1h; by the settings, else every 15 minutes.")
    var every: DurationArgument?

    /// What was named on the command line, each once; else what the settings name.
    ///
    /// - Throws: where a name is none, and where no source of the settings can be followed.
    func followed(_ common: CommonOptions, _ configuration: Configuration) throws -> Followed {
        // With a source of one's own, storefront, chart and genre say what its lists are.
        let names = try sources.map(SourceLoader.source) + (sources.isEmpty ? appleCharts.sources() : [])
        guard !names.isEmpty else {
            let found = ConfiguredSources(configuration, common)
            if found.followed.isEmpty {
                throw Failure(found.unresolved.first.map(\.sentence) ?? "the settings name no source")
            }
            return Followed(sources: found.followed, settings: SettingsFile(common, configuration, found.unresolved))
        }
        var decoder = try reading.decoder(common)
        if !sources.isEmpty { decoder.names = try appleCharts.names(in: decoder.names.store) }
        let interval = every?.seconds ?? configuration.polling.interval
        var seen: Set<SourceName> = []
        let followed = names.filter { seen.insert($0).inserted }.map {
            FollowedSource(name: $0, label: $0.label, interval: interval, decoder: decoder)
        }
        return Followed(sources: FollowedSource.labelled(followed), settings: nil)
    }

    /// What is followed from the start on.
    struct Followed {
        var sources: [FollowedSource]
        /// The settings' file, where the sources are named there.
        var settings: SettingsFile?
    }
}
