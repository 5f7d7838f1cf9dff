import Market
import TestSupport
import Testing
import TimeSeries

@testable import ClickHouse

@Suite("Rows of rankings, by app")
struct AppColumnsTests {
    private func frame(_ time: Int64, _ ids: [UInt32]) -> RankingFrame {
        let entries = ids.enumerated().map { RankingSeries.Entry(rank: UInt16($0 + 1), id: $1) }
        return RankingFrame(seenTimes: [time, time + 60], isPartial: false, entries: entries)
    }

    private struct Block: Equatable {
        var (charts, apps) = ([String](), [String]())
        var (times, ranks) = ([UInt32](), [UInt16]())
        var (collectors, batches) = (Set<UInt32>(), Set<UInt32>())
    }

    /// Reads a block in the `Native` format.
    private func block(_ bytes: [UInt8]) throws -> Block {
        var reader = RowBinaryReader(bytes)
        var block = Block()
        let (columns, rows) = (try reader.read(UInt8.self), Int(try reader.read(UInt8.self)))
        #expect(Int(columns) == EngineTable.rankings.columns.count)
        for column in EngineTable.rankings.columns {
            #expect(try reader.readText() == column.name)
            #expect(try reader.readText() == column.type)
            for _ in 0..<rows {
                switch column.name {
                case "chart": block.charts.append(try reader.readText())
                case "app": block.apps.append(try reader.readText())
                case "at": block.times.append(try reader.read())
                case "rank": block.ranks.append(try reader.read())
                case "collector": block.collectors.insert(try reader.read())
                default: block.batches.insert(try reader.read())
                }
            }
        }
        #expect(reader.isAtEnd)
        return block
    }

    @Test("rows are in the order of the table's key, also of apps with high numbers; apps without an id are left out")
    func order() throws {
        let apps = [UInt32(3): "30", 5: "100", 4_000_000_000: "200"].mapValues { Fixtures.app($0) }
        // The engine can't store a time before 1970.
        let frames = [frame(-60, [3]), frame(100, [3, 4_000_000_000, 5]), frame(200, [5, 3, 9, 7_000_000])]
        let columns = AppColumns(frames, apps: apps)
        #expect(columns.times == [100, 200])
        var writer = RowBinaryWriter()
        #expect(columns.write(key: "c", collector: 7, batch: 8, to: &writer) == 5)
        let expected = Block(
            charts: Array(repeating: "c", count: 5),
            apps: ["100", "100", "200", "30", "30"],
            times: [100, 200, 100, 100, 200],
            ranks: [3, 1, 2, 1, 2],
            collectors: [7],
            batches: [8]
        )
        #expect(try block(writer.bytes) == expected)
    }

    @Test("rankings without apps give no block")
    func empty() {
        var writer = RowBinaryWriter()
        #expect(AppColumns([frame(100, [1])], apps: [:]).write(key: "c", collector: 7, batch: 8, to: &writer) == 0)
        #expect(writer.bytes.isEmpty)
    }
}
