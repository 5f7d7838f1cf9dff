import Market

/// Gathers the rows of a chart CSV into lists.
struct ChartAssembler {
    private let time, store, storefront, chart, genre, edition, coverage: CSVHeader.Column
    private let rank, app, name, developer: CSVHeader.Column
    /// The columns that say which list a row belongs to.
    private let keyColumns: [CSVHeader.Column]
    private var lists = ListAssembler()
    /// What the last row had in those columns, and its list: most rows belong where the last one did.
    private var lastFields: [CSVReader.Field] = []
    private var lastList = 0

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

    mutating func add(_ row: CSVRow) throws(RowFault) {
        let list = try list(of: row)
        let isPartial = try row.read(coverage, as: "full or partial") {
            ["": false, "full": false, "partial": true][$0]
        }
        let rank = try row.read(rank, as: "a rank from 1 to 65535") { Int($0).flatMap(Rank.init) }
        let app = try row.read(app, as: "an app id") { AppID(stored: $0) }
        let (name, developer) = (try row.text(name), try row.text(developer))
        let entry = RankEntry(
            rank: rank,
            app: app,
            name: name.isEmpty ? nil : name,
            developer: developer.isEmpty ? nil : developer
        )
        if isPartial { lists.noteHole(inList: list) }
        if let problem = lists.add(entry, toList: list) { throw RowFault(problem) }
    }

    /// The list that the row belongs to.
    private mutating func list(of row: CSVRow) throws(RowFault) -> Int {
        if lastFields.count == keyColumns.count,
            keyColumns.indices.allSatisfy({ lastFields[$0] == row.bytes(keyColumns[$0]) })
        {
            return lastList
        }
        let (chart, time) = try key(of: row)
        lastFields = keyColumns.map(row.bytes)
        lastList = lists.list(of: chart, at: time)
        return lastList
    }

    private func key(of row: CSVRow) throws(RowFault) -> (Chart, Timestamp) {
        let time = try row.read(time, as: "a time such as 2026-03-10T00:00:00Z") {
            Timestamp(iso8601: $0) ?? Day(iso8601: $0)?.start
        }
        let chart = Chart(
            store: try row.read(store, as: "a store (appstore or googleplay)") { Store(anyName: $0) },
            storefront: try row.read(storefront, as: "a storefront such as us") { Storefront.named($0) },
            kind: try row.read(chart, as: "a chart such as top-free") { ChartKind($0) },
            genre: try row.read(genre, as: "a genre id") { Genre.parse(stored: $0) },
            edition: try row.read(edition, as: "all or without-games") {
                $0.isEmpty ? .all : ChartEdition(rawValue: $0)
            }
        )
        return (chart, time)
    }

    var charts: [SeenChart] { lists.charts }
}
