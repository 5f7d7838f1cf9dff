import Foundation
import Market

/// launchtop's own chart format: one placing a row. Described in `docs/formats/chart-csv.md`.
enum ChartCSV {
    static let columns = ["time", "store", "storefront", "chart", "genre", "rank", "app", "name", "developer"]

    /// How much the header has in common with ours.
    enum Likeness {
        /// It names every column.
        case whole
        /// It shares enough to be meant as ours.
        case part
    }

    /// - Returns: `nil` where it isn't our header.
    static func likeness(of start: TableStart) -> Likeness? {
        let shared = Set(start.names).intersection(columns).count
        return shared == columns.count ? .whole : shared >= 2 ? .part : nil
    }

    static func decode(_ document: Document) throws(IngestError) -> Decoded {
        var table = try CSVTable(document)
        try table.header.require(columns, origin: document.origin)
        var assembler = ChartAssembler(table.header)
        table.forEachRow(
            unreadable: { assembler.noteHole() },
            read: { row throws(RowError) in
                try assembler.add(row)
                return nil
            }
        )
        let charts = assembler.charts
        guard !charts.isEmpty else { throw table.nothingFound }
        return Decoded(charts: charts, warnings: table.warnings.list)
    }
}
