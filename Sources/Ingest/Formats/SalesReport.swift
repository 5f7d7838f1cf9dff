import Foundation
import Market

/// App Store Connect's sales and trends summary, as text between tabs. Described in `docs/formats/sales-report.md`.
enum SalesReport {
    /// Who counts.
    static let source = "App Store Connect"
    static let columns = [
        "Product Type Identifier", "Units", "Begin Date", "End Date", "Country Code", "Apple Identifier",
    ]

    /// Whether a document begins like a report, or like what Apple says when there is none.
    static func looksLike(_ start: TableStart) -> Bool {
        if AppleErrorResponse.looksLike(start.bytes) { return true }
        let columnNames = Set(columns.map { $0.lowercased() })
        return start.names.first == "provider" || start.names.count { columnNames.contains($0) } >= 3
            || start.names.contains { $0.contains("apple identifier") } && !AnalyticsReport.looksLike(start)
    }

    /// - Throws: where it is Apple's word that there is no report, where columns are missing, or no row can be used.
    static func decode(_ document: Document) throws(IngestError) -> Decoded {
        if let answer = AppleErrorResponse(text: document.body) { throw IngestError(document.origin, answer.problem) }
        var table = try CSVTable(document, usual: CSVDialect.tab, quoting: .whereClosed)
        try check(table)
        let columns = SalesTable(table.header)
        var sums = SalesSums()
        table.forEachRow { row throws(RowError) in
            sums.add(try columns.sale(in: row), line: row.record.line)
            return nil
        }
        guard table.rowCount > 0 else {
            throw IngestError(
                document.origin,
                at: table.header.place,
                "the header has no rows below it; nothing is known of that day, which isn't zero"
            )
        }
        if table.rowCount == table.faultCount, let first = table.warnings.first { throw first }
        for (line, problem) in sums.unknownTypes { table.warn(line, problem) }
        let counts = sums.counts
        if counts.isEmpty {
            table.warnings.add(at: nil, "has no first-time downloads in its \(table.rowCount) rows")
        } else {
            table.warnOfIncompleteSums()
        }
        return Decoded(counts: counts, warnings: table.warnings.list)
    }

    /// All columns are there, each by itself.
    private static func check(_ table: CSVTable) throws(IngestError) {
        let missing = table.header.missing(columns)
        guard !missing.isEmpty else { return }
        let names = table.header.names
        if names.contains("extended partner share") || names.contains("sales or return") {
            throw IngestError(
                table.origin,
                at: table.header.place,
                "this is App Store Connect's financial report, which isn't read; export the sales and trends summary"
            )
        }
        let joined = names.first(where: ColumnNames.areJoined)
        let reason =
            joined.map { "; one column is called \"\(UntrustedText.words($0))\", so blanks may stand where tabs were" }
            ?? ""
        throw IngestError(
            table.origin,
            at: table.header.place,
            "the header has no column \(missing.joined(separator: ", "))\(reason)"
        )
    }
}

extension SalesReport {
    /// The names of Apple's columns, by which it's seen that tabs between them were lost.
    private enum ColumnNames {
        private static let all: Set<String> = [
            "provider", "provider country", "sku", "developer", "title", "version", "product type identifier", "units",
            "developer proceeds", "begin date", "end date", "customer currency", "country code", "currency of proceeds",
            "apple identifier", "customer price", "promo code", "parent identifier", "subscription", "period",
            "category", "cmb", "device", "supported platforms", "proceeds reason", "preserved pricing", "client",
            "order type",
        ]
        /// Longest header that is looked at, in words.
        private static let wordLimit = 100

        /// Whether a name is two or more of Apple's with blanks between them.
        static func areJoined(_ name: String) -> Bool {
            let words = name.split(separator: " ")
            guard words.count <= wordLimit else { return false }
            // From each word on: into how many names the rest can be divided; 0 where it can't.
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
