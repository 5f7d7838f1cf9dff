import Foundation
import Market

/// A collector's table of ranks, whose columns are recognised by common names or named by a mapping. Described in
/// `docs/formats/chart-tables.md`.
enum ChartTable {
    /// Whether the header has columns for ranks and for ids under common names.
    static func looksLike(_ start: TableStart) -> Bool {
        guard let header = start.records.first else { return false }
        return ChartTableColumns(commonNamesIn: header) != nil
    }

    /// Reads a table by common names of columns. Which chart it is of, columns, `names` and the file's name say.
    ///
    /// - Throws: where store, storefront or chart stay unknown, or no row can be used.
    static func decode(_ document: Document, names: ChartDefaults) throws(IngestError) -> Decoded {
        let table = try CSVTable(document)
        guard let columns = ChartTableColumns(commonNamesIn: table.header) else {
            throw IngestError(document.origin, at: table.header.place, "the header has no columns for rank and app id")
        }
        let known = try Known(names, origin: document.origin)
        var unknown: [String] = []
        let isStoreFound = known.store != nil || columns.fields[.store] != nil || columns.tellsStore
        if !isStoreFound { unknown.append("store") }
        if known.storefront == nil, columns.fields[.storefront] == nil { unknown.append("storefront") }
        if known.kind == nil, columns.fields[.chart] == nil { unknown.append("chart") }
        guard unknown.isEmpty else {
            throw IngestError(
                document.origin,
                "is a table of apps that doesn't say of which \(unknown.joined(separator: " and ")); use --store, "
                    + "--storefront and --chart, or name the file like us-top-free-2026-03-01.csv"
            )
        }
        let placer = FieldChartResolver(document: document, known: known, columns: columns)
        var reading = ChartTableReader(table, columns: columns)
        return try reading.decoded { fields, store throws(RowError) in try placer.place(fields, store: store) }
    }

    /// Reads a table by the `[csv]` section of a mapping.
    ///
    /// - Throws: where a column isn't there, or no row can be used.
    static func decode(
        _ document: Document,
        mapping: Mapping,
        csv: Mapping.Columns,
        names: ChartDefaults,
        registry: NameRegistry?
    ) throws(IngestError) -> Decoded {
        let table = try CSVTable(document)
        let columns = try ChartTableColumns(csv, in: table.header, mapping: mapping, origin: document.origin)
        let fixed = try Known(names, origin: document.origin).fields.merging(mapping.fixed) { $1 }
        var reading = ChartTableReader(table, columns: columns)
        reading.registry = registry
        return try reading.decoded { fields, _ throws(RowError) in
            do throws(MappingError) {
                return try mapping.place(fixed.merging(fields) { $1 }, of: document)
            } catch {
                throw RowError(error.problem)
            }
        }
    }

    /// Finds the chart of rows whose fields are in the vocabulary's own words.
    private struct FieldChartResolver {
        let document: Document
        let known: Known
        let columns: ChartTableColumns

        func place(_ fields: [Mapping.Field: String], store: Store?) throws(RowError) -> MappedChart {
            func parse<Value>(
                _ field: Mapping.Field,
                _ parse: (String) throws(InvalidText) -> Value
            ) throws(RowError) -> Value? {
                guard let text = fields[field] else { return nil }
                do throws(InvalidText) {
                    return try parse(text)
                } catch {
                    throw RowError(column: columns.fields[field]?.name ?? field.rawValue, error)
                }
            }
            let named = try parse(.store) { text throws(InvalidText) in
                guard let store = Store(anyName: text) else {
                    throw InvalidText("unknown store \(InvalidText.quoted(text)); use appstore or googleplay")
                }
                return store
            }
            guard let store = named ?? known.store ?? store else { throw RowError("the store is unknown; use --store") }
            let storefront = try parse(.storefront) { text throws(InvalidText) in
                try Storefront.parse(text, in: store)
            }
            let kind = try parse(.chart) { text throws(InvalidText) in try ChartTable.kind(text) }
            let time = try parse(.date) { text throws(InvalidText) in
                guard let time = Timestamp(iso8601: text) ?? Day(iso8601: text)?.start else {
                    throw InvalidText(
                        "\(InvalidText.quoted(text)) isn't a date such as 2026-03-10 or 2026-03-10T12:00:00Z"
                    )
                }
                return time
            }
            guard let storefront = storefront ?? known.storefront else { throw RowError("the storefront is empty") }
            guard let kind = kind ?? known.kind else { throw RowError("the chart is empty") }
            guard let observedAt = document.observedAt(stamp: time) else { throw RowError("no date is given") }
            do throws(InvalidText) {
                let genre = try known.genre(in: store)
                let chart = Chart(store: store, storefront: storefront, kind: kind, genre: genre)
                return MappedChart(chart: chart, time: observedAt)
            } catch {
                throw RowError(error.problem)
            }
        }
    }

    /// Reads a chart as collectors call it: `top-free`, "Top Free", `topfreeapplications`, `TOP_FREE`, `free`.
    static func kind(_ text: String) throws(InvalidText) -> ChartKind {
        let folded = FoldedText.folded(text)
        if let slug = AppleAddress.collections[folded], let kind = ChartKind(slug) { return kind }
        for kind in [ChartKind.topFree, .topPaid, .topGrossing] {
            let word = FoldedText.folded(kind.slug)
            if [word, word + "apps", String(word.dropFirst(3)), "topselling" + word.dropFirst(3)].contains(folded) {
                return kind
            }
        }
        guard let kind = ChartKind(text) else {
            throw InvalidText("\(InvalidText.quoted(text)) isn't a chart such as top-free")
        }
        return kind
    }
}
