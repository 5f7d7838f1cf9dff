import Market

/// Which chart an address of Apple's feeds names. A feed says it nowhere else in a form that is not translated.
enum AppleAddress {
    /// - Returns: `nil` for an address that names no chart.
    /// - Throws: where the storefront or the genre in it isn't one of the App Store.
    static func chart(of address: String) throws(InvalidText) -> Chart? {
        let words = address.prefix { $0 != "?" }.split(separator: "/").map { $0.lowercased() }
        if let version = words.firstIndex(of: "v2") { return try flat(Array(words[(version + 1)...]), isCurrent: true) }
        if let version = words.firstIndex(of: "v1") {
            return try flat(Array(words[(version + 1)...]), isCurrent: false)
        }
        guard let rss = words.firstIndex(of: "rss"), rss > 0 else { return nil }
        return try legacy(words[rss - 1], Array(words[(rss + 1)...]))
    }

    /// v2 `us/apps/top-free/100/apps.json`, v1 `hk/ios-apps/top-grossing/all/10/explicit.json`.
    private static func flat(_ words: [String], isCurrent: Bool) throws(InvalidText) -> Chart? {
        guard words.count >= 5 else { return nil }
        let storefront = try Storefront.parse(words[0])
        let media = words[1]
        let isApps = media == "apps" || media == "ios-apps"
        let resource = words[words.count - 1].prefix { $0 != "." }
        // A chart of something else than apps keeps a name of its own: "most-played-albums".
        guard let kind = ChartKind(isApps ? words[2] : "\(words[2])-\(isCurrent ? String(resource) : media)") else {
            return nil
        }
        let leavesGamesOut = isCurrent && isApps
        return Chart(
            storefront: storefront,
            kind: kind,
            genre: isCurrent ? nil : try genre(words[3], isOfApps: isApps),
            edition: leavesGamesOut ? .withoutGames : .all
        )
    }

    /// `cn/rss/topfreeapplications/limit=150/genre=6014/json`; the order of limit and genre is free.
    private static func legacy(_ storefront: String, _ words: [String]) throws(InvalidText) -> Chart? {
        // Where there is no storefront, a host or a part of an older address stands before "rss": `…woa/ws/rss/…`.
        guard storefront.utf8.count == 2, storefront != "ws", let collection = words.first,
            let kind = ChartKind(collections[collection] ?? collection)
        else { return nil }
        var genre: Genre?
        for word in words where word.hasPrefix("genre=") {
            genre = try Self.genre(String(word.dropFirst(6)), isOfApps: collections[collection] != nil)
        }
        return Chart(storefront: try Storefront.parse(storefront), kind: kind, genre: genre)
    }

    /// - Parameter isOfApps: music, books and films have genres of their own, of which only the form is known.
    private static func genre(_ text: String, isOfApps: Bool) throws(InvalidText) -> Genre? {
        if !isOfApps, text != "36", let genre = Genre(stored: text),
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        {
            return genre
        }
        return try Genre.parse(text, in: .appStore)
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
