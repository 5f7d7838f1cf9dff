import Formats
import Foundation
import Input
import Market
import TOML

extension Setting<SourceSettings> {
    /// The settings in a `[[source]]` table.
    static let all: [Setting<SourceSettings>] = [
        from,
        Setting(
            "interval",
            "\"15m\"",
            "How often to poll the source, from 10s to 7d (default: the interval in [polling]).",
            synonyms: ["period", "cadence"],
            formerNames: ["every"],
            field: \.interval
        ) { reader, key, _ throws(InputError) in
            try reader.value(key, PollingInterval.seconds, PollingInterval.expected)
        },
        Setting(
            "mapping",
            "\"\"",
            "Mapping file for custom JSON or CSV.",
            field: \.mapping
        ) { reader, key, location throws(InputError) in
            try reader.optionalText(key).flatMap { $0.isEmpty ? nil : location.path($0) }
        },
        authorization,
        headers,
        appIDs,
        historyDays,
        vendorNumber,
        issuerID,
        keyID,
        privateKey,
        Setting(
            "storefront",
            "\"\"",
            "Storefront to assume for charts that don't name one, such as us or japan.",
            synonyms: ["country"],
            field: \.storefront
        ) { reader, key, _ throws(InputError) in
            guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
            // The store is only known when the charts are read. If it has no such storefront, reading them fails.
            return try reader.parsed(text, key) { text throws(InvalidText) in
                try Storefront.parse(text, in: .googlePlay)
            }
        },
        chart,
        Setting(
            "genre",
            "\"\"",
            "Genre to assume for charts that don't name one, such as 6008 or photo-and-video.",
            synonyms: ["category"],
            field: \.genre
        ) { reader, key, _ throws(InputError) in
            guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
            return try reader.parsed(text, key) { text throws(InvalidText) in try GenreText(text) }
        },
    ]

    private static let from = Setting(
        "from",
        "\"appstore:us/top-free\"",
        "App Store chart, App Store Connect, Appfigures, URL, file or folder; same as SOURCE on the command line.",
        synonyms: ["source", "url", "address", "path", "file", "folder", "name"],
        field: \.from
    ) { reader, key, location throws(InputError) in
        let text = try reader.text(key)
        guard text != "-" else {
            throw reader.error(key, "standard input can only be used on the command line")
        }
        let address: URL?
        do throws(InputError) {
            address = try SourceName.address(text)
        } catch {
            throw reader.error(key, error.problem)
        }
        guard let address else { return location.path(text) }
        guard address.password == nil else {
            throw reader.error(key, "URL contains a password; use \"authorization\" instead")
        }
        return text
    }

    private static let authorization = Setting(
        "authorization",
        "\"\"",
        "Where to find the value of the Authorization header: \"env:NAME\", or \"file:PATH\" for a file with mode 600.",
        "Don't put the secret itself here.",
        synonyms: ["token", "secret", "password", "header", "auth"],
        field: \.authorization
    ) { reader, key, location throws(InputError) in
        try secretLocation(reader, key, location)
    }

    /// Reads the location of a secret. If it's a file, the file must be private.
    static func secretLocation(
        _ reader: TOMLReader,
        _ key: String,
        _ location: SettingsLocation
    ) throws(InputError) -> Authorization? {
        guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
        // The text may be the secret itself, so errors don't repeat it.
        guard let authorization = SettingText.authorization(text, in: location) else {
            throw reader.error(
                key,
                "expected the location of the secret, \"env:NAME\" or \"file:PATH\", not the secret itself"
            )
        }
        guard case .file(let path) = authorization else { return authorization }
        do throws(InputError) {
            _ = try SmallFile.bytes(of: path, limit: Authorization.limit, isPrivate: true)
        } catch {
            throw reader.error(key, error.description)
        }
        return authorization
    }

    private static let chart = Setting(
        "chart",
        "\"\"",
        "Chart kind to assume for charts that don't name one, such as top-free.",
        synonyms: ["kind", "list"],
        field: \.chart
    ) { reader, key, _ throws(InputError) in
        guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
        if let known = try? AppStoreFeed.kind(text, of: "") { return known }
        // Unknown kinds are allowed, but not those that look like a misspelled known kind.
        let hint = Suggestion.question(for: text, among: AppStoreFeed.kinds.map(\.slug))
        guard hint == nil, let kind = ChartKind(text) else {
            throw reader.error(key, "invalid chart \"\(text)\"; \(hint ?? "use a name such as top-free")")
        }
        return kind
    }
}
