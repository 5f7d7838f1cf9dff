import GRDB
import Market
import TimeSeries

/// What the writer remembers of the file, so that a batch is written without reading.
///
/// A transaction that fails leaves it ahead of the file; it is then read anew.
struct ArchiveIndex: Sendable {
    struct NameKey: Hashable {
        var app: UInt32
        var storefront: Storefront
    }

    /// What an app was called last, as a hash, and since when.
    struct LastName {
        var hash: Int
        var since: Int64
    }

    /// A chart's number and the chain that its next record goes on from.
    struct OpenChart: Sendable {
        var number: Int64
        var encoder = RankingChainEncoder()
        var records = 0

        /// Records after which a new chain begins, so that a damaged one costs no more.
        static let chainLength = 24

        mutating func record(_ frame: RankingFrame) -> [UInt8] {
            if records == Self.chainLength || !encoder.hasRoom(for: frame.placings.count) { restart() }
            records += 1
            return encoder.record(frame)
        }

        mutating func restart() { (encoder, records) = (RankingChainEncoder(), 0) }
    }

    var apps: [AppID: UInt32] = [:]
    private var lastApp: Int64 = -1
    var names: [NameKey: LastName] = [:]
    var charts: [Chart: OpenChart] = [:]
    var sources: [String: Int64] = [:]
    /// The number of the last record in the log.
    var lastRecord: Int64 = 0
    /// Records in the log by chart.
    var logged: [Int64: Int] = [:]

    init(_ database: Database) throws {
        let apps = try Row.fetchCursor(database, sql: "SELECT number, id FROM app")
        while let row = try apps.next() {
            if let app = AppID(stored: try row.value("id", as: String.self)) {
                self.apps[app] = try row.value("number")
            }
        }
        lastApp = try Int64.fetchOne(database, sql: "SELECT max(number) FROM app") ?? -1
        do {
            try readNames(database)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            // What it does not know it writes again.
        }
        for row in try Row.fetchAll(database, sql: ChartRow.query) {
            if let chart = try ChartRow.chart(row) { charts[chart] = OpenChart(number: try row.value("number")) }
        }
        for row in try Row.fetchAll(database, sql: "SELECT number, label FROM source") {
            sources[try row.value("label")] = try row.value("number")
        }
        let log = try Row.fetchAll(
            database,
            sql: "SELECT chart, count(*) AS records, max(number) AS last FROM log GROUP BY chart"
        )
        for row in log {
            logged[try row.value("chart")] = try row.value("records")
            lastRecord = max(lastRecord, try row.value("last"))
        }
    }

    private mutating func readNames(_ database: Database) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT app, storefront, since, name, developer FROM name ORDER BY since"
        )
        while let row = try rows.next() {
            guard let storefront = Storefront(stored: try row.value("storefront", as: String.self)) else { continue }
            names[NameKey(app: try row.value("app"), storefront: storefront)] = LastName(
                hash: Self.hash(try row.value("name"), row.optional("developer")),
                since: try row.value("since")
            )
        }
    }

    /// Records in the log.
    var records: Int { logged.values.reduce(0, +) }

    static func hash(_ name: String, _ developer: String?) -> Int {
        var hasher = Hasher()
        hasher.combine(name)
        hasher.combine(developer)
        return hasher.finalize()
    }

    mutating func number(of app: AppID, in store: Store, _ database: Database) throws -> UInt32 {
        if let number = apps[app] { return number }
        guard let number = UInt32(exactly: lastApp + 1) else {
            throw DatabaseError(resultCode: .SQLITE_TOOBIG, message: "no number is left for another app")
        }
        try database.cachedStatement(sql: "INSERT INTO app (number, id, store) VALUES (?, ?, ?)")
            .execute(arguments: [number, app.text, store.rawValue])
        apps[app] = number
        lastApp = Int64(number)
        return number
    }

    mutating func note(_ entry: RankEntry, app: UInt32, in snapshot: ChartSnapshot, _ database: Database) throws {
        guard let name = entry.name else { return }
        let key = NameKey(app: app, storefront: snapshot.chart.storefront)
        let (hash, time) = (Self.hash(name, entry.developer), snapshot.observedAt.seconds)
        let row = NameRow(
            app: app,
            storefront: key.storefront,
            since: time,
            name: name,
            developer: entry.developer
        )
        if let last = names[key], last.since > time { return try row.insertLate(database) }
        guard names[key]?.hash != hash else { return }
        try row.insert(database)
        names[key] = LastName(hash: hash, since: time)
    }

    mutating func note(_ chart: Chart, _ database: Database) throws {
        guard charts[chart] == nil else { return }
        try database.execute(
            sql: "INSERT INTO chart (store, storefront, kind, genre, edition) VALUES (?, ?, ?, ?, ?)",
            arguments: ChartRow.arguments(chart)
        )
        charts[chart] = OpenChart(number: database.lastInsertedRowID)
    }

    mutating func number(ofSource label: String, first: Int64, last: Int64, _ database: Database) throws -> Int64 {
        if let number = sources[label] {
            try database.execute(
                sql: "UPDATE source SET first = min(first, ?), last = max(last, ?) WHERE number = ?",
                arguments: [first, last, number]
            )
            return number
        }
        try database.execute(
            sql: "INSERT INTO source (label, first, last) VALUES (?, ?, ?)",
            arguments: [label, first, last]
        )
        sources[label] = database.lastInsertedRowID
        return database.lastInsertedRowID
    }
}
