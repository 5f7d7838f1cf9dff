import Foundation
import Market

/// Google Play Console's monthly installs by day, overall or by country. Described in `docs/formats/play-installs.md`.
enum PlayInstalls {
    /// Who counts.
    static let source = "Google Play Console"
    /// What is read: people who installed the app for the first time on any of their devices, and not devices.
    static let metric = "Daily User Installs"

    /// Whether the header is one of Play Console's statistics.
    static func looksLike(_ start: TableStart) -> Bool {
        start.has("date") && start.has("package name") && !start.has("rank")
    }

    /// - Throws: where the file is another of Play Console's, or no row can be used.
    static func decode(_ document: Document) throws(IngestError) -> Decoded {
        var table = try CSVTable(document)
        try check(table.header, origin: document.origin)
        let columns = Columns(table.header)
        var counts = CountsByDay()
        table.forEachRow { row throws(RowError) in
            counts.add(try columns.count(in: row), line: row.record.line)
        }
        guard !counts.list.isEmpty else { throw table.nothingFound }
        return Decoded(counts: counts.list, warnings: table.warnings.list)
    }

    /// What a column of numbers ends with. Any other is what the rows are broken down by.
    private static let countEndings = ["installs", "uninstalls", "upgrades", "events"]

    private static func check(_ header: CSVHeader, origin: String) throws(IngestError) {
        let counts = header.names.filter { name in countEndings.contains { name.hasSuffix($0) } }
        guard !counts.isEmpty else {
            throw IngestError(
                origin,
                at: header.place,
                "this is a Play Console report without installs, which isn't read; import the files of stats/installs"
            )
        }
        let breakdown = header.names.first { name in
            !["date", "package name", "country", ""].contains(name) && !counts.contains(name)
        }
        if let breakdown {
            throw IngestError(
                origin,
                at: header.place,
                "these are installs by \"\(UntrustedText.words(breakdown, limit: 40))\", which don't add up to an app's; "
                    + "import the overview or the country file (installs_PACKAGE_YYYYMM_overview.csv)"
            )
        }
        guard header.names.contains(metric.lowercased()) else {
            throw IngestError(
                origin,
                at: header.place,
                "the header has no column \(metric); installs are counted by users and never by devices"
            )
        }
    }

    /// What the columns of a row mean.
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
                        guard !text.isEmpty else { throw InvalidText("the country is empty") }
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
