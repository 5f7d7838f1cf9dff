import Market

/// Functions that write the legacy feed with its quirks.
///
/// Every scalar is an object with a `label`, and every number is a string. `entry` is an array, but a single object if
/// there is one entry, and missing if there are none. `link` is an object or an array of two objects. An artist may
/// have no URL. A summary contains vertical tabs.
extension AppleFormat {
    static func legacy(_ snapshot: ChartSnapshot) -> String {
        let chart = snapshot.chart
        let part = chart.genre.map { "/genre=\($0.id)" } ?? ""
        let address =
            "https://itunes.apple.com/\(chart.storefront.code)/rss/\(collection(of: chart.kind))/limit=100\(part)/json"
        let entries = snapshot.entries.map { entry($0, in: chart) }
        let list: String? =
            switch entries.count {
            case 0: nil
            case 1: "\"entry\":\(entries[0])"
            default: "\"entry\":[\n\(entries.joined(separator: ",\n"))]"
            }
        let author = "{\"name\":\(label("iTunes Store")),\"uri\":\(label("http://www.apple.com/itunes/"))}"
        let links = [link("alternate", "https://itunes.apple.com/"), link("self", address)]
        let parts: [String?] = [
            "\"author\":\(author)", list, "\"updated\":\(label(stamp(snapshot.observedAt)))",
            "\"rights\":\(label("Copyright 2008 Apple Inc."))",
            "\"title\":\(label("iTunes Store: \(chart.kind.name) Applications"))",
            "\"icon\":\(label("http://itunes.apple.com/favicon.ico"))",
            "\"link\":[\(links.joined(separator: ","))]", "\"id\":\(label(address))",
        ]
        return "{\"feed\":{\(parts.compactMap { $0 }.joined(separator: ","))}}\n"
    }

    /// Returns the legacy feed's name for a chart.
    private static func collection(of kind: ChartKind) -> String {
        switch kind {
        case .topFree: "topfreeapplications"
        case .topPaid: "toppaidapplications"
        case .topGrossing: "topgrossingapplications"
        default: kind.slug
        }
    }

    private static func entry(_ entry: RankEntry, in chart: Chart) -> String {
        let (name, developer) = (entry.name ?? "", entry.developer ?? "")
        let number = entry.app.text.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF
        let page = "https://apps.apple.com/\(chart.storefront.code)/app/id\(entry.app.text)?uo=2"
        // Apple sends an array for about five apps in eight.
        let alternate = link("alternate", page)
        let links = number % 8 < 5 ? "[\(alternate),\(preview)]" : alternate
        let artist = number % 300 == 0 ? "" : ",\"attributes\":{\"href\":\(quoted("\(page)#developer"))}"
        let price = chart.kind == .topPaid ? ("$0.99", "0.99000") : ("Get", "0.00000")
        let parts = [
            "\"im:name\":\(label(name))",
            "\"im:image\":[\(["53", "75", "100"].map(image).joined(separator: ","))]",
            "\"summary\":\(label("\(name).\n\u{B}By \(developer)."))",
            "\"im:price\":\(label(price.0, ["amount": price.1, "currency": "USD"]))",
            "\"im:contentType\":{\"attributes\":{\"term\":\"Application\",\"label\":\"Application\"}}",
            "\"rights\":\(label("© \(developer)"))",
            "\"title\":\(label("\(name) - \(developer)"))",
            "\"link\":\(links)",
            "\"id\":\(label(page, ["im:id": entry.app.text, "im:bundleId": "invented.app\(entry.app.text)"]))",
            "\"im:artist\":{\"label\":\(quoted(developer))\(artist)}",
            "\"category\":{\"attributes\":{\"im:id\":\"6007\",\"term\":\"Productivity\",\"label\":\"Productivity\"}}",
            "\"im:releaseDate\":\(label("2026-01-15T00:00:00-07:00", ["label": "January 15, 2026"]))",
        ]
        return "{\(parts.joined(separator: ","))}"
    }

    private static func label(_ text: String, _ attributes: KeyValuePairs<String, String> = [:]) -> String {
        let pairs = attributes.map { "\(quoted($0.key)):\(quoted($0.value))" }
        let rest = pairs.isEmpty ? "" : ",\"attributes\":{\(pairs.joined(separator: ","))}"
        return "{\"label\":\(quoted(text))\(rest)}"
    }

    private static func link(_ relation: String, _ address: String) -> String {
        "{\"attributes\":{\"rel\":\(quoted(relation)),\"type\":\"text/html\",\"href\":\(quoted(address))}}"
    }

    private static let preview =
        "{\"im:duration\":{\"label\":\"0\"},\"attributes\":{\"title\":\"Preview\",\"rel\":\"enclosure\","
        + "\"type\":\"image/jpeg\",\"href\":\"https://example.com/preview.jpg\",\"im:assetType\":\"preview\"}}"

    private static func image(_ height: String) -> String {
        label("https://example.com/\(height).png", ["height": height])
    }

    /// Returns an ISO 8601 time in UTC−7, which Apple uses all year.
    private static func stamp(_ instant: Timestamp) -> String {
        (instant - 7 * 3600).iso8601.prefix(19) + "-07:00"
    }
}
