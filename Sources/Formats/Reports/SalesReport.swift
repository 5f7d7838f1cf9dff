import Foundation
import Input
import Market

/// App Store Connect's Sales and Trends summary, as tab-separated text. See `docs/formats/sales-report.md`.
enum SalesReport: TextFormat {
    static let format = DocumentFormat("sales")

    /// The publisher of the counts.
    static let source = "App Store Connect"
    static let columns = [
        "Product Type Identifier", "Units", "Begin Date", "End Date", "Country Code", "Apple Identifier",
    ]

    /// Returns `.distinctive` if a document begins like a sales report or like Apple's message about a missing report;
    /// otherwise `nil`.
    static func match(_ start: TableStart) -> FormatMatch? {
        let columnNames = Set(columns.map { $0.lowercased() })
        let isReport =
            AppleErrorResponse.matches(start.bytes) || start.names.first == "provider"
            || start.names.count { columnNames.contains($0) } >= 3
            || start.names.contains { $0.contains("apple identifier") } && AnalyticsReport.match(start) == nil
        return isReport ? .distinctive : nil
    }

    /// Decodes a report.
    ///
    /// - Throws: An error if the document is an error response from Apple, columns are missing, or no row is valid.
    static func decode(_ document: Document, _: SnapshotDecoder) throws(InputError) -> Decoded {
        if let response = AppleErrorResponse(text: document.body) {
            throw InputError(document.origin, response.problem)
        }
        var table = try CSVTable(document, usualSeparator: CSVDialect.tab, quoting: .lenient)
        try check(table)
        var columns = SalesTable(table.header)
        table.read(only: columns.columns)
        var sums = SalesSums()
        table.forEachRow { row throws(RowError) in
            sums.add(try columns.sale(in: row), line: row.record.line)
            return nil
        }
        guard table.rowCount > 0 else {
            throw InputError(
                document.origin,
                line: table.header.line,
                at: table.header.dialect,
                "no rows below the header; the day has no data, which does not mean zero"
            )
        }
        if table.rowCount == table.skippedRowCount, let first = table.warnings.first { throw first }
        for (line, problem) in sums.unknownTypes { table.warn(line, problem) }
        let counts = sums.counts(of: columns)
        if !counts.contains(where: { $0.counter.metric == .downloads }) {
            table.warnings.add("no first-time downloads in \(NumberFormat.count(table.rowCount, "row"))")
        }
        if !counts.isEmpty { table.warnAboutIncompleteSums() }
        return Decoded(counts: counts, warnings: table.warnings.list)
    }

    /// Checks that the table has all required columns.
    private static func check(_ table: CSVTable) throws(InputError) {
        let missing = table.header.missing(columns)
        guard !missing.isEmpty else { return }
        let names = table.header.names
        if names.contains("extended partner share") || names.contains("sales or return") {
            throw InputError(
                table.origin,
                line: table.header.line,
                at: table.header.dialect,
                "unsupported report: App Store Connect's financial report; export the Sales and Trends summary"
            )
        }
        let joined = names.first(where: ColumnNames.areJoined)
        let reason =
            joined.map { "; column \"\(UntrustedText.sanitized($0))\" suggests that tabs were replaced by spaces" }
            ?? ""
        throw InputError(
            table.origin,
            line: table.header.line,
            at: table.header.dialect,
            "\(CSVHeader.problem(missing: missing))\(reason)"
        )
    }
}

extension SalesReport {
    /// Apple's column names, used to detect headers whose tabs were replaced by spaces.
    private enum ColumnNames {
        private static let all: Set<String> = [
            "provider", "provider country", "sku", "developer", "title", "version", "product type identifier", "units",
            "developer proceeds", "begin date", "end date", "customer currency", "country code", "currency of proceeds",
            "apple identifier", "customer price", "promo code", "parent identifier", "subscription", "period",
            "category", "cmb", "device", "supported platforms", "proceeds reason", "preserved pricing", "client",
            "order type",
        ]
        /// Maximum number of words of a column name to examine.
        private static let wordLimit = 100

        /// Returns whether a name consists of two or more of Apple's column names, separated by spaces.
        static func areJoined(_ name: String) -> Bool {
            let words = name.split(separator: " ")
            guard words.count <= wordLimit else { return false }
            // For each word, the number of names that the rest can be split into; 0 if it can't.
            var counts = [Int](repeating: 0, count: words.count + 1)
            for start in words.indices.reversed() {
                for end in (start + 1)...min(words.count, start + 3) {
                    guard end == words.count || counts[end] > 0, all.contains(words[start..<end].joined(separator: " "))
                    else { continue }
                    counts[start] = max(counts[start], counts[end] + 1)
                }
            }
            return counts[0] > 1
        }
    }
}
