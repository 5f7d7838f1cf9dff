import Foundation
import Market

/// App Store Connect's web export of "App Units" by day. Described in `docs/formats/app-units-csv.md`.
///
/// It begins with lines `Name`, `Start Date` and `End Date`, and doesn't say which app's id it is.
enum AppUnitsCSV {
    /// Who counts. Not the analytics report's name: filters chosen on the page aren't in the file.
    static let source = "App Store Connect web"

    /// Most rows that are read: more days than any store is old.
    private static let rowLimit = 20_000

    static func looksLike(_ start: TableStart) -> Bool {
        let first = start.names.first
        let isNamed = first == "name" && start.records.contains { ["start date", "end date"].contains($0.names.first) }
        let hasUnits = start.records.contains { record in
            record.names.first == "date" && record.names.dropFirst().contains { Column.metric(of: $0) != nil }
        }
        return isNamed || first == "start date" || (hasUnits && (first == "name" || first == "date"))
    }

    /// - Parameter app: whose figures they are, as `--app` says; by default the id in the file's name.
    /// - Throws: where the app is unknown, where dates are ambiguous, or no row can be used.
    static func decode(_ document: Document, app: AppID?) throws(IngestError) -> Decoded {
        var table = try CSVTable(document, quoting: .whereClosed) { $0.names.first == "date" && $0.count > 1 }
        let app = if let app { app } else { try id(inNameOf: document.origin) }
        guard app.store == .appStore else {
            throw IngestError(document.origin, "\(app.text) isn't an App Store id; use the number with --app")
        }
        let columns = try Column.all(of: table)
        var rows: [(date: String, line: Int, values: [(column: Int, value: Int64)])] = []
        let date = table.header.column("Date")
        table.forEachRow { row throws(RowError) in
            guard rows.count < rowLimit else { throw RowError("more than \(rowLimit) days are not read") }
            let text = try row.text(date)
            guard AppUnitsDates.isDate(text) else {
                throw RowError("column Date: \"\(UntrustedText.words(text, limit: 40))\" isn't a date such as 3/31/26")
            }
            var values: [(column: Int, value: Int64)] = []
            for (index, column) in columns.enumerated() {
                values.append((index, try row.wholeNumber(column.place, in: Count.valueRange)))
            }
            rows.append((text, row.record.line, values))
            return nil
        }
        guard !rows.isEmpty else { throw table.nothingFound }
        let dates = AppUnitsDates(
            rows.map { ($0.date, $0.line) },
            start: table.value(of: "start date"),
            end: table.value(of: "end date")
        )
        let days: [Day]
        do throws(RowError) {
            days = try dates.days()
        } catch {
            throw IngestError(document.origin, at: "line \(rows[0].line)", error.problem)
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
                let seen = ReportedCount(Count(days: [day], value: value), of: counter, in: .appStore)
                if let note = counts.add(seen, line: row.line) { table.warn(row.line, note) }
            }
        }
        return Decoded(counts: counts.list, warnings: table.warnings.list)
    }

    /// The one id in a file's name: digits behind `id`, else the only run of 9 to 19 digits.
    private static func id(inNameOf origin: String) throws(IngestError) -> AppID {
        let name = Document.name(of: origin).lowercased()
        let words = name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let named = words.filter { $0.hasPrefix("id") && $0.dropFirst(2).allSatisfy(\.isNumber) && $0.count > 2 }
        let numbers = words.filter { (9...19).contains($0.count) && $0.allSatisfy(\.isNumber) }
        let found = Set(named.isEmpty ? numbers : named)
        if found.count == 1, let text = found.first, let app = try? AppID.parse(String(text), in: .appStore) {
            return app
        }
        throw IngestError(
            origin,
            "is App Store Connect's export of app units, which doesn't say the app's id; use --app ID, or put the id into "
                + "the file's name, such as id1700000001-units.csv"
        )
    }

    /// A column of counts.
    struct Column {
        let place: CSVHeader.Column
        let metric: Metric
        /// Empty for the whole world.
        let storefronts: [Storefront]

        /// The metric that a column of this name counts; `nil` for another one.
        static func metric(of name: String) -> Metric? {
            switch FoldedText.folded(name) {
            case "appunits", "firsttimedownload", "firsttimedownloads": .downloads
            case "redownload", "redownloads": .redownloads
            default: nil
            }
        }

        /// The columns that are read. Other metrics are left out with a warning that names them.
        static func all(of table: borrowing CSVTable) throws(IngestError) -> [Column] {
            let names = table.header.names.enumerated().dropFirst()
            let preamble = table.preamble.flatMap { CSVHeader($0).names }
            let isOfUnits =
                names.contains { metric(of: $1) != nil } || preamble.contains { metric(of: $0) == .downloads }
            var columns: [Column] = []
            for (index, name) in names {
                let place = CSVHeader.Column(name: name, index: index)
                if let metric = metric(of: name) {
                    columns.append(Column(place: place, metric: metric, storefronts: []))
                } else if let (metric, storefront) = part(name) {
                    columns.append(Column(place: place, metric: metric, storefronts: [storefront]))
                } else if isOfUnits, let storefront = try? Storefront.parse(name) {
                    columns.append(Column(place: place, metric: .downloads, storefronts: [storefront]))
                }
            }
            guard !columns.isEmpty else {
                let found = names.map { "\"\(UntrustedText.words($0.element, limit: 40))\"" }.prefix(5)
                throw IngestError(
                    table.origin,
                    at: table.header.place,
                    "has no column App Units, but \(found.joined(separator: ", ")); export the metric App Units"
                )
            }
            return columns
        }

        /// `App Units (Japan)`, `Japan App Units`, `Japan - App Units`: a metric of one storefront.
        private static func part(_ name: String) -> (Metric, Storefront)? {
            for word in ["app units", "first-time downloads", "redownloads"] {
                guard let range = name.range(of: word), let metric = metric(of: word) else { continue }
                let rest = name[..<range.lowerBound] + name[range.upperBound...]
                let place = rest.trimmingCharacters(in: .alphanumerics.inverted)
                return (try? Storefront.parse(place)).map { (metric, $0) }
            }
            return nil
        }
    }
}

extension CSVTable {
    /// The second field of the record before the header that begins with `name`.
    fileprivate func value(of name: String) -> String? {
        preamble.map { CSVHeader($0).names }.first { $0.first == name && $0.count > 1 }.map { $0[1] }
    }
}
