import Input
import Market
import TOML

extension Setting<WatchlistDraft> {
    /// The settings in a `[[watchlist]]` table.
    static let all: [Setting<WatchlistDraft>] = [
        Setting(
            "name",
            "\"\"",
            "Name to show until a chart provides one.",
            synonyms: ["title", "label"],
            field: \.name
        ) { reader, key, _ throws(InputError) in
            guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
            guard text.count <= nameLimit, !text.allSatisfy(\.isWhitespace) else {
                throw reader.error(key, "expected a name of at most \(nameLimit) characters")
            }
            return text
        },
        Setting(
            "app",
            "\"\"",
            "Id in either store, or the URL of a store page.",
            synonyms: ["id"],
            field: \.app
        ) { reader, key, _ throws(InputError) in try app(reader, key, in: nil) },
        Setting(
            "appstore",
            "\"\"",
            "Id in the App Store, such as 1559935726.",
            synonyms: ["ios", "apple", "app_store"],
            field: \.appStore
        ) { reader, key, _ throws(InputError) in try app(reader, key, in: .appStore) },
        Setting(
            "googleplay",
            "\"\"",
            "Package name on Google Play, such as com.example.mint.",
            synonyms: ["android", "google", "google_play", "package"],
            field: \.googlePlay
        ) { reader, key, _ throws(InputError) in try app(reader, key, in: .googlePlay) },
        Setting(
            "milestones",
            "[]",
            "Download milestones in addition to the default ones, for all apps.",
            synonyms: ["thresholds", "goals"],
            field: \.milestones
        ) { reader, key, _ throws(InputError) in try SettingsTable.milestones(reader, key) },
    ]

    private static let nameLimit = 200

    /// Reads an app id, which may be a number.
    private static func app(_ reader: TOMLReader, _ key: String, in store: Store?) throws(InputError) -> AppID? {
        if let number = reader.optionalInteger(key) {
            return try reader.parsed(String(number), key) { text throws(InvalidText) in
                try AppID.parse(text, in: store)
            }
        }
        guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
        return try reader.parsed(text, key) { text throws(InvalidText) in try AppID.parse(text, in: store) }
    }
}
