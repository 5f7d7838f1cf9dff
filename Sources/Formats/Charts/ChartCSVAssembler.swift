import Market

/// A type that groups the rows of a chart CSV into snapshots.
struct ChartCSVAssembler {
    private let time, store, storefront, chart, genre, edition, coverage: CSVHeader.Column
    private let rank, app, name, developer: CSVHeader.Column
    /// The columns that identify a row's snapshot.
    private let keyColumns: [CSVHeader.Column]
    private var assembler = SnapshotAssembler()
    /// The key fields of the last row. They're cached with its snapshot, because most rows are in the same snapshot as
    /// the previous row.
    private var lastFields: [CSVReader.Field] = []
    private var lastSnapshot = 0
    /// The store of the last row's snapshot.
    private var lastStore = Store.appStore
    /// Parsed App Store ids by their numeric value.
    private var knownIDs: [Int64: AppID] = [:]
    private static let knownLimit = 50_000

    init(_ header: CSVHeader) {
        time = header.column("time")
        store = header.column("store")
        storefront = header.column("storefront")
        chart = header.column("chart")
        genre = header.column("genre")
        edition = header.column("edition")
        coverage = header.column("coverage")
        rank = header.column("rank")
        app = header.column("app")
        name = header.column("name")
        developer = header.column("developer")
        keyColumns = [time, store, storefront, chart, genre, edition]
    }

    mutating func add(_ row: CSVRow) throws(RowError) {
        let snapshot = try snapshot(of: row)
        let entry: RankEntry
        do throws(RowError) {
            let isPartial = try row.read(coverage, as: "full or partial") {
                ["": false, "full": false, "partial": true][$0]
            }
            if isPartial { assembler.markPartial(snapshot) }
            entry = try self.entry(in: row)
        } catch {
            // With a skipped row, the snapshot is incomplete.
            assembler.markPartial(snapshot)
            throw error
        }
        if let problem = assembler.add(entry, to: snapshot) { throw RowError(problem) }
    }

    /// Marks the last row's snapshot as partial, because a malformed row is assumed to be part of it.
    mutating func noteMalformedRow() {
        if !assembler.isEmpty { assembler.markPartial(lastSnapshot) }
    }

    private mutating func entry(in row: CSVRow) throws(RowError) -> RankEntry {
        let rank = try row.rank(rank)
        let app = try id(in: row)
        let (name, developer) = (try row.text(name), try row.text(developer))
        return RankEntry(
            rank: rank,
            app: app,
            name: name.isEmpty ? nil : name,
            developer: developer.isEmpty ? nil : developer
        )
    }

    /// Returns a row's app id. Parsed ids are cached, since charts repeat them every day.
    private mutating func id(in row: CSVRow) throws(RowError) -> AppID {
        let number = lastStore == .appStore ? WholeNumber.digits(row.bytes(app)) : nil
        if let number, let known = knownIDs[number] { return known }
        let store = lastStore
        let id = try row.parse(app) { text throws(InvalidText) in try AppID.parse(text, in: store) }
        if let number, knownIDs.count < Self.knownLimit { knownIDs[number] = id }
        return id
    }

    /// Returns the index of a row's snapshot.
    private mutating func snapshot(of row: CSVRow) throws(RowError) -> Int {
        if lastFields.count == keyColumns.count,
            keyColumns.indices.allSatisfy({ lastFields[$0] == row.bytes(keyColumns[$0]) })
        {
            return lastSnapshot
        }
        let (chart, time) = try key(of: row)
        lastFields = keyColumns.map(row.bytes)
        lastSnapshot = assembler.snapshotIndex(of: chart, at: time)
        lastStore = chart.store
        return lastSnapshot
    }

    private func key(of row: CSVRow) throws(RowError) -> (Chart, Timestamp) {
        let time = try row.time(time)
        let store = try row.read(store, as: "a store (appstore or googleplay)") { Store(anyName: $0) }
        let chart = Chart(
            store: store,
            storefront: try row.parse(storefront) { text throws(InvalidText) in try Storefront.parse(text, in: store) },
            kind: try row.read(chart, as: "a chart such as top-free") { ChartKind($0) },
            genre: try row.parse(genre) { text throws(InvalidText) in try Genre.parse(text, in: store) },
            edition: try row.read(edition, as: "all or without-games") {
                $0.isEmpty ? .all : ChartEdition(rawValue: $0)
            }
        )
        return (chart, time)
    }

    var charts: [DecodedChart] { assembler.charts }
}
