import Market

/// A parser for the URLs of Apple's feeds. In a feed, the URL is the only description of the chart that isn't
/// localized.
enum AppleFeedURL {
    /// Returns the chart that a URL describes.
    ///
    /// - Returns: `nil` for a URL that doesn't describe a chart.
    /// - Throws: An error if the URL's storefront or genre doesn't exist in the App Store.
    static func chart(of address: String) throws(InvalidText) -> Chart? {
        let parts = address.prefix { $0 != "?" }.split(separator: "/").map { $0.lowercased() }
        if let version = parts.firstIndex(of: "v2") { return try flat(Array(parts[(version + 1)...]), isCurrent: true) }
        if let version = parts.firstIndex(of: "v1") {
            return try flat(Array(parts[(version + 1)...]), isCurrent: false)
        }
        guard let rss = parts.firstIndex(of: "rss"), rss > 0 else { return nil }
        return try legacy(parts[rss - 1], Array(parts[(rss + 1)...]))
    }

    /// Parses the path of a v2 feed such as `us/apps/top-free/100/apps.json`, or of a v1 feed such as
    /// `hk/ios-apps/top-grossing/all/10/explicit.json`.
    private static func flat(_ parts: [String], isCurrent: Bool) throws(InvalidText) -> Chart? {
        guard parts.count >= 5 else { return nil }
        let storefront = try Storefront.parse(parts[0])
        let media = parts[1]
        let isApps = media == "apps" || media == "ios-apps"
        let resource = parts[parts.count - 1].prefix { $0 != "." }
        // Charts of other media get a distinct name: "most-played-albums".
        guard let kind = ChartKind(isApps ? parts[2] : "\(parts[2])-\(isCurrent ? String(resource) : media)") else {
            return nil
        }
        let excludesGames = isCurrent && isApps
        return Chart(
            storefront: storefront,
            kind: kind,
            genre: isCurrent ? nil : try genre(parts[3], isOfApps: isApps),
            edition: excludesGames ? .withoutGames : .all
        )
    }

    /// Parses the path of a legacy feed such as `cn/rss/topfreeapplications/limit=150/genre=6014/json`, with limit and
    /// genre in any order.
    private static func legacy(_ storefront: String, _ parts: [String]) throws(InvalidText) -> Chart? {
        // URLs without a storefront have a host or part of an older path before "rss": `…woa/ws/rss/…`.
        guard storefront.utf8.count == 2, storefront != "ws", let collection = parts.first,
            let kind = ChartKind(collections[collection] ?? collection)
        else { return nil }
        var genre: Genre?
        for part in parts where part.hasPrefix("genre=") {
            genre = try Self.genre(String(part.dropFirst(6)), isOfApps: collections[collection] != nil)
        }
        return Chart(storefront: try Storefront.parse(storefront), kind: kind, genre: genre)
    }

    /// Returns the genre in a feed's URL.
    ///
    /// - Parameter isOfApps: Whether the chart ranks apps. If `false`, any numeric genre is accepted, because the
    ///   genres of music, books and films aren't known.
    private static func genre(_ text: String, isOfApps: Bool) throws(InvalidText) -> Genre? {
        if !isOfApps, text != "36", let genre = Genre(stored: text),
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        {
            return genre
        }
        return try Genre.parse(text, in: .appStore)
    }

    /// The slug of each chart, by its name in the legacy feed.
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
