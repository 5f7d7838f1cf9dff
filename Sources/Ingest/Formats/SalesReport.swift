import Foundation
import Market

/// App Store Connect's Sales Summary, as text between tabs. Described in `SalesReport.md`.
enum SalesReport {
    /// Who counts.
    static let source = "App Store Connect"
    static let columns = [
        "Product Type Identifier", "Units", "Begin Date", "End Date", "Country Code", "Apple Identifier",
    ]

    /// What Apple says in a report's place; each is lower case.
    private static let answers = [
        "there were no sales", "there is no report available", "report is not available", "no report is available",
        "your report is still being generated", "the report you requested is not available",
    ]

    /// Whether a body begins like a report, or like what Apple says when there is none.
    static func looksLike(_ start: some Sequence<UInt8>) -> Bool {
        let text = String(decoding: Array(start.prefix(512)), as: UTF8.self).lowercased()
        let line = text.prefix(while: { !$0.isNewline })
        return line.hasPrefix("provider\t") || (line.contains("\t") && line.contains("apple identifier"))
            || answers.contains { text.hasPrefix($0) }
    }

    /// - Throws: where it is Apple's word that there is no report, where columns are missing, or no row can be used.
    static func decode(_ document: Document) throws(IngestError) -> Decoded {
        if let answer = answer(document.body) {
            throw IngestError(
                document.origin,
                "is Apple's answer and no report: “\(answer)” Nothing is known of that day, which is not to say zero"
            )
        }
        var reader = CSVReader(document.body, separator: UInt8(ascii: "\t"), hasQuotes: false)
        guard let first = reader.next() else { throw IngestError(document.origin, "is empty") }
        let header = CSVHeader(first)
        try check(header, origin: document.origin)
        let table = SalesTable(header)
        var sums = SalesSums()
        var warnings = Warnings(origin: document.origin)
        var rows = 0
        while let record = reader.next() {
            rows += 1
            do throws(RowFault) {
                try sums.add(table.sale(in: CSVRow(record, header: header)), line: record.line)
            } catch {
                warnings.add(at: "line \(record.line)", "row left out: \(error.problem)")
            }
        }
        guard rows > 0 else {
            throw IngestError(document.origin, "has a header and no rows, from which no zero is read")
        }
        if rows == warnings.count, let first = warnings.first { throw first }
        for (place, problem) in sums.complaints { warnings.add(at: place, problem) }
        let counts = sums.counts
        if counts.isEmpty { warnings.add(at: nil, "has no first-time downloads in its \(rows) rows") }
        return Decoded(counts: counts, warnings: warnings.list)
    }

    private static func answer(_ body: Data) -> String? {
        let text = UntrustedText.words(String(decoding: body.prefix(4096), as: UTF8.self))
        let lower = text.lowercased()
        return answers.contains { lower.hasPrefix($0) } ? text : nil
    }

    /// All columns are there, each by itself.
    private static func check(_ header: CSVHeader, origin: String) throws(IngestError) {
        let missing = header.missing(columns)
        guard !missing.isEmpty else { return }
        let swallowed = header.names.first { name in missing.contains { name.contains($0.lowercased()) } }
        let reason =
            swallowed.map { "; one column is called “\(UntrustedText.words($0))”, so blanks may stand where tabs were" }
            ?? ""
        throw IngestError(
            origin,
            at: "line \(header.line)",
            "the header has no column \(missing.joined(separator: ", "))\(reason)"
        )
    }
}
