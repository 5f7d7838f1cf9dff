import Dispatch
import GRDB
import Synchronization
import TimeSeries

/// The ranks of apps in many blocks, of the most recently requested apps.
struct PreparedRanks {
    private var rows: [UInt32: [Int64: RankRow]] = [:]
    /// The handles of the apps, least recently requested first.
    private var order: [UInt32] = []
    private var count = 0

    /// The number of rows from which only the rows of one app are kept. A row takes about 250 bytes.
    private static let limit = 16_384

    subscript(id: UInt32, key: Int64) -> RankRow? { rows[id]?[key] }

    /// Adds the ranks of an app by the keys of their blocks, and removes those of other apps if there are too many.
    mutating func add(_ new: [(key: Int64, ranks: RankRow)], of id: UInt32) {
        order.removeAll { $0 == id }
        order.append(id)
        for (key, ranks) in new where rows[id, default: [:]].updateValue(ranks, forKey: key) == nil { count += 1 }
        while count > Self.limit, order.count > 1 { count -= rows.removeValue(forKey: order.removeFirst())?.count ?? 0 }
    }
}

extension ArchiveBlockStore {
    /// Reads the ranks of an app in many blocks, which are decoded on all processors. Blocks that can't be read are left
    /// out; ``block(_:)`` reports them. Nothing is read for an app with several numbers in the archive, whose ranks would
    /// have to be merged.
    public func prepareRanks(of id: UInt32, in keys: [Int64]) {
        let missing = unprepared(keys, of: id)
        guard missing.count > 1 else { return }
        let numbers = numbers(id)
        guard numbers.count == 1, let number = numbers.first else { return }
        let blocks = try? reader.read { database in
            let list = missing.map(String.init).joined(separator: ",")
            return try Row.fetchAll(database, sql: "SELECT key, data FROM block WHERE key IN (\(list))")
                .compactMap { row in
                    row.optional(0, as: Int64.self).flatMap { key in row.bytes(1).map { (key: key, data: $0) } }
                }
        }
        guard let blocks else { return }
        let found = Mutex<[(key: Int64, ranks: RankRow)]>([])
        DispatchQueue.concurrentPerform(iterations: blocks.count) { index in
            let block = blocks[index]
            guard let ranks = try? RankingBlock.ranks(of: number, in: block.data) else { return }
            found.withLock { $0.append((block.key, ranks)) }
        }
        note(found.withLock { $0 }, of: id)
    }
}
