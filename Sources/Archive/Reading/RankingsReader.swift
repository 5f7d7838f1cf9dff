import GRDB
import Market
import TimeSeries

/// A type that reads the blocks and the log of an archive into ranking series, skipping damaged parts.
struct RankingsReader {
    let path: String
    let part: ArchiveReader.Part
    /// The charts to read, by number.
    private let charts: [Int64: Chart]
    private var series: [Int64: RankingSeries] = [:]
    private var incomplete: Set<Int64> = []
    private var problems: [ArchiveError] = []
    private var seen: Set<Int64> = []

    private static let problemLimit = 100

    /// Creates a reader for part of an archive's rankings.
    ///
    /// - Parameter wanted: The charts to read; `nil` for all charts.
    init(path: String, part: ArchiveReader.Part, of wanted: Set<Chart>?, _ database: Database) throws {
        self.path = path
        self.part = part
        var charts: [Int64: Chart] = [:]
        for row in try Row.fetchAll(database, sql: ChartRow.query) {
            guard let chart = try ChartRow.chart(row), wanted?.contains(chart) ?? true else { continue }
            charts[try row.value("number")] = chart
        }
        self.charts = charts
    }

    /// Reads all readable blocks. If a damaged page ends the query, reads the remaining blocks in reverse order.
    mutating func readBlocks(_ database: Database) throws {
        do {
            try readBlocks("ASC", database)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            report(ArchiveError(error, path: path, action: "read all of it"))
            do {
                try readBlocks("DESC", database)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {}
        }
    }

    private mutating func readBlocks(_ order: String, _ database: Database) throws {
        let (condition, arguments): (String, StatementArguments) =
            switch part {
            case .all: ("1", [])
            case .since(let instant): ("last >= ?", [instant.seconds])
            case .before(let instant): ("last < ?", [instant.seconds])
            case .after(let key): ("key > ?", [key])
            case .newest: ("1", [])
            case .except(let keys): ("key NOT IN (\(keys.map(String.init).joined(separator: ",")))", [])
            }
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT key, chart, first, data FROM block WHERE \(condition)
                AND chart IN (\(charts.keys.map(String.init).joined(separator: ","))) ORDER BY chart \(order), first \(order)
                """,
            arguments: arguments
        )
        while let row = try rows.next() {
            let key: Int64 = try row.value("key")
            guard seen.insert(key).inserted else { return }
            let first = Timestamp(seconds: try row.value("first"))
            take(try row.bytes("data"), key: key, chart: try row.value("chart"), first: first)
        }
    }

    private mutating func take(_ data: [UInt8], key: Int64, chart: Int64, first: Timestamp) {
        let label = "\(charts[chart]?.title ?? "a chart") (block \(key), starting \(first.iso8601))"
        do throws(RankingDamage) {
            let reading = try RankingBlock.decode(data)
            var block = reading.block
            if let damage = reading.damage {
                report(ArchiveError(.damaged, path, "lost \(reading.lostTicks) snapshots of \(label): \(damage)"))
            } else {
                block.stored(as: key)
            }
            series[chart, default: RankingSeries()].merge(block)
        } catch {
            report(ArchiveError(.damaged, path, "lost the snapshots of \(label): \(error)"))
        }
    }

    /// Reads the blocks with data in the last seconds of each chart, and the log.
    mutating func readNewest(seconds: Int64, _ database: Database) throws {
        let log = try log(database)
        for chart in charts.keys.sorted() {
            let frames = frames(of: chart, in: log)
            do {
                let first = frames.compactMap(\.seenTimes.first).min()
                try readNewest(of: chart, seconds: seconds, and: first ?? .max, database)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                // The other blocks are read later, in both directions.
                report(ArchiveError(error, path: path, action: "read all of it"))
                incomplete.insert(chart)
            }
            for frame in frames { append(frame, to: chart) }
        }
    }

    /// Reads blocks of one chart from the newest one backwards, until they end before the last `seconds` of the chart
    /// and begin before `logged`, the time of the first snapshot in the log.
    private mutating func readNewest(
        of chart: Int64,
        seconds: Int64,
        and logged: Int64,
        _ database: Database
    ) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT key, first, last, data FROM block WHERE chart = ? ORDER BY first DESC",
            arguments: [chart]
        )
        // The start of the period to read, and of the blocks read so far.
        var (start, begin) = (Int64.max, Int64.max)
        while let row = try rows.next() {
            let (first, last): (Int64, Int64) = (try row.value("first"), try row.value("last"))
            if start == .max {
                let (time, overflow) = last.subtractingReportingOverflow(seconds)
                start = overflow ? .min : time
            }
            guard last >= start || (logged < begin && logged < .max) else {
                incomplete.insert(chart)
                return
            }
            begin = first
            let key: Int64 = try row.value("key")
            guard seen.insert(key).inserted else { continue }
            take(try row.bytes("data"), key: key, chart: chart, first: Timestamp(seconds: first))
        }
    }

    mutating func readLog(_ database: Database) throws {
        let log = try log(database)
        for chart in log?.charts ?? [] {
            for frame in frames(of: chart, in: log) { append(frame, to: chart) }
        }
    }

    /// Returns the log of the charts; `nil` if it can't be read.
    private mutating func log(_ database: Database) throws -> ArchiveLog? {
        do {
            return try ArchiveLog(database, of: Array(charts.keys))
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            report(ArchiveError(error, path: path, action: "read all of it"))
            return nil
        }
    }

    /// Returns the readable frames of a chart in the log.
    private mutating func frames(of chart: Int64, in log: ArchiveLog?) -> [RankingFrame] {
        guard let log else { return [] }
        let (frames, damages) = log.frames(of: chart)
        for damage in damages { report(ArchiveError(.damaged, path, "damaged record in the log: \(damage)")) }
        return frames.map(\.frame)
    }

    private mutating func append(_ frame: RankingFrame, to chart: Int64) {
        for time in frame.seenTimes {
            series[chart, default: RankingSeries()].append(frame.entries, at: time, isPartial: frame.isPartial)
        }
    }

    private mutating func report(_ problem: ArchiveError) {
        if problems.count < Self.problemLimit { problems.append(problem) }
    }

    /// The rankings read so far, in the order in which charts were added, and the problems found.
    var rankings: ArchiveReader.Rankings {
        ArchiveReader.Rankings(
            series: series.keys.sorted().compactMap { number in
                charts[number].flatMap { chart in series[number].map { (chart, $0) } }
            },
            incomplete: Set(incomplete.compactMap { charts[$0] }),
            problems: problems
        )
    }
}
