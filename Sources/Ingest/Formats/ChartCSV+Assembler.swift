import Market

/// Gathers the rows of a chart CSV into lists.
struct ChartAssembler {
    private let time, store, storefront, chart, genre, edition, coverage: CSVHeader.Column
    private let rank, app, name, developer: CSVHeader.Column
    /// The columns that say which list a row belongs to.
    private let keyColumns: [CSVHeader.Column]
    private var lists = SnapshotAssembler()
    /// What the last row had in those columns, and its list: most rows belong where the last one did.
    private var lastFields: [CSVReader.Field] = []
    private var lastList = 0
    /// The store of that list.
    private var lastStore = Store.appStore
    /// App Store ids by their numbers.
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
        let list = try list(of: row)
        let entry: RankEntry
        do throws(RowError) {
            let isPartial = try row.read(coverage, as: "full or partial") {
                ["": false, "full": false, "partial": true][$0]
            }
            if isPartial { lists.noteHole(inList: list) }
            entry = try self.entry(in: row)
        } catch {
            // A list of which a row could not be read is some places of its chart.
            lists.noteHole(inList: list)
            throw error
        }
        if let problem = lists.add(entry, toList: list) { throw RowError(problem) }
    }

    /// Notes a record that isn't a row. It belonged to the last row's list, as far as anybody can know.
    mutating func noteHole() {
        if !lists.isEmpty { lists.noteHole(inList: lastList) }
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

    /// The id in a row. Charts repeat ids day by day, so numbers that were read once are remembered.
    private mutating func id(in row: CSVRow) throws(RowError) -> AppID {
        let number = lastStore == .appStore ? WholeNumber.digits(row.bytes(app)) : nil
        if let number, let known = knownIDs[number] { return known }
        let store = lastStore
        let id = try row.parse(app) { text throws(InvalidText) in try AppID.parse(text, in: store) }
        if let number, knownIDs.count < Self.knownLimit { knownIDs[number] = id }
        return id
    }

    /// The list that the row belongs to.
    private mutating func list(of row: CSVRow) throws(RowError) -> Int {
        if lastFields.count == keyColumns.count,
            keyColumns.indices.allSatisfy({ lastFields[$0] == row.bytes(keyColumns[$0]) })
        {
            return lastList
        }
        let (chart, time) = try key(of: row)
        lastFields = keyColumns.map(row.bytes)
        lastList = lists.list(of: chart, at: time)
        lastStore = chart.store
        return lastList
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

    var charts: [DecodedChart] { lists.charts }
}
