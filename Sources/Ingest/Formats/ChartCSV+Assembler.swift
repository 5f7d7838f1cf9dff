import Market

/// Gathers rows, in whatever order they come, into one snapshot for each chart and time.
struct ChartAssembler {
    private struct Key: Hashable {
        var chart: Chart
        var time: Timestamp
    }

    private struct List {
        var key: Key
        var entries: [RankEntry] = []
        var ranks: [Rank: Int] = [:]
        var apps: Set<AppID> = []
        var isPartial = false
    }

    private let time, store, storefront, chart, genre, edition, coverage: CSVHeader.Column
    private let rank, app, name, developer: CSVHeader.Column
    /// The columns that say which list a row belongs to.
    private let keyColumns: [CSVHeader.Column]
    private var lists: [List] = []
    private var indices: [Key: Int] = [:]
    /// What the last row had in those columns, and its list: most rows belong where the last one did.
    private var lastFields: [CSVReader.Field] = []
    private var lastIndex = 0

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
        let index = try index(of: row)
        let isPartial = try row.read(coverage, as: "full or partial") {
            ["": false, "full": false, "partial": true][$0]
        }
        let rank = try row.read(rank, as: "a rank from 1 to 65535") { Int($0).flatMap(Rank.init) }
        let app = try row.read(app, as: "an app id") { AppID($0) }
        let (name, developer) = (try row.text(name), try row.text(developer))
        if isPartial { lists[index].isPartial = true }
        if let other = lists[index].ranks[rank] {
            // Which of the two is right is not known, so neither is the whole.
            lists[index].isPartial = true
            throw RowFault("rank \(rank.value) is already taken by \(lists[index].entries[other].app.text)")
        }
        guard lists[index].apps.insert(app).inserted else { throw RowFault("app \(app.text) is already listed") }
        lists[index].ranks[rank] = lists[index].entries.count
        lists[index].entries.append(
            RankEntry(
                rank: rank,
                app: app,
                name: name.isEmpty ? nil : name,
                developer: developer.isEmpty ? nil : developer
            )
        )
    }

    /// The list that the row belongs to.
    private mutating func index(of row: CSVRow) throws(RowFault) -> Int {
        if lastFields.count == keyColumns.count,
            keyColumns.indices.allSatisfy({ lastFields[$0] == row.bytes(keyColumns[$0]) })
        {
            return lastIndex
        }
        let key = try key(of: row)
        let index = indices[key] ?? lists.count
        if index == lists.count {
            lists.append(List(key: key))
            indices[key] = index
        }
        lastFields = keyColumns.map(row.bytes)
        lastIndex = index
        return index
    }

    private func key(of row: CSVRow) throws(RowFault) -> Key {
        let time = try row.read(time, as: "a time such as 2026-03-10T00:00:00Z") {
            Timestamp(iso8601: $0) ?? Day(iso8601: $0)?.start
        }
        let chart = Chart(
            store: try row.read(store, as: "a store (appstore or googleplay)") { Store(anyName: $0) },
            storefront: try row.read(storefront, as: "a two-letter storefront") { Storefront($0) },
            kind: try row.read(chart, as: "a chart such as top-free") { ChartKind($0) },
            genre: try row.read(genre, as: "a genre id") { Genre.parse($0) },
            edition: try row.read(edition, as: "all or without-games") {
                $0.isEmpty ? .all : ChartEdition(rawValue: $0)
            }
        )
        return Key(chart: chart, time: time)
    }

    /// A list whose ranks run from 1 without a hole is the chart; any other is some places of it.
    var snapshots: [ChartSnapshot] {
        lists.filter { !$0.entries.isEmpty }.map { list in
            let entries = list.entries.sorted { $0.rank < $1.rank }
            let isFull = !list.isPartial && entries.last?.rank.value == entries.count
            return ChartSnapshot(
                chart: list.key.chart,
                observedAt: list.key.time,
                coverage: isFull ? .full : .partial,
                entries: entries
            )
        }
        .sorted { ($0.observedAt, $0.chart) < ($1.observedAt, $1.chart) }
    }
}
