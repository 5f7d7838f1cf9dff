import Foundation
import Market

extension Setting<SourceSettings> {
    /// The settings of a `[[source]]`.
    static let all: [Setting<SourceSettings>] = [
        from,
        Setting(
            "every",
            "\"15m\"",
            "How often it is polled, from 10s to 7d; without it as [polling] says.",
            synonyms: ["interval", "period", "cadence"],
            field: \.every
        ) { reader, key, _ throws(IngestError) in
            try reader.value(key, SettingText.interval, "a length of time from 10s to 7d, such as 15m")
        },
        Setting(
            "mapping",
            "\"\"",
            "The mapping file by which its documents are read, where it is some collector's own JSON.",
            field: \.mapping
        ) { reader, key, location throws(IngestError) in
            try reader.optionalText(key).flatMap { $0.isEmpty ? nil : location.path($0) }
        },
        authorization,
        Setting(
            "storefront",
            "\"\"",
            "What lists that do not say where they are from are taken to be, such as us or japan.",
            synonyms: ["country"],
            field: \.storefront
        ) { reader, key, _ throws(IngestError) in
            guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
            // Of which store lists are is known from the lists; a country that isn't in it is an error then.
            return try reader.parsed(text, key) { text throws(InvalidText) in
                try Storefront.parse(text, in: .googlePlay)
            }
        },
        chart,
        Setting(
            "genre",
            "\"\"",
            "What part of the store lists that do not say it show, such as 6008 or photo-and-video.",
            synonyms: ["category"],
            field: \.genre
        ) { reader, key, _ throws(IngestError) in
            guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
            return try reader.parsed(text, key) { text throws(InvalidText) in try GenreText(text) }
        },
    ]

    private static let from = Setting(
        "from",
        "\"appstore:us/top-free\"",
        "A feed by name, an address, or a file or folder; what a SOURCE is on the command line.",
        synonyms: ["source", "url", "address", "path", "file", "folder", "name"],
        field: \.from
    ) { reader, key, location throws(IngestError) in
        let text = try reader.text(key)
        guard text != "-" else { throw reader.fault(key, "standard input can be named on the command line only") }
        let address: URL?
        do throws(IngestError) {
            address = try SourceName.address(text)
        } catch {
            throw reader.fault(key, error.problem)
        }
        guard let address else { return location.path(text) }
        guard address.password == nil else {
            throw reader.fault(key, "holds a password; say with “authorization” where the secret is")
        }
        return text
    }

    private static let authorization = Setting(
        "authorization",
        "\"\"",
        "Where the value of the Authorization header is: \"env:NAME\" or \"file:PATH\", a file with mode 600.",
        "Never the secret itself.",
        synonyms: ["token", "secret", "password", "key", "header", "auth"],
        field: \.authorization
    ) { reader, key, location throws(IngestError) in
        guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
        // What was written may be the secret: it is not repeated.
        guard let authorization = SettingText.authorization(text, in: location) else {
            throw reader.fault(key, "must say where the secret is, \"env:NAME\" or \"file:PATH\", and not what it is")
        }
        guard case .file(let path) = authorization else { return authorization }
        do throws(IngestError) {
            _ = try SmallFile.bytes(of: path, limit: Authorization.limit, isPrivate: true)
        } catch {
            throw reader.fault(key, error.description)
        }
        return authorization
    }

    private static let chart = Setting(
        "chart",
        "\"\"",
        "What lists that do not say which chart they are, are taken to be, such as top-free.",
        synonyms: ["kind", "list"],
        field: \.chart
    ) { reader, key, _ throws(IngestError) in
        guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
        if let known = try? AppStoreFeed.kind(text, of: "") { return known }
        // A chart that nobody has heard of is a chart; what is nearly one of ours is a slip.
        let hint = Suggestion.question(for: text, among: AppStoreFeed.kinds.map(\.slug))
        guard hint == nil, let kind = ChartKind(text) else {
            throw reader.fault(key, "“\(text)” is no chart; \(hint ?? "one is written like top-free")")
        }
        return kind
    }
}
