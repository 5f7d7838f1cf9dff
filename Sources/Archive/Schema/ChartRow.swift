import GRDB
import Market

/// Functions that convert charts to and from rows of the `chart` table.
enum ChartRow {
    static let selection = "SELECT number, store, storefront, kind, genre, edition"
    static let query = "\(selection) FROM chart ORDER BY number"

    /// Returns the chart of a row; `nil` if it has a value written by a newer version.
    static func chart(_ row: Row) throws -> Chart? {
        guard let store = Store(rawValue: try row.value("store")),
            let storefront = Storefront(stored: try row.value("storefront", as: String.self)),
            let kind = ChartKind(try row.value("kind", as: String.self)),
            let edition = ChartEdition(rawValue: try row.value("edition"))
        else { return nil }
        let genre: String = try row.value("genre")
        return Chart(
            store: store,
            storefront: storefront,
            kind: kind,
            genre: genre.isEmpty ? nil : Genre(stored: genre),
            edition: edition
        )
    }

    static func arguments(_ chart: Chart) -> StatementArguments {
        [
            chart.store.rawValue, chart.storefront.code, chart.kind.slug, chart.genre?.id ?? "",
            chart.edition.rawValue,
        ]
    }
}
