import Foundation
package import Market

/// A chart as a JSON object in alert files, messages to webhooks and the state file.
package struct ChartObject: Codable, Hashable {
    var store: String
    var storefront: String
    var kind: String
    /// The genre's id; `nil` for all genres.
    var genre: String?
    var edition: String

    package init(_ chart: Chart) {
        (store, storefront, kind) = (chart.store.rawValue, chart.storefront.code, chart.kind.slug)
        (genre, edition) = (chart.genre?.id, chart.edition.rawValue)
    }

    /// The chart; `nil` if a value isn't valid.
    package var value: Chart? {
        guard let store = Store(rawValue: store), let storefront = Storefront(stored: storefront),
            let kind = ChartKind(kind), let genre = Genre.parse(stored: genre ?? ""),
            let edition = ChartEdition(rawValue: edition)
        else { return nil }
        return Chart(store: store, storefront: storefront, kind: kind, genre: genre, edition: edition)
    }

    /// The object with all keys; the genre is `null` for all genres.
    var json: [String: Any] {
        [
            "store": store, "storefront": storefront, "kind": kind, "genre": genre.map { $0 as Any } ?? NSNull(),
            "edition": edition,
        ]
    }
}
