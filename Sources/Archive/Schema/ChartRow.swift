import GRDB
import Market

/// Functions that convert charts to and from rows of the `chart` table.
enum ChartRow {
    static let selection = "SELECT number, store, storefront, kind, genre, edition"
    static let query = "\(selection) FROM chart ORDER BY number"

    /// Returns the chart of a row; `nil` if it has a value written by a newer version.
    static func chart(_ row: Row) throws -> Chart? {
        Chart(
            storedStore: try row.value("store"),
            storefront: try row.value("storefront"),
            kind: try row.value("kind"),
            genre: try row.value("genre"),
            edition: try row.value("edition")
        )
    }

    static func arguments(_ chart: Chart) -> StatementArguments {
        [
            chart.store.rawValue, chart.storefront.code, chart.kind.slug, chart.genre?.id ?? "",
            chart.edition.rawValue,
        ]
    }
}
