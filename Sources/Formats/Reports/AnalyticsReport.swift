import Foundation
import Input
import Market

/// App Store Connect's "App Downloads" analytics report, standard or detailed. See `docs/formats/analytics-report.md`.
enum AnalyticsReport: TextFormat {
    static let format = DocumentFormat("analytics")

    /// The publisher of the counts. It differs from the sales report's publisher, because the two reports count
    /// differently and must not be mixed.
    static let source = "App Store Connect analytics"
    static let columns = ["Date", "App Apple Identifier", "Download Type", "Territory", "Counts"]

    /// Returns `.distinctive` if the header has the column that all analytics reports have; otherwise `nil`.
    static func match(_ start: TableStart) -> FormatMatch? {
        start.has("app apple identifier") ? .distinctive : nil
    }

    /// Decodes a report.
    ///
    /// - Throws: An error if the document is a different analytics report, or no row is valid.
    static func decode(_ document: Document, _: SnapshotDecoder) throws(InputError) -> Decoded {
        var table = try CSVTable(document, usualSeparator: CSVDialect.tab, quoting: .lenient)
        try check(table.header, origin: document.origin)
        let columns = Columns(table.header)
        var sums = AnalyticsSums()
        table.forEachRow { row throws(RowError) in
            try columns.add(row, to: &sums)
            return nil
        }
        guard table.rowCount > 0, table.rowCount > table.skippedRowCount else { throw table.noRowsError }
        for (line, problem) in sums.unknownTypes { table.warn(line, problem) }
        let counts = sums.counts
        if counts.isEmpty {
            table.warnings.add(
                "no downloads in \(NumberFormat.count(table.rowCount, "row")), only updates and restores"
            )
        } else {
            if details.contains(where: table.header.names.contains) {
                table.warnings.add(
                    "detailed report: Apple omits small rows; use the standard report for complete totals"
                )
            }
            table.warnAboutIncompleteSums()
            table.warnIfTruncated(in: "Counts")
        }
        return Decoded(counts: counts, warnings: table.warnings.list)
    }

    /// Columns that only the detailed report has.
    private static let details = ["source info", "campaign", "page title"]

    private static func check(_ header: CSVHeader, origin: String) throws(InputError) {
        guard header.names.contains("download type") else {
            throw InputError(
                origin,
                line: header.line,
                at: header.dialect,
                "unsupported analytics report; only \"App Downloads\" is supported"
            )
        }
        try header.require(columns, origin: origin)
    }

    /// The columns that are read.
    private struct Columns {
        private let date, app, type, territory, counts: CSVHeader.Column

        init(_ header: CSVHeader) {
            date = header.column("Date")
            app = header.column("App Apple Identifier")
            type = header.column("Download Type")
            territory = header.column("Territory")
            counts = header.column("Counts")
        }

        func add(_ row: CSVRow, to sums: inout AnalyticsSums) throws(RowError) {
            let typeName = try row.text(type)
            let metric: Metric
            switch FoldedText.folded(typeName) {
            case "firsttimedownload", "firsttimedownloads": metric = .downloads
            case "redownload", "redownloads": metric = .redownloads
            case "autoupdate", "manualupdate", "update", "restore": return
            default: return sums.noteUnknown(type: typeName, line: row.record.line)
            }
            let key = AnalyticsSums.Key(
                app: try row.parse(app) { text throws(InvalidText) in try AppID.parse(text, in: .appStore) },
                metric: metric,
                storefront: try row.parse(territory) { text throws(InvalidText) in try Storefront.parse(text) },
                day: try row.read(date, as: "a day such as 2026-03-10") { Day(iso8601: $0) }
            )
            sums.add(try row.wholeNumber(counts, in: Count.valueRange), to: key)
        }
    }
}
