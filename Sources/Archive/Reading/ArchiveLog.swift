import GRDB
import TimeSeries

/// The records that are not yet in blocks.
struct ArchiveLog {
    private var records: [Int64: [[UInt8]]] = [:]

    var charts: [Int64] { records.keys.sorted() }

    init(_ database: Database) throws {
        let cursor = try Row.fetchCursor(database, sql: "SELECT chart, record FROM log ORDER BY number")
        while let row = try cursor.next() {
            records[try row.value("chart"), default: []].append(try row.bytes("record"))
        }
    }

    /// What one chart's records say, and what is wrong with those that say nothing.
    func frames(of chart: Int64) -> (frames: [RankingFrame], damages: [RankingDamage]) {
        var decoder = RankingChainDecoder()
        var frames: [RankingFrame] = []
        var damages: [RankingDamage] = []
        for record in records[chart] ?? [] {
            do throws(RankingDamage) {
                frames.append(try decoder.frame(record))
            } catch {
                damages.append(error)
            }
        }
        return (frames, damages)
    }
}
