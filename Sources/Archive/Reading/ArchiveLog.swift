import GRDB
import TimeSeries

/// The log of an archive: snapshot records that haven't been moved into blocks yet.
struct ArchiveLog {
    private var records: [Int64: [(number: Int64, record: [UInt8])]] = [:]

    var charts: [Int64] { records.keys.sorted() }

    /// Reads the records of the log.
    ///
    /// - Parameter charts: The numbers of the charts to read; `nil` for all charts.
    init(_ database: Database, of charts: [Int64]? = nil) throws {
        let condition = charts.map { "WHERE chart IN (\($0.map(String.init).joined(separator: ",")))" } ?? ""
        let cursor = try Row.fetchCursor(
            database,
            sql: "SELECT number, chart, record FROM log \(condition) ORDER BY number"
        )
        while let row = try cursor.next() {
            records[try row.value("chart"), default: []].append((try row.value("number"), try row.bytes("record")))
        }
    }

    /// Reads some records of the log.
    ///
    /// - Parameter numbers: The numbers of the records, by chart number.
    init(_ database: Database, numbers: [Int64: [Int64]]) throws {
        let statement = try database.cachedStatement(sql: "SELECT record FROM log WHERE number = ?")
        for (chart, numbers) in numbers {
            records[chart] = try numbers.map { number in
                guard let row = try Row.fetchOne(statement, arguments: [number]), let record = row.bytes(0) else {
                    throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "no record \(number) in the log")
                }
                return (number, record)
            }
        }
    }

    /// Decodes the records of a chart. Returns the frames of its readable records and an error for each damaged one.
    func frames(of chart: Int64) -> (frames: [(number: Int64, frame: RankingFrame)], damages: [RankingDamage]) {
        var decoder = RankingChainDecoder()
        var frames: [(number: Int64, frame: RankingFrame)] = []
        var damages: [RankingDamage] = []
        for (number, record) in records[chart] ?? [] {
            do throws(RankingDamage) {
                frames.append((number, try decoder.frame(record)))
            } catch {
                damages.append(error)
            }
        }
        return (frames, damages)
    }

    /// Deletes records that have been moved into blocks.
    ///
    /// - Parameter numbers: The numbers of the records.
    func delete(_ numbers: [Int64], _ database: Database) throws {
        let delete = try database.cachedStatement(sql: "DELETE FROM log WHERE number = ?")
        for number in numbers { try delete.execute(arguments: [number]) }
    }
}
