import Foundation
import Market

/// launchtop's own chart format: one placing a row. Described in `ChartCSV.md`.
enum ChartCSV {
    static let columns = ["time", "store", "storefront", "chart", "genre", "rank", "app", "name", "developer"]

    /// Whether a body begins with a line that shares enough with our header to be meant as one.
    static func looksLikeHeader(_ start: some Sequence<UInt8>) -> Bool {
        var reader = CSVReader(start)
        guard let record = reader.next() else { return false }
        return Set(CSVHeader(record).names).intersection(columns).count >= 2
    }

    static func decode(_ document: Document) throws(IngestError) -> Decoded {
        var reader = CSVReader(document.body)
        guard let first = reader.next() else { throw IngestError(document.origin, "is empty") }
        let header = CSVHeader(first)
        try header.require(columns, origin: document.origin)
        var assembler = ChartAssembler(header)
        var warnings = Warnings(origin: document.origin)
        while let record = reader.next() {
            do throws(RowFault) {
                try assembler.add(CSVRow(record, header: header))
            } catch {
                warnings.add(at: "line \(record.line)", "row left out: \(error.problem)")
            }
        }
        let charts = assembler.charts
        guard !charts.isEmpty else {
            throw warnings.first ?? IngestError(document.origin, "has a header and no rows")
        }
        return Decoded(charts: charts, warnings: warnings.list)
    }
}
