import Market

/// Which chart an address of Apple's feeds names. A feed says it nowhere else in a form that is not translated.
enum AppleAddress {
    static func chart(of address: String) -> Chart? {
        let words = address.prefix { $0 != "?" }.split(separator: "/").map { $0.lowercased() }
        if let version = words.firstIndex(of: "v2") { return flat(Array(words[(version + 1)...]), isCurrent: true) }
        if let version = words.firstIndex(of: "v1") { return flat(Array(words[(version + 1)...]), isCurrent: false) }
        if let rss = words.firstIndex(of: "rss"), rss > 0 { return legacy(words[rss - 1], Array(words[(rss + 1)...])) }
        return nil
    }

    /// v2 `us/apps/top-free/100/apps.json`, v1 `hk/ios-apps/top-grossing/all/10/explicit.json`.
    private static func flat(_ words: [String], isCurrent: Bool) -> Chart? {
        guard words.count >= 5, let storefront = Storefront(stored: words[0]) else { return nil }
        let media = words[1]
        let isApps = media == "apps" || media == "ios-apps"
        let resource = words[words.count - 1].prefix { $0 != "." }
        // What is no app keeps a name of its own: "most-played-albums".
        guard let kind = ChartKind(isApps ? words[2] : "\(words[2])-\(isCurrent ? String(resource) : media)") else {
            return nil
        }
        var genre: Genre?
        if !isCurrent {
            guard let parsed = words[3] == "games" ? Genre(stored: "6014") : Genre.parse(stored: words[3]) else {
                return nil
            }
            genre = parsed
        }
        let leavesGamesOut = isCurrent && isApps
        return Chart(
            storefront: storefront,
            kind: kind,
            genre: genre,
            edition: leavesGamesOut ? .withoutGames : .all
        )
    }

    /// `cn/rss/topfreeapplications/limit=150/genre=6014/json`; the order of limit and genre is free.
    private static func legacy(_ storefront: String, _ words: [String]) -> Chart? {
        guard let storefront = Storefront(stored: storefront), let collection = words.first,
            let kind = ChartKind(collections[collection] ?? collection)
        else { return nil }
        var genre: Genre?
        for word in words where word.hasPrefix("genre=") {
            guard let parsed = Genre.parse(stored: String(word.dropFirst(6))) else { return nil }
            genre = parsed
        }
        return Chart(storefront: storefront, kind: kind, genre: genre)
    }

    /// The legacy feed's words for charts, and ours.
    static let collections: [String: String] = [
        "topfreeapplications": "top-free",
        "toppaidapplications": "top-paid",
        "topgrossingapplications": "top-grossing",
        "topfreeipadapplications": "top-free-ipad",
        "toppaidipadapplications": "top-paid-ipad",
        "topgrossingipadapplications": "top-grossing-ipad",
        "newapplications": "new",
        "newfreeapplications": "new-free",
        "newpaidapplications": "new-paid",
        "topmacapps": "top-mac",
        "topfreemacapps": "top-free-mac",
        "toppaidmacapps": "top-paid-mac",
        "topgrossingmacapps": "top-grossing-mac",
    ]
}
