import Market

/// A table of the file with its settings.
struct SettingsTable: Sendable {
    let name: String
    let settings: [Setting<Configuration>]
}

extension SettingsTable {
    /// All of the file but its `[[source]]` tables.
    static let all: [SettingsTable] = [
        SettingsTable(name: "archive", settings: archive),
        SettingsTable(name: "store", settings: store),
        SettingsTable(name: "polling", settings: polling),
        SettingsTable(name: "watch", settings: watch),
        SettingsTable(name: "look", settings: display),
    ]

    private static let archive: [Setting<Configuration>] = [
        Setting(
            "path",
            "\"\"",
            "Where history is kept. Empty: $XDG_DATA_HOME/launchtop/history.sqlite.",
            synonyms: ["file", "archive", "location"],
            field: \.archive
        ) { reader, key, location throws(IngestError) in
            try reader.optionalText(key).flatMap { text throws(IngestError) in
                guard text.isEmpty || !text.allSatisfy(\.isWhitespace) else {
                    throw reader.fault(key, "is only spaces; write the path of a file, or nothing for the default")
                }
                return text.isEmpty ? nil : location.path(text)
            }
        },
        Setting(
            "keep",
            "\"forever\"",
            "How long history is kept: h, d or w, such as 400d.",
            synonyms: ["retention", "days", "forget"],
            field: \.keep
        ) { reader, key, _ throws(IngestError) in
            try reader.value(key, SettingText.keeping, "a length of time such as 400d, or forever")
        },
    ]

    private static let store: [Setting<Configuration>] = [
        Setting(
            "memory",
            "\"1GiB\"",
            "Most memory for rankings: MB, GB, MiB or GiB. What is older is read from the archive when asked for.",
            synonyms: ["ram", "cache"],
            field: \.memory
        ) { reader, key, _ throws(IngestError) in
            try reader.value(key, SettingText.bytes, "an amount such as 1GB, at least 1MB")
        }
    ]

    private static let polling: [Setting<Configuration>] = [
        Setting(
            "every",
            "\"15m\"",
            "How often a source is polled that does not say so itself, from 10s to 7d.",
            synonyms: ["interval", "period", "cadence"],
            field: \.polling.every
        ) { reader, key, _ throws(IngestError) in
            try reader.value(key, SettingText.interval, "a length of time from 10s to 7d, such as 15m")
        },
        Setting(
            "requests_per_minute",
            "20",
            "Most requests to one host in a minute, or \"unlimited\".",
            synonyms: ["rate", "rate_limit", "limit"],
            field: \.polling.requestsPerMinute
        ) { reader, key, _ throws(IngestError) in
            if (try? reader.optionalText(key)) == "unlimited" { return nil }
            guard let count = reader.optionalInteger(key), (1...100_000).contains(count) else {
                throw reader.fault(key, "is not a whole number from 1 to 100000, nor \"unlimited\"")
            }
            return count
        },
        Setting(
            "connections",
            "2",
            "Most requests to one host at a time, from 1 to 64.",
            synonyms: ["concurrency", "parallel"],
            field: \.polling.connections
        ) { reader, key, _ throws(IngestError) in
            guard let count = reader.optionalInteger(key), (1...64).contains(count) else {
                throw reader.fault(key, "is not a whole number from 1 to 64")
            }
            return count
        },
    ]

    private static let watch: [Setting<Configuration>] = [
        Setting(
            "apps",
            "[]",
            "Apps to mark on the Charts page and to log the ranks of, by their ids; at most 1000.",
            synonyms: ["ids", "favorites"],
            field: \.watchlistApps
        ) { reader, key, _ throws(IngestError) in
            var apps: [AppID] = []
            for (index, text) in try reader.texts(key).enumerated() {
                let app = try reader.parsed(text, key, at: index) { text throws(InvalidText) in
                    try AppID.parse(text)
                }
                guard apps.count < 1000 else { throw reader.fault(key, "has more than 1000 apps", at: index) }
                if !apps.contains(app) { apps.append(app) }
            }
            return apps
        },
        Setting(
            "milestones",
            "[]",
            "Downloads that are milestones beside 10000, 50000, 100000 and so on, such as [2000, 33333]; at most 20.",
            synonyms: ["thresholds", "goals"],
            field: \.milestones
        ) { reader, key, _ throws(IngestError) in
            let numbers = try reader.integers(key)
            guard numbers.count <= 20 else { throw reader.fault(key, "has \(numbers.count) numbers; 20 is the most") }
            for (index, number) in numbers.enumerated() where !(1...1_000_000_000_000).contains(number) {
                throw reader.fault(key, "\(number) is not from 1 to 10¹²", at: index)
            }
            return Set(numbers).sorted()
        },
    ]
}
