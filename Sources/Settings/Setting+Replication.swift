import Input
import Market
import TOML

extension SettingsTable {
    /// The settings in `[replicate]`.
    static let replicate: [Setting<Configuration>] = [
        Setting(
            "address",
            "\"\"",
            "ClickHouse database to which record copies the archive, such as clickhouse://user@host:8123/launchtop.",
            synonyms: ["to", "url", "engine", "server", "clickhouse"],
            isReloaded: true,
            field: \.replication.address
        ) { reader, key, _ throws(InputError) in
            guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
            do throws(InvalidText) {
                return try EngineAddress.parse(text)
            } catch {
                // The text may contain a password, so the error doesn't quote it.
                throw reader.error(key, error.problem)
            }
        },
        Setting(
            "password",
            "\"\"",
            "Where to find the password: \"env:NAME\", or \"file:PATH\" for a file with mode 600.",
            synonyms: ["secret", "authorization", "key"],
            isReloaded: true,
            field: \.replication.password
        ) { reader, key, location throws(InputError) in
            guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
            guard let password = SettingText.authorization(text, in: location) else {
                throw reader.error(
                    key,
                    "expected the location of the password, \"env:NAME\" or \"file:PATH\", not the password itself"
                )
            }
            return password
        },
    ]
}
