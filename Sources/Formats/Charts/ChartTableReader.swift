import Input
import Market

/// A type that reads the rows of a collector's table.
struct ChartTableReader {
    var registry: NameRegistry?
    private var table: CSVTable
    private var rows: Rows

    init(_ table: CSVTable, columns: ChartTableColumns) {
        self.table = table
        rows = Rows(columns: columns)
    }

    /// Reads all rows and returns their snapshots.
    ///
    /// - Parameter resolve: A closure that returns the chart for a row's fields and the store inferred from its id.
    /// - Throws: An error if no row is valid.
    mutating func decoded(
        _ resolve: ([Mapping.Field: String], Store?) throws(RowError) -> MappedChart
    ) throws(InputError) -> Decoded {
        var rows = self.rows
        rows.registry = registry
        table.forEachRow(
            malformed: { rows.noteMalformedRow() },
            read: { row throws(RowError) in
                try rows.add(row, resolve)
                return nil
            }
        )
        if let genre = rows.columns.genre, rows.hasCollisions {
            table.warnings.add(
                line: table.header.line,
                at: table.header.dialect,
                "column \(genre) is read as the app's genre; if it is the chart's genre, use a mapping file with a genre column"
            )
        }
        let charts = rows.assembler.charts
        guard !charts.isEmpty else { throw table.noRowsError }
        return Decoded(charts: charts, warnings: table.warnings.list)
    }

    /// The rows read so far.
    private struct Rows {
        let columns: ChartTableColumns
        var registry: NameRegistry?
        var assembler = SnapshotAssembler()
        /// Number of rows in each snapshot, by the snapshot's index.
        private var rowCounts: [Int: Int] = [:]
        /// The key fields of the last row.
        private var lastFields: [CSVReader.Field] = []
        private var last: (snapshot: Int, store: Store)?
        private let keys: [(field: Mapping.Field, column: CSVHeader.Column)]
        /// The id column to use for each store.
        private var ids: [Store: CSVHeader.Column] = [:]
        private var store: Store?
        /// Whether any snapshot contains a rank or an app more than once.
        private(set) var hasCollisions = false

        init(columns: ChartTableColumns) {
            self.columns = columns
            keys = columns.fields.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) }
        }

        mutating func noteMalformedRow() {
            if let last { assembler.markPartial(last.snapshot) }
        }

        mutating func add(
            _ row: CSVRow,
            _ resolve: ([Mapping.Field: String], Store?) throws(RowError) -> MappedChart
        ) throws(RowError) {
            let (snapshot, store) = try snapshot(of: row, resolve)
            rowCounts[snapshot, default: 0] += 1
            let entry: RankEntry
            do throws(RowError) {
                let rank = try rank(in: row, at: rowCounts[snapshot] ?? 1)
                let app = try app(in: row, of: store)
                let known = registry?.name(of: app.text)
                entry = RankEntry(
                    rank: rank,
                    app: app,
                    name: try text(columns.name, in: row) ?? known?.name,
                    developer: try text(columns.developer, in: row) ?? known?.developer
                )
            } catch {
                assembler.markPartial(snapshot)
                throw error
            }
            if let problem = assembler.add(entry, to: snapshot) {
                hasCollisions = true
                throw RowError(problem)
            }
        }

        private mutating func snapshot(
            of row: CSVRow,
            _ resolve: ([Mapping.Field: String], Store?) throws(RowError) -> MappedChart
        ) throws(RowError) -> (snapshot: Int, store: Store) {
            if let last, keys.indices.allSatisfy({ lastFields[$0] == row.bytes(keys[$0].column) }) { return last }
            var fields: [Mapping.Field: String] = [:]
            for (field, column) in keys { fields[field] = try text(column, in: row) }
            if store == nil, columns.infersStore { store = try storeOfIDs(in: row) }
            let resolved = try resolve(fields, store)
            lastFields = keys.map { row.bytes($0.column) }
            let index = assembler.snapshotIndex(of: resolved.chart, at: resolved.time)
            let found = (snapshot: index, store: resolved.chart.store)
            last = found
            return found
        }

        /// Returns the store of a row's ids, or `nil` if there are no valid ids or they are from different stores.
        private func storeOfIDs(in row: CSVRow) throws(RowError) -> Store? {
            var stores: Set<Store> = []
            for column in columns.ids {
                if let app = try? AppID.parse(idText(column, in: row)) { stores.insert(app.store) }
            }
            return stores.count == 1 ? stores.first : nil
        }

        private func rank(in row: CSVRow, at position: Int) throws(RowError) -> Rank {
            if let column = columns.rank { return try row.rank(column) }
            guard let rank = Rank(position) else { throw RowError("row \(position) exceeds the limit of 65535 ranks") }
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
                let quoted = InvalidText.quoted(text)
                throw RowError("column \(column.name): \(quoted) is missing the prefix \"\(after)\"")
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
