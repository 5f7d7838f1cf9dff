import Alerts
import Foundation
import Market

/// Reads the tables of a configuration file and gathers all that is wrong with them.
struct ConfigurationDecoder: Sendable {
    private(set) var reading = LoadedConfiguration()
    /// In the order of the file.
    private(set) var errors: [IngestError] = []
    private let location: SettingsLocation
    private var addresses: [String: Int] = [:]

    init(location: SettingsLocation) { self.location = location }

    /// Reads a whole file; to be called once.
    mutating func read(_ root: TOMLReader) {
        let known = SettingsTable.all.map(\.name) + ["keys", "source", "alert"]
        let start = TOMLPositions.Position(line: 0, column: 0)
        // Sources take from [polling] what they do not say, wherever it stands.
        for isSource in [false, true] {
            for key in root.orderedKeys where (key == "source") == isSource {
                attempt { decoder throws(IngestError) in
                    if isSource { return try decoder.readSources(root) }
                    if key == "keys" { return try decoder.readKeys(root) }
                    if key == "alert" { return try decoder.readAlerts(root) }
                    guard let table = SettingsTable.all.first(where: { $0.name == key }) else {
                        throw Self.stranger(key, among: known.map { ($0, []) }, in: root)
                    }
                    guard let reader = try root.optionalTable(key)?.named("[\(key)]") else { return }
                    decoder.take(table.settings, from: reader, into: \.reading.configuration)
                }
            }
        }
        errors.sort { ($0.position ?? start) < ($1.position ?? start) }
    }

    private mutating func readAlerts(_ root: TOMLReader) throws(IngestError) {
        let tables = try root.tables("alert")
        guard tables.count <= AlertDraft.limit else {
            throw root.fault("alert", "there are \(tables.count); \(AlertDraft.limit) is the most")
        }
        for (index, table) in tables.enumerated() {
            let reader = table.named("[[alert]] \(index + 1)")
            draft = AlertDraft()
            take(Setting<AlertDraft>.all, from: reader, into: \.draft)
            attempt { decoder throws(IngestError) in
                guard reader.keys.contains("when") else { throw reader.fault(nil, "“when” is missing") }
                guard !decoder.draft.when.isEmpty else { return }
                let alert = try decoder.draft.settings(reader)
                if let first = decoder.rules[alert.rule] {
                    throw reader.fault("when", "is the same rule about the same apps as of [[alert]] \(first)")
                }
                decoder.rules[alert.rule] = index + 1
                decoder.reading.configuration.alerts.append(alert)
                decoder.reading.warnings += alert.scriptWarnings.map { argument, sentence in
                    reader.fault("command", sentence, at: argument)
                }
            }
        }
    }

    /// The alert that is being read, and in which tables rules were.
    private var draft = AlertDraft()
    private var rules: [AlertRule: Int] = [:]

    private mutating func readSources(_ root: TOMLReader) throws(IngestError) {
        let tables = try root.tables("source")
        guard tables.count <= LoadedConfiguration.sourceLimit else {
            throw root.fault("source", "there are \(tables.count); \(LoadedConfiguration.sourceLimit) is the most")
        }
        reading.sources = tables.count
        if !tables.isEmpty { reading.configuration.sources = [] }
        for (index, table) in tables.enumerated() {
            let reader = table.named("[[source]] \(index + 1)")
            pending = SourceSettings(from: "", every: reading.configuration.polling.every)
            take(Setting<SourceSettings>.all, from: reader, into: \.pending)
            attempt { decoder throws(IngestError) in
                guard reader.keys.contains("from") else { throw reader.fault(nil, "“from” is missing") }
                let source = decoder.pending
                guard !source.from.isEmpty else { return }
                // Two names may stand for one address.
                let address = (try? SourceName.address(source.from))?.absoluteString ?? source.from
                if let first = decoder.addresses[address] {
                    throw reader.fault("from", "is the same as of [[source]] \(first)")
                }
                decoder.addresses[address] = index + 1
                decoder.reading.configuration.sources.append(source)
            }
        }
    }

    /// The source that is being read.
    private var pending = SourceSettings(from: "")

    private mutating func take<Target>(
        _ settings: [Setting<Target>],
        from reader: TOMLReader,
        into target: WritableKeyPath<Self, Target>
    ) {
        for key in reader.orderedKeys {
            reading.settings += 1
            attempt { decoder throws(IngestError) in
                guard let setting = settings.first(where: { $0.key == key }) else {
                    throw Self.stranger(key, among: settings.map { ($0.key, $0.synonyms) }, in: reader)
                }
                // Here and nowhere else, for every setting: a path with U+0000 would be cut where it is opened.
                try reader.refuseControlCharacters(key, allowsLines: setting.allowsLines)
                try setting.take(reader, decoder.location, &decoder[keyPath: target])
            }
        }
    }

    mutating func take(_ setting: KeySetting) {
        reading.settings += 1
        reading.configuration.keys.append(setting)
    }

    mutating func attempt(_ step: (inout Self) throws(IngestError) -> Void) {
        do throws(IngestError) { try step(&self) } catch { errors.append(error) }
    }

    static func stranger(
        _ key: String,
        among known: [(key: String, synonyms: [String])],
        in reader: TOMLReader
    ) -> IngestError {
        let words = Set(Suggestion.suggestions(for: key, among: known.flatMap { [$0.key] + $0.synonyms }))
        let near = known.filter { words.contains($0.key) || !words.isDisjoint(with: $0.synonyms) }
            .map { "“\($0.key)”" }
        let hint =
            near.isEmpty
            ? "there is \(known.map(\.key).joined(separator: ", "))"
            : "did you mean \(near.joined(separator: " or "))?"
        return reader.fault(key, "means nothing here; \(hint)", isName: true)
    }
}

extension IngestError {
    /// The position with which the place begins, where it does.
    var position: TOMLPositions.Position? {
        let words = (location ?? "").split { $0 == "," || $0 == " " }
        guard words.count >= 4, words[0] == "line", words[2] == "column", let line = Int(words[1]),
            let column = Int(words[3])
        else { return nil }
        return TOMLPositions.Position(line: line, column: column)
    }
}
