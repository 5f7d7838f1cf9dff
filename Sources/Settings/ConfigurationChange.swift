/// The differences between two configurations, so that a running program can apply them without a restart.
public struct ConfigurationChange: Hashable, Sendable {
    /// New sources, in the order of the new configuration.
    public var added: [SourceSettings] = []
    /// Removed sources, in the order of the old configuration.
    public var removed: [SourceSettings] = []
    /// The new settings of sources that are in both configurations and changed.
    public var changed: [SourceSettings] = []
    /// The names of other settings that changed, such as "[archive] keep" and "[archive] path (after a restart)".
    public var settings: [String] = []
}

extension Configuration {
    /// Returns the differences from an older configuration. Sources are identified by `from`.
    ///
    /// - Complexity: Linear in the number of sources.
    public func changes(since old: Configuration) -> ConfigurationChange {
        var change = ConfigurationChange()
        let before = Dictionary(old.sources.map { ($0.from, $0) }) { first, _ in first }
        let now = Set(sources.map(\.from))
        for source in sources {
            guard let earlier = before[source.from] else {
                change.added.append(source)
                continue
            }
            if earlier != source { change.changed.append(source) }
        }
        change.removed = old.sources.filter { !now.contains($0.from) }
        for table in SettingsTable.all {
            for setting in table.settings where !setting.isEqual(old, self) {
                let note = setting.isReloaded ? "" : " (after a restart)"
                change.settings.append("[\(table.name)] \(setting.key)\(note)")
            }
        }
        if watchlist != old.watchlist, watchlistApps == old.watchlistApps { change.settings.append("[[watchlist]]") }
        func bindings(_ configuration: Configuration) -> [[String]] {
            configuration.keys.map { [$0.command] + $0.keys }
        }
        if bindings(old) != bindings(self) { change.settings.append("[keys]") }
        if alerts != old.alerts { change.settings.append("[[alert]]") }
        return change
    }
}
