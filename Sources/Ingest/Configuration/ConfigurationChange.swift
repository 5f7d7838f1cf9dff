/// What differs between two configurations, so that a running program can follow without being started again.
public struct ConfigurationChange: Hashable, Sendable {
    /// Sources that were not there before, in the order of the new configuration.
    public var added: [SourceSettings] = []
    /// Sources that are no longer there, in the order of the old one.
    public var removed: [SourceSettings] = []
    /// Sources that are there still and are set otherwise, as they are now.
    public var changed: [SourceSettings] = []
    /// Other settings that have another value, as "[archive] keep".
    public var settings: [String] = []

    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty && settings.isEmpty }
}

extension Configuration {
    /// What is to be done to get from `old` to this. A source is known by what it is read from.
    ///
    /// - Complexity: linear in the number of sources.
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
            for setting in table.settings where !setting.isSame(old, self) {
                change.settings.append("[\(table.name)] \(setting.key)")
            }
        }
        func bindings(_ configuration: Configuration) -> [[String]] {
            configuration.keys.map { [$0.command] + $0.keys }
        }
        if bindings(old) != bindings(self) { change.settings.append("[keys]") }
        if alerts != old.alerts { change.settings.append("[[alert]]") }
        return change
    }
}
