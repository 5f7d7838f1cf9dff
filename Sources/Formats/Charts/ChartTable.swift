import Foundation
import Input
import Market

/// A collector's table of ranks, with common column names or a mapping. See `docs/formats/chart-tables.md`.
enum ChartTable: TextFormat {
    static let format = DocumentFormat("table")

    static func decode(_ document: Document, _ options: SnapshotDecoder) throws(InputError) -> Decoded {
        try decode(document, defaults: options.defaults)
    }

    /// Returns `.distinctive` if the header has columns of ranks and app ids under common names; otherwise `nil`.
    static func match(_ start: TableStart) -> FormatMatch? {
        start.records.first.flatMap { ChartTableColumns(commonNamesIn: $0) }.map { _ in .distinctive }
    }

    /// Reads a table with common column names. The chart comes from columns, `defaults` and the file name.
    ///
    /// - Throws: An error if the store, storefront or chart is unknown, or no row is valid.
    static func decode(_ document: Document, defaults: ChartDefaults) throws(InputError) -> Decoded {
        let table = try CSVTable(document)
        guard let columns = ChartTableColumns(commonNamesIn: table.header) else {
            throw InputError(
                document.origin,
                line: table.header.line,
                at: table.header.dialect,
                "missing columns for rank and app id"
            )
        }
        let known = try KnownFields(defaults, origin: document.origin)
        var unknown: [String] = []
        let isStoreFound = known.store != nil || columns.fields[.store] != nil || columns.infersStore
        if !isStoreFound { unknown.append("store") }
        if known.storefront == nil, columns.fields[.storefront] == nil { unknown.append("storefront") }
        if known.kind == nil, columns.fields[.chart] == nil { unknown.append("chart") }
        guard unknown.isEmpty else {
            throw InputError(
                document.origin,
                "unknown \(TextList.and(unknown)) for this table of apps; use "
                    + "\(TextList.and(unknown.map { "--\($0)" })), or rename the file, for example to us-top-free-2026-03-01.csv"
            )
        }
        let resolver = FieldChartResolver(document: document, known: known, columns: columns)
        var reader = ChartTableReader(table, columns: columns)
        return try reader.decoded { fields, store throws(RowError) in try resolver.chart(for: fields, store: store) }
    }

    /// Reads a table using the `[csv]` section of a mapping.
    ///
    /// - Throws: An error if a column is missing, or no row is valid.
    static func decode(
        _ document: Document,
        mapping: Mapping,
        csv: Mapping.Columns,
        defaults: ChartDefaults,
        registry: NameRegistry?
    ) throws(InputError) -> Decoded {
        let table = try CSVTable(document)
        let columns = try ChartTableColumns(csv, in: table.header, mapping: mapping, origin: document.origin)
        let fixed = try KnownFields(defaults, origin: document.origin).fields.merging(mapping.fixed) { $1 }
        var reader = ChartTableReader(table, columns: columns)
        reader.registry = registry
        return try reader.decoded { fields, _ throws(RowError) in
            do throws(MappingError) {
                return try mapping.mappedChart(from: fixed.merging(fields) { $1 }, of: document)
            } catch {
                throw RowError(error.problem)
            }
        }
    }

    /// A type that determines a row's chart from its fields, the file name and the defaults.
    private struct FieldChartResolver {
        let document: Document
        let known: KnownFields
        let columns: ChartTableColumns

        func chart(for fields: [Mapping.Field: String], store: Store?) throws(RowError) -> MappedChart {
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
            guard let store = named ?? known.store ?? store else { throw RowError("unknown store; use --store") }
            let storefront = try parse(.storefront) { text throws(InvalidText) in
                try Storefront.parse(text, in: store)
            }
            let kind = try parse(.chart) { text throws(InvalidText) in try ChartTable.kind(text) }
            let time = try parse(.date) { text throws(InvalidText) in
                guard let time = Timestamp(iso8601: text) ?? Day(iso8601: text)?.start else {
                    throw InvalidText(
                        "invalid date \(InvalidText.quoted(text)); use 2026-03-10 or 2026-03-10T12:00:00Z"
                    )
                }
                return time
            }
            guard let storefront = storefront ?? known.storefront else { throw RowError("missing storefront") }
            guard let kind = kind ?? known.kind else { throw RowError("missing chart") }
            guard let observedAt = document.observedAt(stamp: time) else { throw RowError("missing date") }
            do throws(InvalidText) {
                let genre = try known.genre(in: store)
                let chart = Chart(store: store, storefront: storefront, kind: kind, genre: genre)
                return MappedChart(chart: chart, time: observedAt)
            } catch {
                throw RowError(error.problem)
            }
        }
    }

    /// Parses a chart name such as `top-free`, "Top Free", `topfreeapplications`, `TOP_FREE` or `free`.
    static func kind(_ text: String) throws(InvalidText) -> ChartKind {
        let folded = FoldedText.folded(text)
        if let slug = AppleFeedURL.collections[folded], let kind = ChartKind(slug) { return kind }
        for kind in [ChartKind.topFree, .topPaid, .topGrossing] {
            let name = FoldedText.folded(kind.slug)
            if [name, name + "apps", String(name.dropFirst(3)), "topselling" + name.dropFirst(3)].contains(folded) {
                return kind
            }
        }
        guard let kind = ChartKind(text) else {
            throw InvalidText("invalid chart \(InvalidText.quoted(text)); use a name such as top-free")
        }
        return kind
    }
}
