extension RankingSeries {
    /// Returns the index of the block that contains the tick at a position, and the tick's column in that block.
    ///
    /// - Precondition: `position` is valid.
    func locate(_ position: Int) -> (block: Int, column: Int) {
        precondition(position >= 0 && position < count, "no tick \(position) in a ranking of \(count)")
        let block = firsts.partitioningIndex { $0 > position } - 1
        return (block, position - firsts[block])
    }

    /// Returns the tick at a position from 0 to `count` − 1.
    ///
    /// - Parameter limit: The time after which confirmations of the tick are ignored.
    /// - Complexity: O(log blocks).
    public func tick(at position: Int, limit: Int64 = .max) -> Tick {
        let (block, column) = locate(position)
        return withTicks(of: block) { $0.tick(column, position: position, limit: limit) }
    }

    /// Calls a closure with a block. Reading an element of the array, or of a buffer pointer, would copy the references
    /// to all arrays of the block, which takes longer than most queries.
    func withBlock<Result>(_ index: Int, _ body: (borrowing RankingBlock) -> Result) -> Result {
        blocks.withUnsafeBufferPointer { blocks in
            guard let first = blocks.baseAddress, blocks.indices.contains(index) else {
                preconditionFailure("no block \(index) in a ranking with \(blocks.count) blocks")
            }
            return body(first[index])
        }
    }

    /// Calls a closure with a block whose times and depths are arrays.
    ///
    /// - Complexity: O(ticks of the block) if it is packed.
    func withTicks<Result>(of index: Int, _ body: (borrowing RankingBlock) -> Result) -> Result {
        withBlock(index) { $0.isPacked ? body($0.unpacked) : body($0) }
    }

    /// Returns the ranking of the tick at a position, best first; ranks may have gaps.
    ///
    /// - Complexity: O(ids in the tick's block).
    public func entries(at position: Int) -> [Entry] {
        let (block, column) = locate(position)
        return withTicks(of: block) { $0.entries(column) }
    }

    /// Returns the number of entries of the tick at a position, and its last rank, which is greater if there are gaps
    /// between ranks; 0 if it has no entries.
    ///
    /// - Complexity: O(log blocks).
    public func depth(at position: Int) -> (entries: Int, lastRank: Int) {
        let (block, column) = locate(position)
        return withTicks(of: block) { ($0.depth(of: column), Int($0.lastRank(column))) }
    }

    /// The time of the first tick; `nil` if the series is empty.
    public var firstSeenTime: Int64? { blocks.first?.firstSeenTime }

    /// The last time at which the last tick's ranking was seen; `nil` if the series is empty.
    public var lastSeenTime: Int64? { blocks.last?.lastSeenTime }

    /// Returns the time of the first tick after `time`; `nil` if there is none.
    public func start(after time: Int64) -> Int64? {
        let position = index(asOf: time).map { $0 + 1 } ?? 0
        return position < count ? start(ofTickAt: position) : nil
    }

    /// Returns the time of the last tick before `time`; `nil` if there is none.
    public func start(before time: Int64) -> Int64? {
        time == .min ? nil : index(asOf: time - 1).map(start(ofTickAt:))
    }

    private func start(ofTickAt position: Int) -> Int64 {
        let (block, column) = locate(position)
        return withTicks(of: block) { $0.seenTimes.first(column) }
    }

    /// Returns whether the ranking of a tick is in memory or can be read. An unreadable tick has no information about
    /// any id.
    public func isReadable(at position: Int) -> Bool { blocks[locate(position).block].isReadable }

    /// Returns every time at which the ranking of the tick at a position was seen, in order.
    public func times(ofSnapshotAt position: Int) -> [Int64] {
        let (block, column) = locate(position)
        return withTicks(of: block) { Array($0.seenTimes.all(column)) }
    }

    /// Returns the position of the tick that is current at `time`: the last tick at or before it. Returns `nil` if all
    /// ticks are later.
    ///
    /// - Complexity: O(log ticks), as for all queries by time.
    public func index(asOf time: Int64) -> Int? {
        let after = begins.partitioningIndex { $0 > time }
        guard after > 0 else { return nil }
        return firsts[after - 1] + withBlock(after - 1) { $0.column(after: time) } - 1
    }

    /// Returns the tick that is current at `time`, with `seenUntil` limited to `time`; `nil` if all ticks are later.
    public func tick(asOf time: Int64) -> Tick? { index(asOf: time).map { tick(at: $0, limit: time) } }

    /// Returns the last tick before `time`; `nil` if there is none.
    public func tick(before time: Int64) -> Tick? { time == .min ? nil : tick(asOf: time - 1) }

    /// Returns the tick before `current` that was seen nearest to `target`.
    ///
    /// Snapshots drift: yesterday's may be a few minutes less than a day old. So a tick shortly after `target` is
    /// preferred to one that was last seen long before `target`. A tick before a ``longestGap`` isn't compared with.
    public func reference(for target: Int64, before current: Int64) -> Tick? {
        guard let earlier = index(asOf: current - 1) else { return nil }
        guard let before = index(asOf: target) else { return tick(at: 0) }
        let candidate = tick(at: min(before, earlier))
        guard before < earlier, candidate.seenUntil < target else {
            return target - candidate.seenUntil > Self.longestGap ? nil : candidate
        }
        let next = tick(at: before + 1)
        return next.time - target < target - candidate.seenUntil ? next : candidate
    }

    /// Returns whether any tick may list `id`, without reading ranks.
    ///
    /// - Complexity: O(blocks).
    public func mentions(_ id: UInt32) -> Bool {
        blocks.indices.contains { withBlock($0) { $0.mentions(id) } }
    }

    /// Returns the rank of `id` in the tick at a position; `nil` if it isn't ranked or the ranks can't be read.
    public func rank(of id: UInt32, at position: Int) -> UInt16? {
        let (block, column) = locate(position)
        return withBlock(block) { $0.rank(of: id, column: column) }
    }
}

extension RandomAccessCollection where Index == Int {
    /// Returns the first index whose element satisfies `predicate`, or `endIndex` if none does.
    ///
    /// - Precondition: If an element satisfies `predicate`, all elements after it do too.
    /// - Complexity: O(log n).
    package func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
