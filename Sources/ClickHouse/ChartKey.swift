import Market

extension Chart {
    /// The text that identifies the chart in the engine: `appstore:us/top-free`, with `/` and a genre id, or with
    /// `,without-games`.
    var engineKey: String {
        let genre = genre.map { "/\($0.id)" } ?? ""
        let edition = edition == .all ? "" : ",\(edition.rawValue)"
        return "\(store.rawValue):\(storefront.code)/\(kind.slug)\(genre)\(edition)"
    }
}
