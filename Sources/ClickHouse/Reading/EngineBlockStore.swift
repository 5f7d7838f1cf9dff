public import Market
import Synchronization
public import TimeSeries

/// A store that reads evicted ranking blocks from an engine on demand.
///
/// While a page is drawn, nothing may wait for the server. Therefore, after ``readOnRequest(_:)``, a block that isn't
/// cached is only requested; it's missing until ``readRequested()`` has read it. The most recently used blocks are
/// cached.
public final class EngineBlockStore: ColdBlockStore {
    fileprivate struct Period {
        var chart: Chart
        var times: ClosedRange<Int64>
    }

    fileprivate struct State {
        /// The chart and the times of each block.
        var periods: [Int64: Period] = [:]
        var lastKey: Int64 = 0
        var handles: [AppID: UInt32] = [:]
        var blocks: [Int64: RankingBlock] = [:]
        /// The number of the last use of each cached block.
        var uses: [Int64: Int] = [:]
        var useCount = 0
        /// The uses up to this number were before the requested blocks were read last.
        var readAt = 0
        var failed: Set<Int64> = []
        var requested: Set<Int64> = []
        var handler: (@Sendable () -> Void)?
    }

    private let reader: EngineReader
    private let limit: Int
    private let state = Mutex(State())

    /// The maximum number of blocks to read at once.
    private static let requestLimit = 32

    /// Creates a store.
    ///
    /// - Parameter limit: The maximum number of cached blocks, each of which takes about 40 kB.
    public init(_ reader: EngineReader, limit: Int = 512) { (self.reader, self.limit) = (reader, limit) }

    /// Adds a block that was read from the engine.
    ///
    /// - Returns: The block's key.
    public func add(_ times: ClosedRange<Int64>, of chart: Chart) -> Int64 {
        state.withLock { state in
            state.lastKey += 1
            state.periods[state.lastKey] = Period(chart: chart, times: times)
            return state.lastKey
        }
    }

    /// Records the handles that ranking series use for apps.
    public func note(_ apps: [AppID], _ handles: [UInt32]) {
        state.withLock { state in
            for (app, handle) in zip(apps, handles) { state.handles[app] = handle }
        }
    }

    /// Removes blocks that no longer exist in this form.
    public func remove(_ keys: [Int64]) {
        state.withLock { state in
            for key in keys {
                (state.periods[key], state.blocks[key], state.uses[key]) = (nil, nil, nil)
                state.requested.remove(key)
                state.failed.remove(key)
            }
        }
    }

    /// From now on, doesn't wait for the engine if a block is needed, and calls a closure instead, which causes a call
    /// of ``readRequested()``. The closure must not block.
    public func readOnRequest(_ handler: @escaping @Sendable () -> Void) {
        state.withLock { $0.handler = handler }
    }

    /// The charts with blocks that have been requested and not read.
    public var requestedCharts: Set<Chart> {
        state.withLock { state in Set(state.requested.compactMap { state.periods[$0]?.chart }) }
    }

    public func block(_ key: Int64) -> RankingBlock? {
        let (found, handler, mayRead) = state.withLock { state -> (RankingBlock?, (@Sendable () -> Void)?, Bool) in
            if let block = state.blocks[key] {
                state.use(key)
                return (block, nil, false)
            }
            guard state.periods[key] != nil, !state.failed.contains(key) else { return (nil, nil, false) }
            guard let handler = state.handler else { return (nil, nil, true) }
            let isNew = state.requested.count < Self.requestLimit && state.requested.insert(key).inserted
            return (nil, isNew ? handler : nil, false)
        }
        handler?()
        guard mayRead else { return found }
        _ = try? read(key)
        return state.withLock { $0.blocks[key] }
    }

    public func hasFailed(_ key: Int64) -> Bool {
        state.withLock { $0.failed.contains(key) || $0.periods[key] == nil }
    }

    /// Reads the requested blocks. Blocks the thread.
    ///
    /// - Returns: Whether any block was read. It's `false` if the cache is full of blocks that are on the screen.
    /// - Throws: An error if the engine can't be read. The blocks remain requested.
    public func readRequested() throws(EngineError) -> Bool {
        let keys = state.withLock { $0.requested.sorted() }
        var isNews = false
        for key in keys where try read(key) { isNews = true }
        state.withLock { if isNews { $0.readAt = $0.useCount } }
        return isNews
    }

    /// Reads a block into the cache.
    ///
    /// - Returns: Whether the block can be shown now.
    private func read(_ key: Int64) throws(EngineError) -> Bool {
        let period = state.withLock { state -> Period? in
            guard state.makeRoom(limit) else {
                state.requested.remove(key)
                return nil
            }
            return state.periods[key]
        }
        guard let period else { return false }
        let slice = try reader.slices(of: [period.chart], in: period.times).first
        return state.withLock { state in
            state.requested.remove(key)
            guard let slice, let block = slice.series.blocks.first, slice.series.blocks.count == 1 else {
                state.failed.insert(key)
                return false
            }
            let handles = state.handles
            state.blocks[key] = block.renamed { handles[slice.apps[Int($0)]] ?? .max }
            state.use(key)
            return true
        }
    }
}

extension EngineBlockStore.State {
    fileprivate mutating func use(_ key: Int64) {
        useCount += 1
        uses[key] = useCount
    }

    /// Removes the least recently used block if the cache is full.
    ///
    /// - Returns: Whether there is room. If blocks are read on request, blocks that were used since the last reading are
    ///   kept; otherwise, a page that needs more blocks than the cache has room for would be drawn again and again.
    fileprivate mutating func makeRoom(_ limit: Int) -> Bool {
        guard blocks.count >= limit, let oldest = uses.min(by: { $0.value < $1.value }) else { return true }
        guard handler == nil || oldest.value <= readAt else { return false }
        (blocks[oldest.key], uses[oldest.key]) = (nil, nil)
        return true
    }
}
