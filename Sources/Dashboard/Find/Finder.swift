import History
import Market

/// A search for apps, launches, charts, storefronts, pages and commands by a few letters of their names.
///
/// App names are searched directly in the ledger, which takes a few milliseconds for a hundred thousand names. All
/// other items are prepared once per snapshot as ``entries``.
struct Finder: Sendable {
    /// The launches, charts, storefronts, pages and commands.
    let entries: [SearchEntry]
    let data: LedgerSnapshot
    let library: LedgerSnapshot
    /// The apps on the watchlist, and the names to show for them.
    let watched: [(app: AppID, name: String)]
    /// The instant as of which app names are looked up.
    let instant: Timestamp
    /// The storefront whose app names are preferred, if any.
    let storefront: Storefront?

    /// The maximum number of matches.
    static let limit = 100
    /// The minimum number of characters in a search for the beginning of an id.
    private static let minimumIDLength = 4

    private struct Match {
        var item: Picker.Item
        var score: Int
        /// The order of the item's kind among matches with the same score.
        var order: Int
    }

    /// Returns the items that match a text, best first. An app whose id equals the text comes first, followed by
    /// matches in order of their ``FuzzyPattern`` score. For equal scores, the order is apps on the watchlist,
    /// launches, other apps, storefronts, charts, pages and commands. Apps whose ids begin with the text come last.
    ///
    /// - Complexity: O(bytes of all names · bytes of the text).
    func matches(_ text: String) -> [Picker.Item] {
        let pattern = FuzzyPattern(text)
        let exact = AppID.candidates(for: text.filter { $0 != " " }).filter(isKnown).map { item(of: $0, matching: nil) }
        let scored = watchedMatches(pattern) + entryMatches(pattern) + appMatches(pattern)
        let ordered = scored.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            return (other.score, one.order, left.offset) < (one.score, other.order, right.offset)
        }
        var seen: Set<Picker.Choice> = []
        let all = exact + ordered.map(\.element.item) + idMatches(text)
        return Array(all.filter { seen.insert($0.choice).inserted }.prefix(Self.limit))
    }

    private func isKnown(_ app: AppID) -> Bool {
        data.registry.handle(of: app) != nil || library.registry.handle(of: app) != nil
            || watched.contains { $0.app == app }
    }

    private func watchedMatches(_ pattern: FuzzyPattern) -> [Match] {
        watched.compactMap { app, name in
            if let score = pattern.score(FuzzyText(name)) {
                return Match(item: item(of: app, matching: nil), score: score, order: 0)
            }
            return data.registry.name(of: app, matching: pattern).flatMap { other in
                pattern.score(FuzzyText(other)).map {
                    Match(item: item(of: app, matching: pattern), score: $0, order: 0)
                }
            }
        }
    }

    private func entryMatches(_ pattern: FuzzyPattern) -> [Match] {
        entries.compactMap { entry in
            entry.score(pattern).map { Match(item: entry.item, score: $0, order: Self.order(of: entry.item)) }
        }
    }

    private static func order(of item: Picker.Item) -> Int {
        switch item.choice {
        case .launch: 1
        case .storefront: 3
        case .chartPage: 4
        default: 5
        }
    }

    private func appMatches(_ pattern: FuzzyPattern) -> [Match] {
        // Apps in the library are found by their launches.
        data.registry.apps(matching: pattern, limit: Self.limit).map { found in
            Match(item: item(of: found.app, matching: pattern), score: found.score, order: 2)
        }
    }

    private func idMatches(_ text: String) -> [Picker.Item] {
        guard text.count >= Self.minimumIDLength, text.allSatisfy(\.isASCII),
            text.allSatisfy(\.isNumber) || text.contains(".")
        else { return [] }
        return data.registry.apps(withIDPrefix: text, limit: Self.limit).map { item(of: $0, matching: nil) }
    }

    /// Returns the list item for an app. If the app's name doesn't match the pattern, the item also shows the name that
    /// does.
    func item(of app: AppID, matching pattern: FuzzyPattern?) -> Picker.Item {
        let known =
            data.registry.appName(of: app, in: storefront, asOf: instant)
            ?? library.registry.appName(of: app, in: nil, asOf: instant)
        // An app that was added to the watchlist by its id has the id as its name.
        let own = watched.first { $0.app == app && $0.name != app.text }?.name
        let name = own ?? known?.name ?? app.text
        var other: String?
        if let pattern, pattern.score(FuzzyText(name)) == nil {
            other = data.registry.name(of: app, matching: pattern)
        }
        let detail = other ?? known?.developer ?? (name == app.text ? "" : "id \(app.text)")
        return Picker.Item(choice: .app(app), label: name, detail: detail, kind: "app")
    }
}
