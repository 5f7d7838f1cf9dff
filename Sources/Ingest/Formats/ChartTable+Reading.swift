import Market

/// One collector's table being read.
struct ChartTableReader {
    var registry: NameRegistry?
    private var table: CSVTable
    private var rows: Rows

    init(_ table: CSVTable, columns: ChartTableColumns) {
        self.table = table
        rows = Rows(columns: columns)
    }

    /// - Parameter place: which chart the fields of a row name. The store is the one that the form of its id gives away.
    /// - Throws: where no row can be used.
    mutating func decoded(
        _ place: ([Mapping.Field: String], Store?) throws(RowError) -> MappedChart
    ) throws(IngestError) -> Decoded {
        var rows = self.rows
        rows.registry = registry
        table.forEachRow(
            unreadable: { rows.noteHole() },
            read: { row throws(RowError) in
                try rows.add(row, place)
                return nil
            }
        )
        if let genre = rows.columns.genre, rows.hasCollisions {
            table.warnings.add(
                at: table.header.place,
                "column \(genre) is taken for the app's genre; if it is the chart's, name it as genre in a mapping"
            )
        }
        let charts = rows.lists.charts
        guard !charts.isEmpty else { throw table.nothingFound }
        return Decoded(charts: charts, warnings: table.warnings.list)
    }

    /// The rows that were read so far.
    private struct Rows {
        let columns: ChartTableColumns
        var registry: NameRegistry?
        var lists = SnapshotAssembler()
        /// How many rows each list had.
        private var positions: [Int: Int] = [:]
        /// What the last row had in the columns that name its list, and that list.
        private var lastFields: [CSVReader.Field] = []
        private var last: (list: Int, store: Store)?
        private let keys: [(field: Mapping.Field, column: CSVHeader.Column)]
        /// The column that holds ids, and the store that they are of.
        private var ids: [Store: CSVHeader.Column] = [:]
        private var store: Store?
        /// Whether a list has a rank or an app twice.
        private(set) var hasCollisions = false

        init(columns: ChartTableColumns) {
            self.columns = columns
            keys = columns.fields.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) }
        }

        mutating func noteHole() {
            if let last { lists.noteHole(inList: last.list) }
        }

        mutating func add(
            _ row: CSVRow,
            _ place: ([Mapping.Field: String], Store?) throws(RowError) -> MappedChart
        ) throws(RowError) {
            let (list, store) = try list(of: row, place)
            positions[list, default: 0] += 1
            let entry: RankEntry
            do throws(RowError) {
                let rank = try rank(in: row, at: positions[list] ?? 1)
                let app = try app(in: row, of: store)
                let known = registry?.name(of: app.text)
                entry = RankEntry(
                    rank: rank,
                    app: app,
                    name: try text(columns.name, in: row) ?? known?.name,
                    developer: try text(columns.developer, in: row) ?? known?.developer
                )
            } catch {
                lists.noteHole(inList: list)
                throw error
            }
            if let problem = lists.add(entry, toList: list) {
                hasCollisions = true
                throw RowError(problem)
            }
        }

        private mutating func list(
            of row: CSVRow,
            _ place: ([Mapping.Field: String], Store?) throws(RowError) -> MappedChart
        ) throws(RowError) -> (list: Int, store: Store) {
            if let last, keys.indices.allSatisfy({ lastFields[$0] == row.bytes(keys[$0].column) }) { return last }
            var fields: [Mapping.Field: String] = [:]
            for (field, column) in keys { fields[field] = try text(column, in: row) }
            if store == nil, columns.tellsStore { store = try storeOfIDs(in: row) }
            let placing = try place(fields, store)
            lastFields = keys.map { row.bytes($0.column) }
            let found = (list: lists.list(of: placing.chart, at: placing.time), store: placing.chart.store)
            last = found
            return found
        }

        /// The store that all ids of a row are of; `nil` where there is none, or they are of several.
        private func storeOfIDs(in row: CSVRow) throws(RowError) -> Store? {
            var stores: Set<Store> = []
            for column in columns.ids {
                if let app = try? AppID.parse(idText(column, in: row)) { stores.insert(app.store) }
            }
            return stores.count == 1 ? stores.first : nil
        }

        private func rank(in row: CSVRow, at position: Int) throws(RowError) -> Rank {
            if let column = columns.rank { return try row.rank(column) }
            guard let rank = Rank(position) else { throw RowError("row \(position) is deeper than any chart") }
            return rank
        }

        private mutating func app(in row: CSVRow, of store: Store) throws(RowError) -> AppID {
            if let column = ids[store] { return try app(column, in: row, of: store) }
            for column in columns.ids {
                guard let app = try? app(column, in: row, of: store) else { continue }
                ids[store] = column
                return app
            }
            return try app(columns.ids[0], in: row, of: store)
        }

        private func app(_ column: CSVHeader.Column, in row: CSVRow, of store: Store) throws(RowError) -> AppID {
            let text = try idText(column, in: row)
            do throws(InvalidText) {
                return try AppID.parse(text, in: store)
            } catch {
                throw RowError(column: column.name, error)
            }
        }

        private func idText(_ column: CSVHeader.Column, in row: CSVRow) throws(RowError) -> String {
            let text = try row.text(column)
            guard let after = columns.idAfter else { return text }
            guard let range = text.ranges(of: after).last else {
                throw RowError("column \(column.name): \(InvalidText.quoted(text)) has no \"\(after)\" before an id")
            }
            return String(text[range.upperBound...].prefix { $0 != "?" && $0 != "/" })
        }

        private func text(_ column: CSVHeader.Column?, in row: CSVRow) throws(RowError) -> String? {
            guard let column else { return nil }
            let text = try row.text(column)
            return text.isEmpty ? nil : text
        }
    }
}
