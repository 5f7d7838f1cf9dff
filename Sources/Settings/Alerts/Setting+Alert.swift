import Alerts
import Input
import Market
import TOML

extension Setting<AlertDraft> {
    /// The settings in an `[[alert]]` table.
    static let all: [Setting<AlertDraft>] = [
        Setting(
            "when",
            "\"rank <= 10 in us top-free\"",
            "The rule, such as enters top 100 of us top-free, leaves any top-free, moved > 20 in 24h,",
            "downloads >= 1M or source stale for 6h. See docs/alerts.md for the grammar.",
            synonyms: ["rule", "if", "condition", "on"],
            field: \.when
        ) { reader, key, _ throws(InputError) in try reader.text(key) },
        Setting(
            "app",
            "\"watchlist\"",
            "The apps that the rule applies to: an app id, watchlist or any.",
            synonyms: ["apps", "id"],
            field: \.apps
        ) { reader, key, _ throws(InputError) in
            if let number = reader.optionalInteger(key) {
                return try reader.parsed(String(number), key) { text throws(InvalidText) in try AlertApps(text) }
            }
            return try reader.value(key) { text throws(InvalidText) in try AlertApps(text) }
        },
        Setting(
            "message",
            "\"\"",
            "Custom text. Placeholders: {name} {app} {rank} {chart} {rule} {time} {title} {text}.",
            synonyms: ["text", "words"],
            formerNames: ["say"],
            allowsLines: true,
            field: \.message
        ) { reader, key, _ throws(InputError) in
            guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
            return try Self.template(text, AlertTemplate.Placeholder.allCases, key, reader)
        },
        Setting("bell", "true", "Ring the terminal bell.", field: \.bell) {
            reader,
            key,
            _ throws(InputError) in
            try reader.flag(key)
        },
        Setting(
            "notify",
            "false",
            "Send a desktop notification through the terminal (OSC 9 or 777).",
            synonyms: ["notification"],
            field: \.notify
        ) { reader, key, _ throws(InputError) in try reader.flag(key) },
        command,
        webhook,
        Setting(
            "format",
            "\"json\"",
            "The body that the webhook expects: json, slack, discord or ntfy.",
            synonyms: ["body", "payload", "service", "type"],
            field: \.format
        ) { reader, key, _ throws(InputError) in
            try reader.value(key) { text throws(InvalidText) in try WebhookFormat.parse(text) }
        },
    ]

    private static let command = Setting(
        "command",
        "[]",
        "Run a program with arguments, without a shell: [\"notify-send\", \"--\", \"{title}\", \"{text}\"].",
        synonyms: ["run", "exec", "program"],
        allowsLines: true,
        field: \.command
    ) { reader, key, _ throws(InputError) in
        var arguments: [AlertTemplate] = []
        for (index, text) in try reader.texts(key).enumerated() {
            guard index < AlertSettings.argumentLimit else {
                throw reader.error(
                    key,
                    "too many arguments; the limit is \(AlertSettings.argumentLimit)",
                    at: index
                )
            }
            guard index > 0 || (!text.isEmpty && !text.contains("{")) else {
                throw reader.error(
                    key,
                    "the first item must be the name or path of a program, without placeholders",
                    at: index
                )
            }
            arguments.append(try Self.template(text, AlertTemplate.Placeholder.allCases, key, reader, at: index))
        }
        return arguments
    }

    private static let webhook = Setting(
        "webhook",
        "\"\"",
        "Post to this URL: https://…, or \"env:NAME\" or \"file:PATH\" for its location.",
        synonyms: ["url", "post", "address", "hook"],
        field: \.webhook
    ) { reader, key, location throws(InputError) in
        guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
        // The text may be the secret itself, so errors don't repeat it.
        if text.hasPrefix("env:") || text.hasPrefix("file:") {
            guard let authorization = SettingText.authorization(text, in: location) else {
                throw reader.error(key, "invalid webhook reference; expected \"env:NAME\" or \"file:PATH\"")
            }
            return .elsewhere(authorization)
        }
        do throws(InputError) {
            _ = try WebhookAddress.validated(text, of: key)
        } catch {
            throw reader.error(key, error.problem)
        }
        return .address(Secret(text))
    }

    private static func template(
        _ text: String,
        _ placeholders: [AlertTemplate.Placeholder],
        _ key: String,
        _ reader: TOMLReader,
        at index: Int? = nil
    ) throws(InputError) -> AlertTemplate {
        guard text.count <= AlertSettings.lengthLimit else {
            throw reader.error(key, "text too long; the limit is \(AlertSettings.lengthLimit) characters", at: index)
        }
        do throws(AlertRuleError) {
            return try AlertTemplate(text, placeholders: placeholders)
        } catch {
            throw reader.error(key, error.description, at: index)
        }
    }
}
