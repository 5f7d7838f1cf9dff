import Foundation
import Input
import Market

/// launchtop's own chart CSV, with one entry per row. See `docs/formats/chart-csv.md`.
enum ChartCSV {
    static let columns = ["time", "store", "storefront", "chart", "genre", "rank", "app", "name", "developer"]

    /// The degree to which a header matches a format's columns.
    enum HeaderMatch {
        /// All columns exist.
        case full
        /// Enough columns exist to assume that the format was intended.
        case partial
    }

    /// Returns how well a header matches, or `nil` if it doesn't.
    static func match(_ start: TableStart) -> HeaderMatch? {
        let shared = Set(start.names).intersection(columns).count
        return shared == columns.count ? .full : shared >= 2 ? .partial : nil
    }

    static func decode(_ document: Document) throws(InputError) -> Decoded {
        var table = try CSVTable(document)
        try table.header.require(columns, origin: document.origin)
        var assembler = ChartCSVAssembler(table.header)
        table.forEachRow(
            malformed: { assembler.noteMalformedRow() },
            read: { row throws(RowError) in
                try assembler.add(row)
                return nil
            }
        )
        let charts = assembler.charts
        guard !charts.isEmpty else { throw table.noRowsError }
        return Decoded(charts: charts, warnings: table.warnings.list)
    }
}
