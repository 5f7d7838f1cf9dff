import Foundation
import Input
import Market

/// launchtop's CSV of daily downloads, with one count per row. See `docs/formats/downloads-csv.md`.
enum DownloadsCSV: TextFormat {
    static let format = DocumentFormat("downloads")

    static let columns = ["day", "app", "storefront", "downloads", "kind", "source"]

    /// Alternative names of the columns.
    private static let synonyms = [
        "day": ["date"], "app": ["app_id", "app id", "appid", "apple_id", "id", "package_name"],
        "storefront": ["country", "country_code", "territory"], "downloads": ["units"],
    ]

    /// Returns how well a table's header matches this format, or `nil` if it doesn't match.
    static func match(_ start: TableStart) -> FormatMatch? {
        guard start.has("downloads") || start.has("units"), let header = start.records.first else { return nil }
        let shared = columns.count { column($0, in: header).index != nil }
        return shared == columns.count ? .full : shared >= 2 ? .partial : nil
    }

    /// Returns the column with a name or one of its synonyms.
    private static func column(_ name: String, in header: CSVHeader) -> CSVHeader.Column {
        let all = ([name] + (synonyms[name] ?? [])).map(header.column)
        return all.first { $0.index != nil } ?? all[0]
    }

    /// Decodes a downloads CSV.
    ///
    /// - Throws: An error if a column is missing, or no row is valid.
    static func decode(_ document: Document, _ decoder: SnapshotDecoder) throws(InputError) -> Decoded {
        var table = try CSVTable(document)
        let assumed = [
            decoder.countKind.map { _ in "kind" }, decoder.countPublisher.map { _ in "source" },
            decoder.countStorefronts.map { _ in "storefront" }, decoder.app.map { _ in "app" },
        ]
        let required = columns.filter { !assumed.contains($0) }.map { column($0, in: table.header).name }
        let advice = advice(on: table.header.missing(required))
        try table.header.require(required, origin: document.origin, advice: advice)
        let columns = Columns(table.header, decoder)
        var counts = CountsByDay()
        table.forEachRow { row throws(RowError) in
            counts.add(try columns.count(in: row), line: row.record.line)
        }
        guard !counts.list.isEmpty else { throw table.noRowsError }
        return Decoded(counts: counts.list, warnings: table.warnings.list)
    }

    /// Returns the options that replace missing columns; `nil` if other columns are missing, too.
    private static func advice(on missing: [String]) -> String? {
        guard Set(missing).isSubset(of: ["kind", "source", "storefront", "app"]) else { return nil }
        let options = [
            missing.contains("app") ? "--app ID" : nil,
            missing.contains("storefront") ? "--storefront us" : nil, missing.contains("kind") ? "--kind exact" : nil,
            missing.contains("source") ? "--publisher NAME" : nil,
        ]
        let worldwide = missing.contains("storefront") ? "; for worldwide counts, use --storefront worldwide" : ""
        return "or use \(options.compactMap { $0 }.joined(separator: " "))\(worldwide)"
    }

    /// The columns that are read.
    private struct Columns {
        private let day, app, storefront, downloads, kind, source, store: CSVHeader.Column
        private let assumedKind: FigureKind?
        private let assumedPublisher: String?
        /// The storefronts to assume if there is no such column.
        private let assumedStorefronts: [Storefront]?
        /// The app to assume if there is no such column.
        private let assumedApp: AppID?

        init(_ header: CSVHeader, _ decoder: SnapshotDecoder) {
            (assumedKind, assumedPublisher) = (decoder.countKind, decoder.countPublisher)
            assumedStorefronts = decoder.countStorefronts
            assumedApp = decoder.app
            day = DownloadsCSV.column("day", in: header)
            app = DownloadsCSV.column("app", in: header)
            storefront = DownloadsCSV.column("storefront", in: header)
            downloads = DownloadsCSV.column("downloads", in: header)
            kind = header.column("kind")
            source = header.column("source")
            store = header.column("store")
        }

        func count(in row: CSVRow) throws(RowError) -> ReportedCount {
            let day = try row.read(day, as: "a day such as 2026-03-10") { Day(iso8601: $0) }
            let named = try row.read(store, as: "a store (appstore or googleplay)") { text -> Store?? in
                text.isEmpty ? .some(nil) : Store(anyName: text).map { .some($0) }
            }
            let app = try row.parse(self.app) { text throws(InvalidText) in
                if self.app.index == nil, let assumedApp { return assumedApp }
                return try AppID.parse(text, in: named)
            }
            let store = named ?? app.store
            let storefronts = try row.parse(storefront) { text throws(InvalidText) in
                if storefront.index == nil, let assumedStorefronts { return assumedStorefronts }
                return try Self.storefronts(text, in: store)
            }
            let value = try row.wholeNumber(downloads, in: Count.valueRange)
            let kind = try row.read(kind, as: "one of \(Self.kinds)") {
                $0.isEmpty ? assumedKind : FigureKind(rawValue: $0)
            }
            let written = try row.text(source).trimmingCharacters(in: .whitespaces)
            guard let source = written.isEmpty ? assumedPublisher : written else {
                throw RowError("column source: missing; name the publisher of the figure")
            }
            let scope = Scope(stores: [store], storefronts: storefronts)
            let counter = Counter(app: app, metric: .downloads, scope: scope, kind: kind, source: source)
            return ReportedCount(Count(days: [day], value: value), of: counter, in: store)
        }

        private static let kinds = FigureKind.allCases.map(\.rawValue).joined(separator: ", ")

        /// Parses storefronts joined by `+` and removes duplicates. Returns an empty array for empty text, which means
        /// worldwide.
        private static func storefronts(_ text: String, in store: Store) throws(InvalidText) -> [Storefront] {
            guard !text.isEmpty else { return [] }
            var storefronts: Set<Storefront> = []
            for code in text.split(separator: "+", omittingEmptySubsequences: false) {
                storefronts.insert(try Storefront.parse(String(code), in: store))
            }
            return storefronts.sorted()
        }
    }
}
