import Foundation
import Market

/// App Store Connect's analytics report "App Downloads", standard or detailed. Described in `docs/formats/analytics-report.md`.
enum AnalyticsReport {
    /// Who counts. Not the sales report's name: the two count differently and must not be mixed.
    static let source = "App Store Connect analytics"
    static let columns = ["Date", "App Apple Identifier", "Download Type", "Territory", "Counts"]

    /// Whether the header is one of the analytics reports; every one of them names the app this way.
    static func looksLike(_ start: TableStart) -> Bool { start.has("app apple identifier") }

    /// - Throws: where it is another analytics report, or no row can be used.
    static func decode(_ document: Document) throws(IngestError) -> Decoded {
        var table = try CSVTable(document, usual: CSVDialect.tab, quoting: .whereClosed)
        try check(table.header, origin: document.origin)
        let columns = Columns(table.header)
        var sums = AnalyticsSums()
        table.forEachRow { row throws(RowError) in
            try columns.add(row, to: &sums)
            return nil
        }
        guard table.rowCount > 0, table.rowCount > table.faultCount else { throw table.nothingFound }
        for (line, problem) in sums.unknownTypes { table.warn(line, problem) }
        let counts = sums.counts
        if counts.isEmpty {
            table.warnings.add(at: nil, "has no downloads in its \(table.rowCount) rows, only updates and restores")
        } else {
            if details.contains(where: table.header.names.contains) {
                table.warnings.add(
                    at: nil,
                    "is the detailed report, in which Apple leaves small rows out; the standard report's sums are complete"
                )
            }
            table.warnOfIncompleteSums()
            table.warnOfCut(in: "Counts")
        }
        return Decoded(counts: counts, warnings: table.warnings.list)
    }

    /// Columns that only the detailed report has.
    private static let details = ["source info", "campaign", "page title"]

    private static func check(_ header: CSVHeader, origin: String) throws(IngestError) {
        guard header.names.contains("download type") else {
            throw IngestError(
                origin,
                at: header.place,
                "this is another of App Store Connect's analytics reports; only \"App Downloads\" is read"
            )
        }
        try header.require(columns, origin: origin)
    }

    /// What the columns of a row mean.
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
            let word = try row.text(type)
            let metric: Metric
            switch FoldedText.folded(word) {
            case "firsttimedownload", "firsttimedownloads": metric = .downloads
            case "redownload", "redownloads": metric = .redownloads
            case "autoupdate", "manualupdate", "update", "restore": return
            default: return sums.noteUnknown(type: word, line: row.record.line)
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
