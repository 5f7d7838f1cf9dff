import GRDB
import Market
import TimeSeries

extension ArchiveReader {
    /// Reads the rows of a batch, skipping damaged ones.
    ///
    /// - Complexity: O(points of the batch and in the log).
    public func contents(of batch: UnsentBatch) throws(ArchiveError) -> UnsentContents {
        try read { database in
            var reading = UnsentReading(path: path)
            try reading.readRankings(of: batch.ranges, database)
            try reading.readRows(batch.rows, database)
            try reading.readApps(database)
            return reading.contents
        }
    }
}

/// A type that reads the rows of a batch.
private struct UnsentReading {
    let path: String
    var contents = UnsentContents()
    private var stores: [UInt32: Store] = [:]
    /// The ids of apps in the rankings.
    private var ids: Set<UInt32> = []

    init(path: String) { self.path = path }

    /// Reads the rankings that were seen in the ranges, and the ranking after each range: if a ranking was replaced by
    /// another one, the times of the next ranking may refer to it.
    mutating func readRankings(of ranges: [UnsentBatch.Range], _ database: Database) throws {
        guard !ranges.isEmpty else { return }
        let log = try ArchiveLog(database, of: ranges.map(\.number))
        for range in ranges {
            var series = RankingSeries()
            for data in try blocks(of: range, database) {
                guard let reading = try? RankingBlock.decode(data) else { continue }
                if let damage = reading.damage {
                    report("lost \(reading.lostTicks) snapshots of \(range.chart.title): \(damage)")
                }
                series.merge(reading.block)
            }
            for (_, frame) in log.frames(of: range.number).frames {
                for time in frame.seenTimes where time <= range.last || range.isLast {
                    series.append(frame.entries, at: time, isPartial: frame.isPartial)
                }
            }
            let frames = frames(of: series, in: range)
            if !frames.isEmpty {
                // Blocks list each id once, and frames hundreds of times.
                for block in series.blocks { ids.formUnion(block.ids) }
                contents.slices.append(.init(chart: range.chart, first: range.first, frames: frames))
            }
        }
    }

    private func blocks(of range: UnsentBatch.Range, _ database: Database) throws -> [[UInt8]] {
        // Without unsent snapshots after the range, the block after it may begin with the next ranking.
        let end = "ifnull((SELECT min(first) FROM block WHERE chart = ?1 AND first > ?3 AND ?4), ?3)"
        return try Row.fetchAll(
            database,
            sql: "SELECT data FROM block WHERE chart = ?1 AND last >= ?2 AND first <= \(end) ORDER BY first",
            arguments: [range.number, range.first, range.last, range.isLast]
        ).map { try $0.bytes("data") }
    }

    private func frames(of series: RankingSeries, in range: UnsentBatch.Range) -> [RankingFrame] {
        var frames: [RankingFrame] = []
        var position = series.index(asOf: range.first) ?? 0
        while position < series.count {
            let times = series.times(ofSnapshotAt: position)
            let isNext = times[0] > range.last
            if isNext, !range.isLast { break }
            if times.contains(where: { $0 >= range.first }) {
                let tick = series.tick(at: position)
                frames.append(
                    RankingFrame(seenTimes: times, isPartial: tick.isPartial, entries: series.entries(at: position))
                )
            }
            if isNext { break }
            position += 1
        }
        return frames
    }

    mutating func readRows(_ keys: [UnsentBatch.RowKey], _ database: Database) throws {
        for key in keys {
            let condition = key.kind.key.map { "\($0) = ?" }.joined(separator: " AND ")
            let statement = try database.cachedStatement(sql: "SELECT * FROM \(key.kind.table) WHERE \(condition)")
            let row = try Row.fetchOne(statement, arguments: StatementArguments(key.values))
            switch key.kind {
            case .name: try readName(row, key, database)
            case .count: if let row { try readCount(row, database) }
            case .listing: if let row { try readListing(row, database) }
            case .chartSource: if let row { try readSource(row, database) }
            case .daily: if let row { try readDaily(row, database) }
            }
        }
    }

    private mutating func readName(_ row: Row?, _ key: UnsentBatch.RowKey, _ database: Database) throws {
        guard let number = UInt32.fromDatabaseValue(key.values[0]), let (app, store) = try app(number, database),
            let storefront = String.fromDatabaseValue(key.values[1]).flatMap({ Storefront(stored: $0) }),
            let since = Int64.fromDatabaseValue(key.values[2])
        else { return }
        var name = UnsentContents.Name(app: app, store: store, storefront: storefront, since: since)
        if let row {
            guard let read = NameRow(row) else { return }
            name.span = read.span
        }
        contents.names.append(name)
    }

    private mutating func counter(_ number: Int64, _ database: Database) throws -> (Counter, Store)? {
        let statement = try database.cachedStatement(sql: "SELECT * FROM counter WHERE number = ?")
        guard let row = try Row.fetchOne(statement, arguments: [number]),
            let (app, store) = try app(row.value("app"), database),
            let counter = try CounterRow.counter(row, apps: [row.value("app"): app])
        else { return nil }
        return (counter, store)
    }

    /// Reads the counts of single days in a row. If the row is damaged, the damage is reported.
    private mutating func readDaily(_ row: Row, _ database: Database) throws {
        let (span, number) = (try row.value("span", as: Int.self), try row.value("counter", as: Int64.self))
        guard let (counter, store) = try counter(number, database) else { return }
        guard let values = DailyRow.values(row) else {
            return report("lost the counts of \(counter.app.text) in 32 days: invalid checksum")
        }
        for day in 0..<DailyValues.dayCount {
            guard let value = values[day] else { continue }
            let count = Count(days: [Day(number: span * DailyValues.dayCount + day)], value: value)
            contents.counts.append(.init(report: ReportedCount(count, of: counter, in: store), number: nil))
        }
    }

    private mutating func readCount(_ row: Row, _ database: Database) throws {
        guard let (counter, store) = try counter(try row.value("counter"), database) else { return }
        let days = CounterRow.days(try row.value("days"))
        guard !days.isEmpty else { return }
        let count = Count(days: days, value: try row.value("value"))
        contents.counts.append(
            .init(report: ReportedCount(count, of: counter, in: store), number: try row.value("number"))
        )
    }

    private mutating func readListing(_ row: Row, _ database: Database) throws {
        guard let (app, _) = try app(row.value("app"), database),
            let storefront = Storefront(stored: try row.value("storefront"))
        else { return }
        contents.listings.append((app, storefront, try ListingRow.point(row)))
    }

    private mutating func readSource(_ row: Row, _ database: Database) throws {
        let query = "\(ChartRow.selection) FROM chart WHERE number = ?"
        guard
            let chart = try Row.fetchOne(database, sql: query, arguments: [try row.value("chart", as: Int64.self)])
                .flatMap({ try ChartRow.chart($0) }),
            let label = try String.fetchOne(
                database,
                sql: "SELECT label FROM source WHERE number = ?",
                arguments: [try row.value("source", as: Int64.self)]
            )
        else { return }
        contents.sources.append(
            ArchiveCatalog.ChartSource(
                chart: chart,
                source: label,
                first: Timestamp(seconds: try row.value("first")),
                last: Timestamp(seconds: try row.value("last"))
            )
        )
    }

    /// Returns the app with a number, and its store; `nil` if its row is missing or damaged.
    private mutating func app(_ number: UInt32, _ database: Database) throws -> (AppID, Store)? {
        if let app = contents.apps[number], let store = stores[number] { return (app, store) }
        let query = try database.cachedStatement(sql: "SELECT number, id, store, checksum FROM app WHERE number = ?")
        guard let row = try Row.fetchOne(query, arguments: [number]),
            case .row(let found) = AppRow.read(row, hasChecksum: true)
        else { return nil }
        (contents.apps[number], stores[number]) = (found.app, found.store)
        return (found.app, found.store)
    }

    /// Reads the apps in the rankings. An app whose row is damaged gets a substitute id, as when the archive is shown.
    mutating func readApps(_ database: Database) throws {
        for id in ids where try app(id, database) == nil { contents.apps[id] = AppID(stored: "lost-\(id)") }
    }

    private mutating func report(_ problem: String) {
        contents.problems.append(ArchiveError(.damaged, path, problem))
    }
}
