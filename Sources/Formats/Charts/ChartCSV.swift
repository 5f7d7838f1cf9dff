import Foundation
import Input
import Market

/// launchtop's own chart CSV, with one entry per row. See `docs/formats/chart-csv.md`.
enum ChartCSV: TextFormat {
    static let format = DocumentFormat("csv")

    static let columns = ["time", "store", "storefront", "chart", "genre", "rank", "app", "name", "developer"]

    /// Returns how well a header matches, or `nil` if it doesn't.
    static func match(_ start: TableStart) -> FormatMatch? {
        let shared = Set(start.names).intersection(columns).count
        return shared == columns.count ? .full : shared >= 2 ? .partial : nil
    }

    static func decode(_ document: Document, _: SnapshotDecoder) throws(InputError) -> Decoded {
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
