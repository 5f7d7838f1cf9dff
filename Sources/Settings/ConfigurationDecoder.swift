import Alerts
import Formats
import Foundation
import Input
import Market
import TOML

/// A type that reads the tables in a config file and collects all errors.
struct ConfigurationDecoder: Sendable {
    private(set) var loaded = LoadedConfiguration()
    /// The errors in file order.
    private(set) var errors: [InputError] = []
    private let location: SettingsLocation
    /// The line numbers of the sources read so far, by URL or path.
    private var sourceLines: [String: Int] = [:]

    init(location: SettingsLocation) { self.location = location }

    /// Reads a whole file. It must be called only once.
    mutating func read(_ root: TOMLReader) {
        let start = TextPosition(line: 0)
        // The defaults of sources are in [polling], which may follow them in the file.
        for isSource in [false, true] {
            for key in root.orderedKeys where (key == "source") == isSource {
                attempt { decoder throws(InputError) in
                    if isSource { return try decoder.readSources(root) }
                    if key == "keys" { return try decoder.readKeys(root) }
                    if key == "alert" { return try decoder.readAlerts(root) }
                    if key == "watchlist", root.values(key) != nil { return try decoder.readWatchlist(root) }
                    guard let table = SettingsTable.all.first(where: { $0.name == key }) else {
                        throw Self.unknownTable(key, in: root)
                    }
                    guard let reader = try root.optionalTable(key)?.named("[\(key)]") else { return }
                    decoder.read(table.settings, from: reader, into: \.loaded.configuration)
                    if key == "watchlist", !decoder.loaded.configuration.watchlistApps.isEmpty {
                        decoder.loaded.configuration.watchlistLine = reader.line(of: "apps")
                    }
                }
            }
        }
        errors.sort { ($0.position ?? start) < ($1.position ?? start) }
    }

    private mutating func readAlerts(_ root: TOMLReader) throws(InputError) {
        let tables = try root.tables("alert")
        guard tables.count <= AlertDraft.limit else {
            throw root.error("alert", "too many alerts: \(tables.count); the limit is \(AlertDraft.limit)")
        }
        for table in tables {
            let reader = table.named("[[alert]]")
            draft = AlertDraft()
            read(Setting<AlertDraft>.all, from: reader, into: \.draft)
            attempt { decoder throws(InputError) in
                guard reader.keys.contains("when") else { throw reader.missing("when") }
                guard !decoder.draft.when.isEmpty else { return }
                let alert = try decoder.draft.settings(reader)
                let line = reader.line(of: "when") ?? 0
                if let first = decoder.ruleLines[alert.rule] {
                    throw reader.error("when", "duplicate rule; first defined on line \(first)")
                }
                decoder.ruleLines[alert.rule] = line
                decoder.loaded.configuration.alerts.append(alert)
                decoder.loaded.warnings += alert.scriptWarnings.map { argument, problem in
                    reader.error("command", problem, at: argument)
                }
                if !reader.keys.contains("format"), let problem = alert.formatWarning {
                    decoder.loaded.warnings.append(reader.error("webhook", problem))
                }
            }
        }
    }

    /// The alert that is being read.
    private var draft = AlertDraft()
    /// The line numbers of the rules read so far.
    private var ruleLines: [AlertRule: Int] = [:]

    private mutating func readSources(_ root: TOMLReader) throws(InputError) {
        let tables = try root.tables("source")
        guard tables.count <= LoadedConfiguration.sourceLimit else {
            throw root.error(
                "source",
                "too many sources: \(tables.count); the limit is \(LoadedConfiguration.sourceLimit)"
            )
        }
        loaded.sources = tables.count
        if !tables.isEmpty { loaded.configuration.sources = [] }
        for table in tables {
            let reader = table.named("[[source]]")
            pending = SourceSettings(from: "", interval: loaded.configuration.polling.interval)
            let errorCount = errors.count
            read(Setting<SourceSettings>.all, from: reader, into: \.pending)
            let hasErrors = errors.count > errorCount
            attempt { decoder throws(InputError) in
                guard reader.keys.contains("from") else { throw reader.missing("from") }
                var source = decoder.pending
                guard !source.from.isEmpty, !hasErrors else { return }
                try source.checkAppStoreConnect(reader)
                try source.checkAppfigures(reader)
                // Different names can map to the same URL.
                let address = (try? SourceName.address(source.from))?.absoluteString ?? source.from
                if let first = decoder.sourceLines[address] {
                    throw reader.error("from", "duplicate source; first defined on line \(first)")
                }
                decoder.sourceLines[address] = reader.line(of: "from") ?? 0
                decoder.loaded.configuration.sources.append(source)
            }
        }
    }

    private mutating func readWatchlist(_ root: TOMLReader) throws(InputError) {
        for table in try root.tables("watchlist") {
            let reader = table.named("[[watchlist]]")
            entry = WatchlistDraft()
            let errorCount = errors.count
            read(Setting<WatchlistDraft>.all, from: reader, into: \.entry)
            let hasErrors = errors.count > errorCount
            attempt { decoder throws(InputError) in
                guard !hasErrors else { return }
                let entry = try decoder.entry.entry(reader)
                try decoder.loaded.configuration.add(entry, milestones: decoder.entry.milestones, reader)
            }
        }
        loaded.configuration.watchlistLine = root.line(of: "watchlist")
    }

    /// The entry of the watchlist that is being read.
    private var entry = WatchlistDraft()

    /// The source that is being read.
    private var pending = SourceSettings(from: "")

    private mutating func read<Target>(
        _ settings: [Setting<Target>],
        from reader: TOMLReader,
        into target: WritableKeyPath<Self, Target>
    ) {
        for key in reader.orderedKeys {
            loaded.settings += 1
            attempt { decoder throws(InputError) in
                guard let setting = settings.first(where: { $0.key == key }) else {
                    if let renamed = settings.first(where: { $0.formerNames.contains(key) }) {
                        throw reader.renamed(key, to: renamed.key)
                    }
                    throw reader.unknownKey(key, known: settings.map { ($0.key, $0.synonyms) })
                }
                // Check all settings here, because a path with U+0000, for example, would be cut off when it is opened.
                try reader.rejectControlCharacters(key, allowsLines: setting.allowsLines)
                try setting.read(reader, decoder.location, &decoder[keyPath: target])
            }
        }
    }

    mutating func add(_ setting: KeySetting) {
        loaded.settings += 1
        loaded.configuration.keys.append(setting)
    }

    mutating func attempt(_ step: (inout Self) throws(InputError) -> Void) {
        do throws(InputError) { try step(&self) } catch { errors.append(error) }
    }

    private static func unknownTable(_ name: String, in root: TOMLReader) -> InputError {
        if let renamed = SettingsTable.all.first(where: { $0.formerNames.contains(name) }) {
            return root.error(nil, "[\(name)] was renamed to [\(renamed.name)]", atNameOf: name)
        }
        let known = SettingsTable.all.map(\.name) + ["keys", "source", "alert"]
        guard (try? root.optionalTable(name)) != nil else {
            return root.unknownKey(name, known: known.map { ($0, []) })
        }
        func label(_ table: String) -> String { ["source", "alert"].contains(table) ? "[[\(table)]]" : "[\(table)]" }
        let near = Suggestion.suggestions(for: name, among: known).map(label)
        let hint =
            near.isEmpty
            ? "valid tables: \(known.map(label).joined(separator: ", "))" : Suggestion.question(naming: near)
        return root.error(nil, "unknown table [\(name)]; \(hint)", atNameOf: name)
    }
}
