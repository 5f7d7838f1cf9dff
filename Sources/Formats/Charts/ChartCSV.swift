import Foundation
import Input
import Market

/// launchtop's own chart CSV, with one entry per row. See `docs/formats/chart-csv.md`.
enum ChartCSV: TextFormat {
    static let format = DocumentFormat("csv")

    static let columns = ["time", "store", "storefront", "chart", "genre", "rank", "app", "name", "developer"]
    /// The columns that are required to read a chart.
    private static let required = ["time", "store", "storefront", "chart", "rank", "app"]

    /// Returns how well a table's header matches this format, or `nil` if it doesn't match.
    static func match(_ start: TableStart) -> FormatMatch? {
        let names = Set(start.names)
        if names.isSuperset(of: columns) { return .full }
        // If there is another column of ids, "app" contains names, and the table is a collector's.
        let ids = start.records.first.flatMap { ChartTableColumns(commonNamesIn: $0) }?.ids ?? []
        if names.isSuperset(of: required), ids.allSatisfy({ $0.name == "app" }) { return .full }
        return names.intersection(columns).count >= 2 ? .partial : nil
    }

    static func decode(_ document: Document, _: SnapshotDecoder) throws(InputError) -> Decoded {
        var table = try CSVTable(document)
        try table.header.require(required, origin: document.origin)
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
