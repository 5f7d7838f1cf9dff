public import Foundation
public import Input
public import Market

/// Functions that map source names such as `appstore:us/top-free` to Apple's feeds: to the current feed (v2) for the
/// charts that it has, and to the legacy feed for all other charts.
///
/// Each name maps to one URL and one chart. The v2 feed excludes games and the legacy feed includes them, so their
/// charts have different editions and never share a time series.
public enum AppStoreFeed {
    /// Maximum number of sources from one combination of options.
    public static let sourceLimit = 10_000

    static let prefix = "appstore:"

    /// The App Store charts that have a feed.
    public static let kinds: [ChartKind] = AppleFeedURL.collections.values.sorted().compactMap { ChartKind($0) }

    /// Returns the URL for a source name.
    ///
    /// - Parameter name: A name such as `appstore:us/top-free`, `appstore:us/top-grossing/6014` or
    ///   `appstore:japan/top-free/photo-and-video`.
    public static func address(of name: String) throws(InputError) -> URL {
        let parts = name.dropFirst(prefix.count).split(separator: "/", omittingEmptySubsequences: false).map(
            String.init
        )
        guard parts.count == 2 || parts.count == 3 else {
            throw InputError(name, "invalid App Store source; use appstore:us/top-free or appstore:us/top-free/6014")
        }
        return try address(
            storefront: storefront(parts[0], of: name),
            kind: kind(parts[1], of: name),
            genre: parts.count == 3 ? genre(parts[2], of: name) : nil
        )
    }

    /// Returns the chart that a source provides, or `nil` if the source isn't one of Apple's feeds.
    public static func chart(of source: SourceName) -> Chart? {
        guard case .web(let url) = source, name(of: url) != nil else { return nil }
        return try? AppleFeedURL.chart(of: url.absoluteString)
    }

    /// Returns the source name for a URL, or `nil` if no name maps to it.
    static func name(of url: URL) -> String? {
        guard url.host == "rss.marketingtools.apple.com" || url.host == "itunes.apple.com",
            let chart = try? AppleFeedURL.chart(of: url.absoluteString)
        else { return nil }
        let genre = chart.genre.map { "/\($0.id)" } ?? ""
        let name = "\(prefix)\(chart.storefront.code)/\(chart.kind.slug)\(genre)"
        // For some charts of the legacy feed, the name maps to the current feed instead.
        return (try? address(of: name)) == url ? name : nil
    }

    /// Returns a source for every combination of storefront, chart and genre, without duplicates.
    ///
    /// Each string may be a comma-separated list. Defaults: the United States, Top Free, the whole store. The
    /// storefront `all` means all storefronts.
    ///
    /// - Throws: An error if a value is invalid, or if there are more combinations than ``sourceLimit``.
    public static func sources(
        storefronts: [String],
        charts: [String],
        genres: [String]
    ) throws(InputError) -> [SourceName] {
        var fronts: [Storefront] = []
        for word in values(of: storefronts, else: "us") {
            fronts += word.lowercased() == "all" ? Storefront.all : [try storefront(word, of: "--storefront")]
        }
        var kinds: [ChartKind] = []
        for word in values(of: charts, else: "top-free") { kinds.append(try kind(word, of: "--chart")) }
        var parts: [Genre?] = []
        for word in values(of: genres, else: "all") { parts.append(try genre(word, of: "--genre")) }
        (fronts, kinds, parts) = (unique(fronts), unique(kinds), unique(parts))
        let count = fronts.count * kinds.count * parts.count
        guard count <= sourceLimit else {
            throw InputError(
                "--storefront, --chart, --genre",
                "\(count) combinations exceed the limit of \(sourceLimit) sources"
            )
        }
        var sources: [SourceName] = []
        for storefront in fronts {
            for kind in kinds {
                for genre in parts {
                    sources.append(.web(try address(storefront: storefront, kind: kind, genre: genre)))
                }
            }
        }
        return sources
    }

    /// Returns the chart defaults for files from the values of the command-line options.
    public static func defaults(
        storefront: String?,
        chart: String?,
        genre: String?,
        store: Store?
    ) throws(InputError) -> ChartDefaults {
        var defaults = ChartDefaults(store: store)
        // The store may only be known from the file itself; until then, storefronts and genres of any store are valid.
        if let storefront {
            guard storefront.lowercased() != "all" else {
                throw InputError("--storefront", "\"all\" is only allowed for polling; use one storefront, such as us")
            }
            defaults.storefront = try self.storefront(storefront, in: store ?? .googlePlay, of: "--storefront")
        }
        if let chart { defaults.kind = try kind(chart, of: "--chart") }
        if let genre {
            do throws(InvalidText) {
                defaults.genre = try GenreText(genre)
                if let store { _ = try Genre.parse(genre, in: store) }
            } catch {
                throw InputError("--genre", error.problem)
            }
        }
        return defaults
    }

    /// Returns the URL of a chart.
    private static func address(storefront: Storefront, kind: ChartKind, genre: Genre?) throws(InputError) -> URL {
        let code = storefront.code
        if genre == nil, kind == .topFree || kind == .topPaid {
            return try url("https://rss.marketingtools.apple.com/api/v2/\(code)/apps/\(kind.slug)/100/apps.json")
        }
        guard let collection = AppleFeedURL.collections.first(where: { $0.value == kind.slug })?.key else {
            throw InputError(kind.slug, "no App Store feed for this chart")
        }
        let part = genre.map { "/genre=\($0.id)" } ?? ""
        return try url("https://itunes.apple.com/\(code)/rss/\(collection)/limit=100\(part)/json")
    }

    private static func url(_ text: String) throws(InputError) -> URL {
        guard let url = URL(string: text) else { throw InputError(text, "invalid URL") }
        return url
    }
}

extension AppStoreFeed {
    /// Parses a storefront.
    ///
    /// - Parameter origin: The name of the option or source, used in errors.
    static func storefront(
        _ text: String,
        in store: Store = .appStore,
        of origin: String
    ) throws(InputError) -> Storefront {
        do throws(InvalidText) {
            return try Storefront.parse(text, in: store)
        } catch {
            throw InputError(origin, error.problem)
        }
    }

    /// Parses the name of an App Store chart such as `top-free`, "Top Free" or the legacy feed's `topfreeapplications`.
    package static func kind(_ text: String, of origin: String) throws(InputError) -> ChartKind {
        let folded = FoldedText.folded(text)
        let slug = AppleFeedURL.collections[folded] ?? text.lowercased()
        if let kind = kinds.first(where: { $0.slug == slug || FoldedText.folded($0.slug) == folded }) { return kind }
        let hint = Suggestion.hint(for: String(text.prefix(40)), among: kinds.map(\.slug))
        throw InputError(origin, "unknown App Store chart \"\(text.prefix(40))\"; \(hint)")
    }

    /// Parses a genre. Returns `nil` for the whole store.
    static func genre(_ text: String, of origin: String) throws(InputError) -> Genre? {
        do throws(InvalidText) {
            return try Genre.parse(text, in: .appStore)
        } catch {
            throw InputError(origin, error.problem)
        }
    }

    private static func values(of texts: [String], else fallback: String) -> [String] {
        let values = texts.flatMap { $0.split(separator: ",") }
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        return values.isEmpty ? [fallback] : values
    }

    private static func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
        var found: Set<Element> = []
        return elements.filter { found.insert($0).inserted }
    }
}
