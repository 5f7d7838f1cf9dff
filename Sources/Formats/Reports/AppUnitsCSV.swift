import Foundation
import Input
import Market

/// App Store Connect's web export of "App Units" by day. See `docs/formats/app-units-csv.md`.
///
/// The file begins with the lines `Name`, `Start Date` and `End Date`, and doesn't contain the app's id.
enum AppUnitsCSV: TextFormat {
    static let format = DocumentFormat("units")

    static func decode(_ document: Document, _ options: SnapshotDecoder) throws(InputError) -> Decoded {
        try decode(document, app: options.app)
    }

    /// The publisher of the counts. It differs from the analytics report's publisher, because the file may be filtered
    /// without any indication.
    static let source = "App Store Connect web"

    /// Maximum number of rows, which exceeds the number of days that any store has existed.
    private static let rowLimit = 20_000

    static func match(_ start: TableStart) -> FormatMatch? {
        let first = start.names.first
        let isNamed = first == "name" && start.records.contains { ["start date", "end date"].contains($0.names.first) }
        let hasUnits = start.records.contains { record in
            record.names.first == "date" && record.names.dropFirst().contains { Column.metric(of: $0) != nil }
        }
        let isExport = isNamed || first == "start date" || (hasUnits && (first == "name" || first == "date"))
        return isExport ? .distinctive : nil
    }

    /// Decodes an export.
    ///
    /// - Parameter app: The app, from `--app` (default: the id in the file name).
    /// - Throws: An error if the app is unknown, dates are ambiguous, or no row is valid.
    static func decode(_ document: Document, app: AppID?) throws(InputError) -> Decoded {
        var table = try CSVTable(document, quoting: .lenient) { $0.names.first == "date" && $0.count > 1 }
        let app = if let app { app } else { try id(inFileName: document.origin) }
        guard app.store == .appStore else {
            throw InputError(document.origin, "invalid App Store id \(app.text); use the numeric id with --app")
        }
        let columns = try Column.all(of: table)
        var rows: [(date: String, line: Int, values: [(column: Int, value: Int64)])] = []
        let date = table.header.column("Date")
        table.forEachRow { row throws(RowError) in
            guard rows.count < rowLimit else { throw RowError("file exceeds the limit of \(rowLimit) days") }
            let text = try row.text(date)
            guard AppUnitsDates.isDate(text) else {
                let shown = UntrustedText.sanitized(text, limit: 40)
                throw RowError("column Date: invalid value \"\(shown)\"; expected a date such as 3/31/26")
            }
            var values: [(column: Int, value: Int64)] = []
            for (index, column) in columns.enumerated() {
                values.append((index, try row.wholeNumber(column.column, in: Count.valueRange)))
            }
            rows.append((text, row.record.line, values))
            return nil
        }
        guard !rows.isEmpty else { throw table.noRowsError }
        let dates = AppUnitsDates(
            rows.map { ($0.date, $0.line) },
            start: table.value(of: "start date"),
            end: table.value(of: "end date")
        )
        let days: [Day]
        do throws(RowError) {
            days = try dates.days()
        } catch {
            throw InputError(document.origin, line: rows[0].line, error.problem)
        }
        var counts = CountsByDay()
        for (day, row) in zip(days, rows) {
            for (index, value) in row.values {
                let counter = Counter(
                    app: app,
                    metric: columns[index].metric,
                    scope: Scope(stores: [.appStore], storefronts: columns[index].storefronts),
                    kind: .exact,
                    source: source
                )
                let count = ReportedCount(Count(days: [day], value: value), of: counter, in: .appStore)
                if let note = counts.add(count, line: row.line) { table.warn(row.line, note) }
            }
        }
        return Decoded(counts: counts.list, warnings: table.warnings.list)
    }

    /// Returns the id in a file name: digits after `id`, or the only run of 9 to 19 digits.
    private static func id(inFileName origin: String) throws(InputError) -> AppID {
        let name = Document.name(of: origin).lowercased()
        let parts = name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let named = parts.filter { $0.hasPrefix("id") && $0.dropFirst(2).allSatisfy(\.isNumber) && $0.count > 2 }
        let numbers = parts.filter { (9...19).contains($0.count) && $0.allSatisfy(\.isNumber) }
        let found = Set(named.isEmpty ? numbers : named)
        if found.count == 1, let text = found.first, let app = try? AppID.parse(String(text), in: .appStore) {
            return app
        }
        throw InputError(
            origin,
            "missing app id: App Store Connect's export of App Units doesn't contain it; use --app ID, or put the id in "
                + "the file name, such as id1700000001-units.csv"
        )
    }

    /// A column of counts.
    struct Column {
        let column: CSVHeader.Column
        let metric: Metric
        /// The storefronts; empty for worldwide counts.
        let storefronts: [Storefront]

        /// Returns the metric of a column, or `nil` if the column isn't read.
        static func metric(of name: String) -> Metric? {
            switch FoldedText.folded(name) {
            case "appunits", "firsttimedownload", "firsttimedownloads": .downloads
            case "redownload", "redownloads": .redownloads
            default: nil
            }
        }

        /// Returns the columns that are read. Columns of other metrics are skipped.
        static func all(of table: borrowing CSVTable) throws(InputError) -> [Column] {
            let names = table.header.names.enumerated().dropFirst()
            let preamble = table.preamble.flatMap { CSVHeader($0).names }
            let isOfUnits =
                names.contains { metric(of: $1) != nil } || preamble.contains { metric(of: $0) == .downloads }
            var columns: [Column] = []
            for (index, name) in names {
                let column = CSVHeader.Column(name: name, index: index)
                if let metric = metric(of: name) {
                    columns.append(Column(column: column, metric: metric, storefronts: []))
                } else if let (metric, storefront) = part(name) {
                    columns.append(Column(column: column, metric: metric, storefronts: [storefront]))
                } else if isOfUnits, let storefront = try? Storefront.parse(name) {
                    columns.append(Column(column: column, metric: .downloads, storefronts: [storefront]))
                }
            }
            guard !columns.isEmpty else {
                let found = names.map { "\"\(UntrustedText.sanitized($0.element, limit: 40))\"" }.prefix(5)
                throw InputError(
                    table.origin,
                    line: table.header.line,
                    at: table.header.dialect,
                    "missing column App Units (found \(found.joined(separator: ", "))); export the metric App Units"
                )
            }
            return columns
        }

        /// Returns the metric and storefront of a column such as `App Units (Japan)`, `Japan App Units` or
        /// `Japan - App Units`.
        private static func part(_ name: String) -> (Metric, Storefront)? {
            for title in ["app units", "first-time downloads", "redownloads"] {
                guard let range = name.range(of: title), let metric = metric(of: title) else { continue }
                let rest = name[..<range.lowerBound] + name[range.upperBound...]
                let country = rest.trimmingCharacters(in: .alphanumerics.inverted)
                return (try? Storefront.parse(country)).map { (metric, $0) }
            }
            return nil
        }
    }
}

extension CSVTable {
    /// Returns the value of a `name,value` line before the header.
    fileprivate func value(of name: String) -> String? {
        preamble.map { CSVHeader($0).names }.first { $0.first == name && $0.count > 1 }.map { $0[1] }
    }
}
