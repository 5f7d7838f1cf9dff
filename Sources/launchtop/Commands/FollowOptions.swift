import ArgumentParser
import Foundation
import Ingest
import Market

/// What is followed, and how often it is looked at.
struct FollowOptions: ParsableArguments {
    @Argument(help: "Where snapshots come from.", completion: Completion.sources)
    var sources: [String] = []

    @OptionGroup var feeds: FeedOptions
    @OptionGroup var reading: ReadingOptions

    @Option(help: "How often addresses are polled, such as 30s, 15m or 1h; by the settings, else every 15 minutes.")
    var every: DurationArgument?

    /// What was named on the command line, each once; else what the settings name.
    ///
    /// - Throws: where a name is none, and where nothing that the settings name is there.
    func sources(_ common: CommonOptions, _ configuration: Configuration) throws -> [FollowedSource] {
        // With a source of one's own, storefront, chart and genre say what its lists are.
        let names = try sources.map(Loading.source) + (sources.isEmpty ? feeds.sources() : [])
        guard !names.isEmpty else { return try Self.sources(of: configuration, common) }
        var decoder = try reading.decoder(common)
        if !sources.isEmpty { decoder.names = try feeds.names(in: decoder.names.store) }
        let interval = every?.seconds ?? configuration.polling.every
        var seen: Set<SourceName> = []
        return FollowedSource.labelled(
            names.filter { seen.insert($0).inserted }.map {
                FollowedSource(name: $0, label: $0.label, interval: interval, decoder: decoder)
            }
        )
    }

    /// The settings' file, where what is followed is named there.
    func settings(_ common: CommonOptions, _ configuration: Configuration) -> SettingsFile? {
        sources.isEmpty && feeds.isEmpty ? SettingsFile(common, configuration) : nil
    }

    /// The sources of the settings. One that is not there is told and left out, as long as another is.
    static func sources(of configuration: Configuration, _ common: CommonOptions) throws(Failure) -> [FollowedSource] {
        var found: [FollowedSource] = []
        var problems: [String] = []
        for settings in configuration.sources {
            do throws(Failure) {
                found.append(try source(settings, common))
            } catch {
                problems.append(error.description)
            }
        }
        if found.isEmpty { throw Failure(problems.first ?? "the settings name no source") }
        for problem in problems { Say.error(problem) }
        return FollowedSource.labelled(found)
    }

    private static func source(_ settings: SourceSettings, _ common: CommonOptions) throws(Failure) -> FollowedSource {
        do throws(IngestError) {
            let name = try settings.name()
            let names = ListNames(storefront: settings.storefront, kind: settings.chart, genre: settings.genre)
            let mapping = try settings.mapping.map { path throws(IngestError) in
                let isThere = FileManager.default.fileExists(atPath: path)
                let name = isThere ? path : URL(fileURLWithPath: path).lastPathComponent
                return try ReadingOptions.mapping(named: name, common)
            }
            let secret = try settings.authorization.map { authorization throws(IngestError) in
                Secret(try authorization.secret(environment: ProcessInfo.processInfo.environment))
            }
            return FollowedSource(
                name: name,
                label: name.label,
                interval: settings.every,
                decoder: SnapshotDecoder(names: names, mapping: mapping),
                authorization: secret
            )
        } catch {
            throw Failure(error.description)
        }
    }
}
