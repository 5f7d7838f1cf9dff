import GRDB
import Synchronization
public import TimeSeries

/// The blocks of an archive for series that keep only a part in memory.
///
/// What was read last is kept: a page asks for the same few blocks with every frame.
public final class ArchiveBlockStore: ColdBlockStore {
    private struct Cache {
        var blocks: [Int64: RankingBlock] = [:]
        /// Least lately used first.
        var order: [Int64] = []
        var failed: Set<Int64> = []
    }

    private let reader: ArchiveReader
    private let name: @Sendable (UInt32) -> UInt32
    private let cache = Mutex(Cache())

    /// Blocks kept, of about 40 kB each.
    private static let limit = 256

    /// - Parameter name: what the series call an app of that number.
    public init(_ reader: ArchiveReader, name: @escaping @Sendable (UInt32) -> UInt32) {
        self.reader = reader
        self.name = name
    }

    public func block(_ key: Int64) -> RankingBlock? {
        cache.withLock { cache in
            if let block = cache.blocks[key] {
                if cache.order.last != key {
                    cache.order.removeAll { $0 == key }
                    cache.order.append(key)
                }
                return block
            }
            guard !cache.failed.contains(key) else { return nil }
            let block: RankingBlock
            do throws(ArchiveError) {
                guard let found = try read(key) else {
                    cache.failed.insert(key)
                    return nil
                }
                block = found
            } catch {
                // Busy, or a disk that fails: it may be read the next time.
                return nil
            }
            if cache.order.count == Self.limit { cache.blocks[cache.order.removeFirst()] = nil }
            cache.blocks[key] = block
            cache.order.append(key)
            return block
        }
    }

    /// - Returns: `nil` where there is no such block, or a damaged one.
    private func read(_ key: Int64) throws(ArchiveError) -> RankingBlock? {
        let data = try reader.read { database in
            try Row.fetchOne(database, sql: "SELECT data FROM block WHERE key = ?", arguments: [key])?.bytes("data")
        }
        guard let data, let reading = try? RankingBlock.decode(data), reading.damage == nil else { return nil }
        return reading.block.renamed(name)
    }
}
