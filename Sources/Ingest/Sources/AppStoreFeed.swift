public import Foundation
public import Market

/// Apple's feeds by name: the current one (v2) for the charts it serves, the legacy one for the rest.
///
/// A name stands for one address and so for one chart: v2 leaves games out and the legacy feed keeps them in, which the
/// chart's edition tells apart, so the two never share a series.
public enum AppStoreFeed {
    /// Most feeds that one wish may stand for: all storefronts, and more charts and genres than anyone can poll.
    public static let sourceLimit = 10_000

    static let prefix = "appstore:"

    /// The charts of the App Store that have a feed, by our word for them.
    public static let kinds: [ChartKind] = AppleAddress.collections.values.sorted().compactMap { ChartKind($0) }

    /// - Parameter name: `appstore:us/top-free`, `appstore:us/top-grossing/6014`, or with names,
    ///   `appstore:japan/top-free/photo-and-video`.
    public static func address(of name: String) throws(IngestError) -> URL {
        let words = name.dropFirst(prefix.count).split(separator: "/", omittingEmptySubsequences: false).map(
            String.init
        )
        guard words.count == 2 || words.count == 3 else {
            throw IngestError(name, "a store feed is written appstore:us/top-free or appstore:us/top-free/6014")
        }
        return try address(
            storefront: storefront(words[0], of: name),
            kind: kind(words[1], of: name),
            genre: words.count == 3 ? genre(words[2], of: name) : nil
        )
    }

    /// The name that stands for an address; `nil` for one that no name stands for.
    static func name(of url: URL) -> String? {
        guard url.host == "rss.marketingtools.apple.com" || url.host == "itunes.apple.com",
            let chart = try? AppleAddress.chart(of: url.absoluteString)
        else { return nil }
        let genre = chart.genre.map { "/\($0.id)" } ?? ""
        let name = "\(prefix)\(chart.storefront.code)/\(chart.kind.slug)\(genre)"
        // The legacy feed has charts of its own for which the name means the current one.
        return (try? address(of: name)) == url ? name : nil
    }

    /// Every combination of what was asked for, in the order of asking and each once.
    ///
    /// Each text may hold several, parted by commas. Without a storefront: the United States; without a chart: top
    /// free; without a genre: the whole store. The storefront `all` is all of them.
    ///
    /// - Throws: a sentence that says which text names nothing, or that there are more than ``feedLimit``.
    public static func sources(
        storefronts: [String],
        charts: [String],
        genres: [String]
    ) throws(IngestError) -> [SourceName] {
        var fronts: [Storefront] = []
        for word in words(of: storefronts, else: "us") {
            fronts += word.lowercased() == "all" ? Storefront.all : [try storefront(word, of: "--storefront")]
        }
        var kinds: [ChartKind] = []
        for word in words(of: charts, else: "top-free") { kinds.append(try kind(word, of: "--chart")) }
        var parts: [Genre?] = []
        for word in words(of: genres, else: "all") { parts.append(try genre(word, of: "--genre")) }
        (fronts, kinds, parts) = (unique(fronts), unique(kinds), unique(parts))
        let count = fronts.count * kinds.count * parts.count
        guard count <= sourceLimit else {
            throw IngestError("--storefront, --chart, --genre", "ask for \(count) feeds; \(sourceLimit) is the most")
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

    /// What a list is whose chart was named beside it, the first of each; nothing of what was not named.
    public static func names(
        storefronts: [String],
        charts: [String],
        genres: [String],
        store: Store?
    ) throws(IngestError) -> ChartDefaults {
        var names = ChartDefaults(store: store)
        // Which store it is may only be known from a list itself; until then, any store's storefront and genre is one.
        if let word = storefronts.first {
            names.storefront = try storefront(word, in: store ?? .googlePlay, of: "--storefront")
        }
        if let word = charts.first { names.kind = try kind(word, of: "--chart") }
        if let word = genres.first {
            do throws(InvalidText) {
                names.genre = try GenreText(word)
                if let store { _ = try Genre.parse(word, in: store) }
            } catch {
                throw IngestError("--genre", error.problem)
            }
        }
        return names
    }

    /// The one address of a chart.
    private static func address(storefront: Storefront, kind: ChartKind, genre: Genre?) throws(IngestError) -> URL {
        let code = storefront.code
        if genre == nil, kind == .topFree || kind == .topPaid {
            return try url("https://rss.marketingtools.apple.com/api/v2/\(code)/apps/\(kind.slug)/100/apps.json")
        }
        guard let collection = AppleAddress.collections.first(where: { $0.value == kind.slug })?.key else {
            throw IngestError(kind.slug, "the App Store has no such feed")
        }
        let part = genre.map { "/genre=\($0.id)" } ?? ""
        return try url("https://itunes.apple.com/\(code)/rss/\(collection)/limit=100\(part)/json")
    }

    private static func url(_ text: String) throws(IngestError) -> URL {
        guard let url = URL(string: text) else { throw IngestError(text, "is not an address") }
        return url
    }
}

extension AppStoreFeed {
    /// - Parameter origin: what errors begin with.
    static func storefront(
        _ text: String,
        in store: Store = .appStore,
        of origin: String
    ) throws(IngestError) -> Storefront {
        do throws(InvalidText) {
            return try Storefront.parse(text, in: store)
        } catch {
            throw IngestError(origin, error.problem)
        }
    }

    /// Reads `top-free`, "Top Free" and the legacy feed's `topfreeapplications`.
    static func kind(_ text: String, of origin: String) throws(IngestError) -> ChartKind {
        let folded = FoldedText.folded(text)
        let slug = AppleAddress.collections[folded] ?? text.lowercased()
        if let kind = kinds.first(where: { $0.slug == slug || FoldedText.folded($0.slug) == folded }) { return kind }
        let hint = Suggestion.hint(for: String(text.prefix(40)), among: kinds.map(\.slug))
        throw IngestError(origin, "the App Store has no chart “\(text.prefix(40))”; \(hint)")
    }

    /// - Returns: `nil` for the whole store.
    static func genre(_ text: String, of origin: String) throws(IngestError) -> Genre? {
        do throws(InvalidText) {
            return try Genre.parse(text, in: .appStore)
        } catch {
            throw IngestError(origin, error.problem)
        }
    }

    private static func words(of texts: [String], else usual: String) -> [String] {
        let words = texts.flatMap { $0.split(separator: ",") }
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        return words.isEmpty ? [usual] : words
    }

    private static func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
        var seen: Set<Element> = []
        return elements.filter { seen.insert($0).inserted }
    }
}
