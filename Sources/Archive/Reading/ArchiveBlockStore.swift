import GRDB
import Synchronization
public import TimeSeries

/// A store that loads evicted ranking blocks from an archive on demand.
///
/// The most recently used blocks are cached, because a page needs the same few blocks for every frame.
public final class ArchiveBlockStore: ColdBlockStore {
    private struct Cache {
        var blocks: [Int64: RankingBlock] = [:]
        /// The keys of the blocks, least recently used first.
        var order: [Int64] = []
        var failed: Set<Int64> = []
    }

    private let reader: ArchiveReader
    private let logged: [Int64: LoggedTicks]
    private let handle: @Sendable (UInt32) -> UInt32
    private let cache = Mutex(Cache())

    /// The maximum number of cached blocks, each of which takes about 40 kB.
    private static let limit = 256

    /// Creates a store that reads from an archive.
    ///
    /// - Parameters:
    ///   - logged: Ticks of the log, by the key of the block that contains them.
    ///   - handle: A function that converts an app number in the archive to the handle used in ranking series.
    public init(
        _ reader: ArchiveReader,
        logged: [Int64: LoggedTicks] = [:],
        handle: @escaping @Sendable (UInt32) -> UInt32
    ) {
        self.reader = reader
        self.logged = logged
        self.handle = handle
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
                // Locked or an I/O error: reading may succeed next time.
                return nil
            }
            if cache.order.count == Self.limit { cache.blocks[cache.order.removeFirst()] = nil }
            cache.blocks[key] = block
            cache.order.append(key)
            return block
        }
    }

    public func hasFailed(_ key: Int64) -> Bool { cache.withLock { $0.failed.contains(key) } }

    /// Reads a block from the archive.
    ///
    /// - Returns: The block; `nil` if it doesn't exist or is damaged.
    private func read(_ key: Int64) throws(ArchiveError) -> RankingBlock? {
        if let ticks = logged[key] { return ticks.block()?.renamed(handle) }
        let data = try reader.read { database in
            try Row.fetchOne(database, sql: "SELECT data FROM block WHERE key = ?", arguments: [key])?.bytes("data")
        }
        guard let data, let reading = try? RankingBlock.decode(data), reading.damage == nil else { return nil }
        return reading.block.renamed(handle)
    }
}
