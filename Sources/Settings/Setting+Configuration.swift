import Input
import Market
import TOML

/// A table in the config file, with its settings.
struct SettingsTable: Sendable {
    let name: String
    /// This table's names in earlier versions.
    var formerNames: [String] = []
    let settings: [Setting<Configuration>]
}

extension SettingsTable {
    /// All tables except `[keys]`, `[[source]]` and `[[alert]]`.
    static let all: [SettingsTable] = [
        SettingsTable(name: "archive", settings: archive),
        SettingsTable(name: "store", settings: store),
        SettingsTable(name: "replicate", settings: replicate),
        SettingsTable(name: "polling", settings: polling),
        SettingsTable(name: "watchlist", formerNames: ["watch"], settings: watchlist),
        SettingsTable(name: "display", formerNames: ["look"], settings: display),
    ]

    private static let archive: [Setting<Configuration>] = [
        Setting(
            "path",
            "\"\"",
            "Archive file. Empty for $XDG_DATA_HOME/launchtop/history.sqlite.",
            synonyms: ["file", "archive", "location"],
            field: \.archive
        ) { reader, key, location throws(InputError) in
            try reader.optionalText(key).flatMap { text throws(InputError) in
                guard text.isEmpty || !text.allSatisfy(\.isWhitespace) else {
                    throw reader.error(key, "path is blank; use a file path, or \"\" for the default")
                }
                if EngineAddress.isAddress(text) { return text }
                return text.isEmpty ? nil : location.path(text)
            }
        },
        Setting(
            "keep",
            "\"forever\"",
            "How long to keep history, in h, d or w, such as 400d.",
            synonyms: ["retention", "days", "forget"],
            isReloaded: true,
            field: \.keep
        ) { reader, key, _ throws(InputError) in
            try reader.value(key, SettingText.keeping, "a duration such as 400d, or \"forever\"")
        },
    ]

    private static let store: [Setting<Configuration>] = [
        Setting(
            "memory",
            "\"1GiB\"",
            "Memory limit for rankings, in MB, GB, MiB or GiB. Older rankings are read from the archive when needed.",
            synonyms: ["ram", "cache"],
            field: \.memory
        ) { reader, key, _ throws(InputError) in
            try reader.value(key, SettingText.bytes, "a size in MB or GB of at least 1MB, such as 1GB")
        }
    ]

    private static let polling: [Setting<Configuration>] = [
        Setting(
            "interval",
            "\"15m\"",
            "How often to poll sources that don't set their own interval, from 10s to 7d.",
            synonyms: ["period", "cadence"],
            formerNames: ["every"],
            isReloaded: true,
            field: \.polling.interval
        ) { reader, key, _ throws(InputError) in
            try reader.value(key, PollingInterval.seconds, PollingInterval.expected)
        },
        Setting(
            "requests_per_minute",
            "20",
            "Maximum requests per minute per host, or \"unlimited\".",
            synonyms: ["rate", "rate_limit", "limit"],
            field: \.polling.requestsPerMinute
        ) { reader, key, _ throws(InputError) in
            if (try? reader.optionalText(key)) == "unlimited" { return nil }
            guard let count = reader.optionalInteger(key), (1...100_000).contains(count) else {
                throw reader.error(key, "expected a whole number from 1 to 100000, or \"unlimited\"")
            }
            return count
        },
        Setting(
            "connections",
            "2",
            "Maximum concurrent requests per host, from 1 to 64.",
            synonyms: ["concurrency", "parallel"],
            field: \.polling.connections
        ) { reader, key, _ throws(InputError) in
            guard let count = reader.optionalInteger(key), (1...64).contains(count) else {
                throw reader.error(key, "expected a whole number from 1 to 64")
            }
            return count
        },
    ]

    /// The maximum number of apps on the watchlist.
    static let watchlistLimit = 1000

    private static let watchlist: [Setting<Configuration>] = [
        Setting(
            "apps",
            "[]",
            "App ids on the watchlist, such as [1559935726]. Charts highlight them, and their ranks are logged; at most 1000.",
            "For names, or apps in both stores, use [[watchlist]] tables instead: name, appstore, googleplay.",
            synonyms: ["ids", "favorites"],
            isReloaded: true,
            field: \.watchlistApps
        ) { reader, key, _ throws(InputError) in
            var apps: [AppID] = []
            for (index, text) in try reader.textsOrIntegers(key).enumerated() {
                let app = try reader.parsed(text, key, at: index) { text throws(InvalidText) in
                    try AppID.parse(text)
                }
                guard apps.count < watchlistLimit else {
                    throw reader.error(key, "too many apps; the limit is \(watchlistLimit)", at: index)
                }
                if !apps.contains(app) { apps.append(app) }
            }
            return apps
        },
        Setting(
            "milestones",
            "[]",
            "Download milestones in addition to 10000, 50000, 100000 and so on, such as [2000, 33333]; at most 20.",
            synonyms: ["thresholds", "goals"],
            isReloaded: true,
            field: \.milestones
        ) { reader, key, _ throws(InputError) in
            try milestones(reader, key)
        },
    ]

    /// The maximum number of additional milestones.
    private static let milestoneLimit = 20

    /// Reads a list of download milestones.
    static func milestones(_ reader: TOMLReader, _ key: String) throws(InputError) -> [Int] {
        let numbers = try reader.integers(key)
        guard numbers.count <= milestoneLimit else {
            throw reader.error(key, "too many milestones: \(numbers.count); the limit is \(milestoneLimit)")
        }
        for (index, number) in numbers.enumerated() where !(1...1_000_000_000_000).contains(number) {
            throw reader.error(key, "invalid milestone \(number); expected 1 to 10¹²", at: index)
        }
        return Set(numbers).sorted()
    }
}
