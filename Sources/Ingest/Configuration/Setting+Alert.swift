import Alerts
import Market

extension Setting<AlertDraft> {
    /// The settings of an `[[alert]]`.
    static let all: [Setting<AlertDraft>] = [
        Setting(
            "when",
            "\"rank <= 10 in us top-free\"",
            "What has to be so, such as enters top 100 of us top-free, leaves any top-free, moved > 20 in 24h,",
            "downloads >= 1M, source stale for 6h. The grammar is in docs/alerts.md.",
            synonyms: ["rule", "if", "condition", "on"],
            field: \.when
        ) { reader, key, _ throws(IngestError) in try reader.text(key) },
        Setting(
            "app",
            "\"watchlist\"",
            "Which apps it is about: an id, any, or watchlist for those of [watch].",
            synonyms: ["apps", "id"],
            field: \.apps
        ) { reader, key, _ throws(IngestError) in
            return try reader.value(key) { text throws(InvalidText) in try AlertApps(text) }
        },
        Setting(
            "say",
            "\"\"",
            "What it says in place of its own sentence; {name} {app} {rank} {chart} {rule} {time} {title} are filled in.",
            synonyms: ["text", "message", "words"],
            allowsLines: true,
            field: \.say
        ) { reader, key, _ throws(IngestError) in
            guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
            return try Self.words(text, AlertTemplate.Placeholder.allCases.filter { $0 != .text }, key, reader)
        },
        Setting("bell", "true", "Whether the terminal's bell rings.", field: \.bell) {
            reader,
            key,
            _ throws(IngestError) in
            try reader.flag(key)
        },
        Setting(
            "notify",
            "false",
            "Whether the terminal is asked for a notification of the desktop (OSC 9 or 777).",
            synonyms: ["notification"],
            field: \.notify
        ) { reader, key, _ throws(IngestError) in try reader.flag(key) },
        command,
        webhook,
    ]

    private static let command = Setting(
        "command",
        "[]",
        "A program and its arguments, such as [\"notify-send\", \"--\", \"{title}\", \"{text}\"]. No shell sees them.",
        synonyms: ["run", "exec", "program"],
        allowsLines: true,
        field: \.command
    ) { reader, key, _ throws(IngestError) in
        var words: [AlertTemplate] = []
        for (index, text) in try reader.texts(key).enumerated() {
            guard index < AlertSettings.argumentLimit else {
                throw reader.fault(key, "has more than \(AlertSettings.argumentLimit) arguments", at: index)
            }
            guard index > 0 || (!text.isEmpty && !text.contains("{")) else {
                throw reader.fault(key, "begins with the name or the path of a program, as it stands", at: index)
            }
            words.append(try Self.words(text, AlertTemplate.Placeholder.allCases, key, reader, at: index))
        }
        return words
    }

    private static let webhook = Setting(
        "webhook",
        "\"\"",
        "Where it is sent as JSON: an https:// address, or \"env:NAME\" or \"file:PATH\" where that address is.",
        synonyms: ["url", "post", "address", "hook"],
        field: \.webhook
    ) { reader, key, location throws(IngestError) in
        guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
        // What was written may be the secret: it is not repeated.
        if text.hasPrefix("env:") || text.hasPrefix("file:") {
            guard let elsewhere = SettingText.authorization(text, in: location) else {
                throw reader.fault(key, "must say where the address is, \"env:NAME\" or \"file:PATH\"")
            }
            return .elsewhere(elsewhere)
        }
        do throws(IngestError) {
            _ = try WebhookAddress.checked(text, of: key)
        } catch {
            throw reader.fault(key, error.problem)
        }
        return .address(Secret(text))
    }

    private static func words(
        _ text: String,
        _ places: [AlertTemplate.Placeholder],
        _ key: String,
        _ reader: TOMLReader,
        at index: Int? = nil
    ) throws(IngestError) -> AlertTemplate {
        guard text.count <= AlertSettings.lengthLimit else {
            throw reader.fault(key, "has more than \(AlertSettings.lengthLimit) characters", at: index)
        }
        do throws(AlertRuleError) {
            return try AlertTemplate(text, placeholders: places)
        } catch {
            throw reader.fault(key, error.description, at: index)
        }
    }
}
