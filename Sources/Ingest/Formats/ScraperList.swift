import Market

/// A list as `app-store-scraper` and `google-play-scraper` print it: described in `ScraperLists.md`.
enum ScraperList {
    static func looksLike(_ root: JSONValue) -> Bool {
        guard let first = root.elements.first(where: { _ in true }) else { return false }
        return first.member("appId") != nil || (first.member("id") != nil && first.member("title") != nil)
    }

    static func decode(
        _ root: JSONValue,
        of document: Document,
        names: ListNames
    ) throws(IngestError) -> Decoded {
        let names = names.filled(from: ListNames(origin: document.origin)).filled(from: told(by: root))
        var unknown: [String] = []
        if names.store == nil { unknown.append("store") }
        if names.storefront == nil { unknown.append("storefront") }
        if names.kind == nil { unknown.append("chart") }
        guard let store = names.store, let storefront = names.storefront, let kind = names.kind else {
            throw IngestError(
                document.origin,
                "is a list of apps that does not say of which \(unknown.joined(separator: " and ")); say it with "
                    + "--storefront and --chart, or name the file like us-top-free-2026-03-01.json"
            )
        }
        guard let observedAt = document.observedAt(stamp: nil) else {
            throw IngestError(document.origin, "says no time, and neither does its name")
        }
        var collector = EntryCollector(origin: document.origin, path: "list")
        for (index, entry) in root.elements.enumerated() {
            // The App Store's own number; Google's are package names.
            let key = store == .appStore ? entry.member("id") : entry.member("appId")
            guard let id = key?.textOrInteger else {
                collector.leaveOut(at: index, "has no \(store == .appStore ? "id" : "appId")")
                continue
            }
            let (title, developer) = (entry.member("title")?.text, entry.member("developer")?.text)
            collector.add(.init(id: id, name: title, developer: developer), at: index)
        }
        let chart = Chart(store: store, storefront: storefront, kind: kind, genre: names.genre)
        return try collector.decoded(chart: chart, observedAt: observedAt, feedUpdated: nil)
    }

    /// What the entries give away: their addresses name the store, Apple's also the storefront.
    private static func told(by root: JSONValue) -> ListNames {
        var names = ListNames()
        for entry in root.elements {
            guard let words = entry.member("url")?.text?.split(separator: "/"), words.count > 2 else { continue }
            switch words[1] {
            case "apps.apple.com", "itunes.apple.com":
                return ListNames(store: .appStore, storefront: Storefront(stored: String(words[2])))
            case "play.google.com": names.store = .googlePlay
            default: break
            }
        }
        return names
    }
}
