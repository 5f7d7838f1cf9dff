package import Collector
package import Formats
package import Settings

/// The sources to poll at the start of a run, and the config file that they come from.
package struct PolledSources {
    package private(set) var sources: [ResolvedSource]
    /// The config file; `nil` if the sources don't come from it.
    package private(set) var settings: SettingsFile?
    /// Whether the sources are those of an earlier run.
    package private(set) var isResumed = false

    /// Creates the sources that a command line names. Those named twice are polled once.
    package init(_ names: [SourceName], every interval: Int64, _ decoder: SnapshotDecoder) {
        var seen: Set<SourceName> = []
        sources = ResolvedSource.uniquelyLabeled(
            names.filter { seen.insert($0).inserted }.map {
                ResolvedSource(name: $0, label: $0.label, interval: interval, decoder: decoder)
            }
        )
    }

    /// Finds the sources for a command line that names none: those in the config file; if it has none, those that the
    /// archive was recorded from last, or the default.
    ///
    /// - Parameter interval: The number of seconds between two polls; `nil` for each source's own interval.
    /// - Throws: An error if none of the sources in the config file can be polled, or if an interval is given for them.
    package init(_ setup: Setup, _ configuration: Configuration, every interval: Int64?) throws {
        let isDefault = try setup.configurationReading().sources == 0
        guard isDefault || interval == nil else {
            throw UsageError("--every needs a SOURCE; the config file has the intervals of its sources")
        }
        let last = isDefault ? setup.lastSources(of: setup.archivePath(configuration)) : []
        isResumed = !last.isEmpty
        if isResumed {
            sources = last
        } else {
            let found = ConfiguredSources(configuration, setup.mappings)
            guard !found.resolved.isEmpty else {
                throw Failure(found.unresolved.first.map(\.description) ?? "no sources in the config file")
            }
            sources = found.resolved
            settings = SettingsFile(
                setup.configurationFile,
                mappings: setup.mappings,
                configuration,
                found.unresolved
            )
        }
        guard let interval else { return }
        for index in sources.indices { sources[index].interval = interval }
    }
}
