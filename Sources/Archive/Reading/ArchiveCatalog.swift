import GRDB
public import Market
public import TimeSeries

/// The contents of an archive except rankings: apps, names, sources, listings, reviews and, unless ``ArchiveCountStore``
/// reads them, counts.
public struct ArchiveCatalog: Sendable {
    /// The history of an app's names in a storefront.
    public struct NameHistory: Sendable {
        public var app: UInt32
        public var storefront: Storefront
        public var names: ValueHistory<AppName>
    }

    /// A source of a chart and the time range of its data.
    public struct ChartSource: Hashable, Sendable {
        public var chart: Chart
        public var source: String
        public var first: Timestamp
        public var last: Timestamp

        public init(chart: Chart, source: String, first: Timestamp, last: Timestamp) {
            (self.chart, self.source, self.first, self.last) = (chart, source, first, last)
        }
    }

    /// The history of an app's listing in a storefront.
    public struct Listing: Sendable {
        public var app: AppID
        public var storefront: Storefront
        public var points: [ListingPoint]
    }

    /// The apps by number. Rankings use these numbers as ids.
    public internal(set) var apps: [UInt32: AppID] = [:]
    public internal(set) var stores: [UInt32: Store] = [:]
    /// The name histories, one for each app and storefront, including apps whose row is damaged.
    public internal(set) var nameHistories: [NameHistory] = []
    public internal(set) var chartSources: [ChartSource] = []
    /// Counts of several days in the order in which they were stored, and then the counts of single days. If a counter has
    /// several counts for the same days, the last one applies.
    public internal(set) var counts: [(counter: Counter, count: Count)] = []
    /// The apps with counts, one entry for each metric.
    var countedApps: [CountedApp] = []
    /// The points of each listing, oldest first.
    public internal(set) var listings: [Listing] = []
    /// The reviews of each app by storefront, oldest first.
    public internal(set) var reviews: [ReviewReading] = []
    /// Errors for data that couldn't be read.
    public internal(set) var problems: [ArchiveError] = []
}

extension ArchiveCatalog {
    /// Creates a catalog from the readable part of each table, and reports damage in `problems`.
    ///
    /// - Parameter hasCounts: Whether to read counts. Otherwise, only the apps with counts are read.
    init(hasCounts: Bool, _ database: Database, path: String) throws {
        let hasChecksums = try ArchiveSchema.hasChecksums(database)
        try attempt(path) { try $0.readApps(database, hasChecksums: hasChecksums, path: path) }
        try attempt(path) {
            if hasChecksums {
                try $0.readNames(database, path: path)
            } else {
                try $0.readVersion1Names(database)
            }
        }
        try attempt(path) { try $0.readSources(database) }
        try attempt(path) { hasCounts ? try $0.readCounts(database, path: path) : try $0.readCountedApps(database) }
        try attempt(path) { try $0.readListings(database) }
        try attempt(path) { try $0.readReviews(database) }
    }

    mutating func attempt(_ path: String, _ read: (inout ArchiveCatalog) throws -> Void) throws {
        do {
            try read(&self)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            problems.append(ArchiveError(error, path: path, action: "read all of it"))
        }
    }

    /// Reads apps.
    ///
    /// - Parameter condition: The SQL condition that selects the apps (default: all apps).
    mutating func readApps(
        _ database: Database,
        where condition: String = "1",
        hasChecksums: Bool,
        path: String
    ) throws {
        var damage = RowDamage(
            path: path,
            table: "app",
            consequence: "the app is shown as \"lost-\" followed by its number, without its counts and events"
        )
        defer { problems += damage.problems }
        let apps = try Row.fetchCursor(database, sql: AppRow.query(hasChecksum: hasChecksums, where: condition))
        while let row = try apps.next() {
            switch AppRow.read(row, hasChecksum: hasChecksums) {
            case .row(let row):
                self.apps[row.number] = row.app
                stores[row.number] = row.store
            case .unknown: break
            case .damaged(let number): damage.add("number \(number.map(String.init) ?? "?")")
            }
        }
    }

    mutating func readSources(_ database: Database) throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT c.*, s.label, t.first, t.last FROM chart_source t
                JOIN chart c ON c.number = t.chart JOIN source s ON s.number = t.source ORDER BY t.chart, t.first
                """
        )
        for row in rows {
            guard let chart = try ChartRow.chart(row) else { continue }
            chartSources.append(
                ChartSource(
                    chart: chart,
                    source: try row.value("label"),
                    first: Timestamp(seconds: try row.value("first")),
                    last: Timestamp(seconds: try row.value("last"))
                )
            )
        }
    }

    /// Reads listings, which archives have since version 3.
    ///
    /// - Parameter condition: The SQL condition that selects the listings (default: all listings).
    mutating func readListings(where condition: String = "1", _ database: Database) throws {
        guard try database.tableExists("listing") else { return }
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT * FROM listing WHERE \(condition) ORDER BY app, storefront, hour"
        )
        while let row = try rows.next() {
            guard let app = apps[try row.value("app")], let storefront = Storefront(stored: try row.value("storefront"))
            else { continue }
            let point = try ListingRow.point(row)
            if let last = listings.last, last.app == app, last.storefront == storefront {
                listings[listings.count - 1].points.append(point)
            } else {
                listings.append(Listing(app: app, storefront: storefront, points: [point]))
            }
        }
    }
}
