import GRDB
import Market
import Synchronization
public import TimeSeries

/// A store that loads evicted ranking blocks from an archive on demand.
///
/// The most recently used blocks are cached, because a page needs the same few blocks for every frame.
public final class ArchiveBlockStore: ColdBlockStore {
    private struct Cache {
        var prepared = PreparedRanks()
        var blocks: [Int64: RankingBlock] = [:]
        /// The keys of the blocks, least recently used first.
        var order: [Int64] = []
        var failed: Set<Int64> = []
    }

    let reader: ArchiveReader
    private let logged: [Int64: LoggedTicks]
    private let errors: BlockErrors?
    private let handle: @Sendable (UInt32) -> UInt32
    /// A function that returns the app numbers with a handle.
    let numbers: @Sendable (UInt32) -> [UInt32]
    private let cache = Mutex(Cache())

    /// The maximum number of cached blocks, each of which takes about 40 kB.
    private static let limit = 256

    /// Creates a store that reads from an archive.
    ///
    /// - Parameters:
    ///   - logged: Ticks of the log, by the key of the block that contains them.
    ///   - errors: The receiver of errors for blocks that can't be read; `nil` if they aren't shown.
    ///   - numbers: A function that returns the app numbers with a handle (default: none, so that no ranks are prepared).
    ///   - handle: A function that converts an app number in the archive to the handle used in ranking series.
    public init(
        _ reader: ArchiveReader,
        logged: [Int64: LoggedTicks] = [:],
        errors: BlockErrors? = nil,
        numbers: @escaping @Sendable (UInt32) -> [UInt32] = { _ in [] },
        handle: @escaping @Sendable (UInt32) -> UInt32
    ) {
        self.reader = reader
        self.logged = logged
        self.errors = errors
        self.numbers = numbers
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
                if error.reason != .locked { errors?.add(error) }
                return nil
            }
            if cache.order.count == Self.limit { cache.blocks[cache.order.removeFirst()] = nil }
            cache.blocks[key] = block
            cache.order.append(key)
            return block
        }
    }

    public func ranks(of id: UInt32, in key: Int64) -> RankRow? { cache.withLock { $0.prepared[id, key] } }

    /// Returns the keys of stored blocks in which the ranks of an app would have to be read.
    func unprepared(_ keys: [Int64], of id: UInt32) -> [Int64] {
        cache.withLock { cache in
            keys.filter {
                cache.prepared[id, $0] == nil && cache.blocks[$0] == nil && !cache.failed.contains($0)
                    && logged[$0] == nil
            }
        }
    }

    /// Caches the ranks of an app by the keys of their blocks.
    func note(_ ranks: [(key: Int64, ranks: RankRow)], of id: UInt32) {
        cache.withLock { $0.prepared.add(ranks, of: id) }
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
        guard let data else {
            errors?.add(
                ArchiveError(
                    .missing,
                    reader.path,
                    "block \(key) is no longer in the archive, so its ranks can't be shown; open the archive again"
                )
            )
            return nil
        }
        let damage: RankingDamage
        do throws(RankingDamage) {
            let reading = try RankingBlock.decode(data)
            guard let found = reading.damage else { return reading.block.renamed(handle) }
            damage = found
        } catch {
            damage = error
        }
        let label = (try? reader.label(ofBlock: key)) ?? "a chart (block \(key))"
        errors?.add(
            ArchiveError(
                .damaged,
                reader.path,
                "can't read the snapshots of \(label): \(damage); their ranks are missing; restore a backup if you have one"
            )
        )
        return nil
    }
}

extension ArchiveReader {
    /// Returns text that identifies a block: its chart, key and start.
    fileprivate func label(ofBlock key: Int64) throws(ArchiveError) -> String? {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: "SELECT c.*, b.first FROM block b JOIN chart c ON c.number = b.chart WHERE key = ?",
                arguments: [key]
            )
            guard let row, let chart = try ChartRow.chart(row) else { return nil }
            let first = Timestamp(seconds: try row.value("first"))
            return "\(chart.title) (block \(key), starting \(first.iso8601))"
        }
    }
}
