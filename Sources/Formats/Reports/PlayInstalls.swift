import Foundation
import Input
import Market

/// Google Play Console's monthly file of daily installs, overall or by country. See `docs/formats/play-installs.md`.
enum PlayInstalls: TextFormat {
    static let format = DocumentFormat("installs")

    /// The publisher of the counts.
    static let source = "Google Play Console"
    /// The column that is read. It counts users who installed the app for the first time, not devices.
    static let metric = "Daily User Installs"

    /// Returns `.distinctive` if the header is that of a Play Console statistics file; otherwise `nil`.
    static func match(_ start: TableStart) -> FormatMatch? {
        start.has("date") && start.has("package name") && !start.has("rank") ? .distinctive : nil
    }

    /// Decodes a report.
    ///
    /// - Throws: An error if the document is a different Play Console report, or no row is valid.
    static func decode(_ document: Document, _: SnapshotDecoder) throws(InputError) -> Decoded {
        var table = try CSVTable(document)
        try check(table.header, origin: document.origin)
        let columns = Columns(table.header)
        var counts = CountsByDay()
        table.forEachRow { row throws(RowError) in
            counts.add(try columns.count(in: row), line: row.record.line)
        }
        guard !counts.list.isEmpty else { throw table.noRowsError }
        return Decoded(counts: counts.list, warnings: table.warnings.list)
    }

    /// Endings of the names of count columns. Any other column is a breakdown.
    private static let countEndings = ["installs", "uninstalls", "upgrades", "events"]

    private static func check(_ header: CSVHeader, origin: String) throws(InputError) {
        let counts = header.names.filter { name in countEndings.contains { name.hasSuffix($0) } }
        guard !counts.isEmpty else {
            throw InputError(
                origin,
                line: header.line,
                at: header.dialect,
                "this Play Console report has no installs; import the files in stats/installs"
            )
        }
        let breakdown = header.names.first { name in
            !["date", "package name", "country", ""].contains(name) && !counts.contains(name)
        }
        if let breakdown {
            throw InputError(
                origin,
                line: header.line,
                at: header.dialect,
                "unsupported breakdown by \"\(UntrustedText.sanitized(breakdown, limit: 40))\", which doesn't add up to totals; "
                    + "import the overview or country file (installs_PACKAGE_YYYYMM_overview.csv)"
            )
        }
        guard header.names.contains(metric.lowercased()) else {
            throw InputError(
                origin,
                line: header.line,
                at: header.dialect,
                "missing column \(metric); installs by device are not supported"
            )
        }
    }

    /// The columns that are read.
    private struct Columns {
        private let date, package, country, installs: CSVHeader.Column

        init(_ header: CSVHeader) {
            date = header.column("Date")
            package = header.column("Package name")
            country = header.column("Country")
            installs = header.column(PlayInstalls.metric)
        }

        func count(in row: CSVRow) throws(RowError) -> ReportedCount {
            let day = try row.read(date, as: "a day such as 2026-03-10") { Day(iso8601: $0) }
            let app = try row.parse(package) { text throws(InvalidText) in try AppID.parse(text, in: .googlePlay) }
            let storefronts: [Storefront] =
                country.index == nil
                ? []
                : [
                    try row.parse(country) { text throws(InvalidText) in
                        guard !text.isEmpty else { throw InvalidText("empty") }
                        return try Storefront.parse(text, in: .googlePlay)
                    }
                ]
            let counter = Counter(
                app: app,
                metric: .downloads,
                scope: Scope(stores: [.googlePlay], storefronts: storefronts),
                kind: .exact,
                source: PlayInstalls.source
            )
            let value = try row.wholeNumber(installs, in: Count.valueRange)
            return ReportedCount(Count(days: [day], value: value), of: counter, in: .googlePlay)
        }
    }
}
