import GRDB
import Market
import TimeSeries

/// Reads blocks and log into series, and goes on where something is damaged.
struct RankingsReader {
    let path: String
    let part: ArchiveReader.Part
    /// The charts to read, by number.
    private let charts: [Int64: Chart]
    private var series: [Int64: RankingSeries] = [:]
    private var problems: [ArchiveError] = []
    private var seen: Set<Int64> = []

    private static let problemLimit = 100

    /// - Parameter wanted: the charts to read; all where it is `nil`.
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

    /// All blocks that can be read. Where a page on the way is damaged, the others are read from the other end.
    mutating func readBlocks(_ database: Database) throws {
        do {
            try readBlocks("ASC", database)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            report(ArchiveError(error, path: path, action: "read whole"))
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
        let place = "\(charts[chart]?.title ?? "a chart"), block \(key), from \(first.iso8601) on"
        do throws(RankingDamage) {
            let reading = try RankingBlock.decode(data)
            var block = reading.block
            if let damage = reading.damage {
                report(ArchiveError(.damaged, path, "lost \(reading.lostTicks) lists of \(place): it \(damage)"))
            } else {
                block.stored(as: key)
            }
            series[chart, default: RankingSeries()].merge(block)
        } catch {
            report(ArchiveError(.damaged, path, "lost the lists of \(place): it \(error)"))
        }
    }

    mutating func readLog(_ database: Database) throws {
        do {
            let log = try ArchiveLog(database, of: Array(charts.keys))
            for chart in log.charts {
                let (frames, damages) = log.frames(of: chart)
                for damage in damages { report(ArchiveError(.damaged, path, "has a record in its log that \(damage)")) }
                for (_, frame) in frames { append(frame, to: chart) }
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            report(ArchiveError(error, path: path, action: "read whole"))
        }
    }

    private mutating func append(_ frame: RankingFrame, to chart: Int64) {
        for time in frame.sightings {
            series[chart, default: RankingSeries()].append(frame.placings, at: time, isPartial: frame.isPartial)
        }
    }

    private mutating func report(_ problem: ArchiveError) {
        if problems.count < Self.problemLimit { problems.append(problem) }
    }

    /// What was read, by chart.
    var rankings: ArchiveReader.Rankings {
        ArchiveReader.Rankings(
            series: series.keys.sorted().compactMap { number in
                charts[number].flatMap { chart in series[number].map { (chart, $0) } }
            },
            problems: problems
        )
    }
}
