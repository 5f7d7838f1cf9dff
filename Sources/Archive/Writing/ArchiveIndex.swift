import GRDB
import Market
import TimeSeries

/// The writer's in-memory index of the archive, which avoids reading the file when a batch is written.
///
/// If a transaction fails, the index is ahead of the file and has to be reloaded.
struct ArchiveIndex: Sendable {
    /// A chart's number and the chain that its next record continues.
    struct OpenChart: Sendable {
        var number: Int64
        var encoder = RankingChainEncoder()
        var records = 0

        /// The number of records after which a new chain begins, to limit the loss if a record is damaged.
        static let chainLength = 24

        mutating func record(_ frame: RankingFrame) -> [UInt8] {
            if records == Self.chainLength || !encoder.hasRoom(for: frame.entries.count) { restart() }
            records += 1
            return encoder.record(frame)
        }

        mutating func restart() { (encoder, records) = (RankingChainEncoder(), 0) }
    }

    var apps: [AppID: UInt32] = [:]
    /// The highest number ever assigned to an app.
    private var lastApp: Int64 = -1
    /// The number of app rows, including those that are damaged or from a newer version.
    private(set) var appRows = 0
    /// The app numbers of damaged rows, which aren't assigned to other apps.
    private var damagedApps: Set<Int64> = []
    /// The hashes of names by app and storefront.
    var names: [NameKey: ValueHistory<Int>] = [:]
    /// The apps and storefronts whose names have last-seen times that aren't stored yet.
    var unstoredLastSeen: Set<NameKey> = []
    /// The time of the newest data when last-seen times were last stored.
    var lastSeenStoredAt: Int64 = .min
    var charts: [Chart: OpenChart] = [:]
    var sources: [String: Int64] = [:]
    /// The numbers of counters; `nil` until the first counts are written.
    private var counters: [Counter: Int64]?
    /// The number of the last record in the log.
    var lastRecord: Int64 = 0
    /// The numbers of the records in the log, by chart number. With them, sealing a chart reads only its records.
    var logged: [Int64: [Int64]] = [:]
    /// The number of records of each chart whose last attempt to seal failed, by chart number.
    var unsealed: [Int64: Int] = [:]
    /// Whether the archive is replicated to an engine.
    var isReplicated = false

    init(_ database: Database) throws {
        try readApps(database)
        do {
            try readNames(database)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            // Names that can't be read are written again.
        }
        for row in try Row.fetchAll(database, sql: ChartRow.query) {
            if let chart = try ChartRow.chart(row) { charts[chart] = OpenChart(number: try row.value("number")) }
        }
        for row in try Row.fetchAll(database, sql: "SELECT number, label FROM source") {
            sources[try row.value("label")] = try row.value("number")
        }
        let log = try Row.fetchCursor(database, sql: "SELECT number, chart FROM log ORDER BY number")
        while let row = try log.next() {
            lastRecord = try row.value(0)
            logged[try row.value(1), default: []].append(lastRecord)
        }
        isReplicated = try UnsentTables.exist(database)
    }

    private mutating func readApps(_ database: Database) throws {
        let rows = try Row.fetchCursor(database, sql: AppRow.query(hasChecksum: true))
        while let row = try rows.next() {
            appRows += 1
            switch AppRow.read(row, hasChecksum: true) {
            case .row(let row):
                apps[row.app] = row.number
                lastApp = max(lastApp, Int64(row.number))
            case .unknown: lastApp = max(lastApp, row.optional(0) ?? -1)
            case .damaged(let number): if let number { damagedApps.insert(number) }
            }
        }
        // A damaged row may have had a higher number.
        let given = try Int64.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'app'") ?? -1
        if given <= Int64(UInt32.max) { lastApp = max(lastApp, given) }
    }

    /// The number of records in the log.
    var records: Int { logged.values.reduce(0) { $0 + $1.count } }

    mutating func number(of app: AppID, in store: Store, _ database: Database) throws -> UInt32 {
        if let number = apps[app] { return number }
        var next = lastApp + 1
        while damagedApps.contains(next) { next += 1 }
        guard let number = UInt32(exactly: next) else {
            throw DatabaseError(resultCode: .SQLITE_TOOBIG, message: "too many apps")
        }
        try AppRow(number: number, app: app, store: store).insert(database)
        apps[app] = number
        appRows += 1
        lastApp = next
        return number
    }

    /// Returns the number of a counter, and adds the counter and its app if they are new.
    mutating func number(of counter: Counter, in store: Store, _ database: Database) throws -> Int64 {
        if counters == nil { counters = try storedCounters(database) }
        if let number = counters?[counter] { return number }
        let number = try CounterRow.insert(counter, app: number(of: counter.app, in: store, database), database)
        counters?[counter] = number
        return number
    }

    private func storedCounters(_ database: Database) throws -> [Counter: Int64] {
        let apps = Dictionary(apps.map { ($0.value, $0.key) }) { first, _ in first }
        var numbers: [Counter: Int64] = [:]
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM counter ORDER BY number")
        while let row = try rows.next() {
            guard let counter = try CounterRow.counter(row, apps: apps), numbers[counter] == nil else { continue }
            numbers[counter] = try row.value("number")
        }
        return numbers
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
