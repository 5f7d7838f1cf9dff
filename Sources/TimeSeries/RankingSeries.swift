/// The rankings of one chart over time: ordered ids for every tick, at irregular times.
///
/// Important properties:
/// - A tick is a *change*. Appending the ranking of the last tick again makes no new tick; it only moves that tick's
///   `seenUntil`. A poller may append at any rate.
/// - Ticks may be partial: they rank a few ids and have no information about others. If an id is absent from a full
///   tick, it isn't ranked (`rank == nil`). If it is absent from a partial tick, its rank is unknown, and the tick
///   gives no point for the id. A partial tick is never confirmed, because a rank quoted twice gives no information
///   about the time in between.
/// - Ticks may arrive late. They are inserted by time, so the order of appending doesn't matter, with two exceptions:
///   if one ranking is seen several times within a minute, the times in the middle are dropped, and if it is seen more
///   than 1,024 times, every second time is dropped.
/// - If two full rankings have the same time and one consists of the first entries of the other, the longer one is
///   kept. Otherwise, the one appended last is kept.
///
/// Ids are dense handles that the caller assigns, and times are in seconds of any clock. The series is a value type. A
/// copy is cheap and never changes, so a reader can keep one while the writer continues.
///
/// Ticks are stored in blocks of up to 168, one byte per id and tick (`RankingBlock`): about 1.2 bytes per point, and
/// no decoding for queries. The ranks of stored blocks may be evicted to a `ColdBlockStore`.
public struct RankingSeries: Sendable {
    /// An id and its rank.
    public struct Entry: Hashable, Sendable {
        /// The rank, at least 1.
        public var rank: UInt16
        public var id: UInt32

        public init(rank: UInt16, id: UInt32) {
            self.rank = rank
            self.id = id
        }
    }

    /// The time of a ranking and its position in the series.
    public struct Tick: Hashable, Sendable {
        /// The position, counted from 0; valid until the series changes.
        public let position: Int
        public let time: Int64
        /// The last time the same ranking was seen; at least `time`.
        public let seenUntil: Int64
        public let isPartial: Bool
    }

    /// The effect of appending a ranking.
    public enum Change: Hashable, Sendable {
        case appended
        /// The ranking equals the existing one. Only the existing ranking's `seenUntil` changed.
        case confirmed
        /// This ranking was already known at this time; nothing changed.
        case known
        /// A different ranking with the same time was replaced.
        case replaced
        /// The ranking was part of an existing full ranking and was ignored.
        case ignored
    }

    /// The blocks in order of time, each with up to 168 consecutive ticks.
    public private(set) var blocks: [RankingBlock] = []
    /// The position of each block's first tick.
    private(set) var firsts: [Int] = []
    /// The time of each block's first tick.
    private(set) var begins: [Int64] = []
    /// The number of ticks.
    public private(set) var count = 0

    public init() {}

    /// The number of seconds within which only the first and the last time of an unchanged ranking are kept.
    static let confirmationSpacing: Int64 = 60

    /// The maximum number of times kept for one ranking.
    static let seenTimeLimit = 1024

    /// Appends the ranking seen at `time`. A different ranking with the same time is replaced, unless it is full and
    /// the new ranking is partial or consists of its first entries.
    ///
    /// - Parameter entries: The entries in any order. Each id and each rank occurs at most once.
    /// - Complexity: O(entries) at the end of the series; O(block) for a late ranking.
    @discardableResult
    public mutating func append(_ entries: [Entry], at time: Int64, isPartial: Bool = false) -> Change {
        guard let position = index(asOf: time) else {
            place(entries, at: time, isPartial: isPartial)
            return .appended
        }
        if shows(entries, isPartial: isPartial, at: position) {
            if seenTimes(at: position).contains(time) { return .known }
            confirm(position, at: time)
            return .confirmed
        }
        let isReplacement = seenTimes(at: position).contains(time)
        if isReplacement {
            let sorted = entries.sorted { $0.rank < $1.rank }
            if isEqual(sorted, isPartial: isPartial, to: position) { return .known }
            if isPart(sorted, isPartial: isPartial, of: position) { return .ignored }
        }
        if isReplacement { forgetSeenTime(at: time, in: position) }
        place(entries, at: time, isPartial: isPartial)
        return isReplacement ? .replaced : .appended
    }

    private func isEqual(_ entries: [Entry], isPartial: Bool, to position: Int) -> Bool {
        tick(at: position).isPartial == isPartial && self.entries(at: position) == entries
    }

    /// Returns whether the given ranking can be ignored, because the existing ranking is full and the given one is
    /// partial or consists of its first entries.
    private func isPart(_ entries: [Entry], isPartial: Bool, of position: Int) -> Bool {
        guard !tick(at: position).isPartial else { return false }
        return isPartial || self.entries(at: position).starts(with: entries)
    }

    /// Inserts a ranking by time. If an adjacent tick has the same ranking, adds the time to that tick instead.
    private mutating func place(_ entries: [Entry], at time: Int64, isPartial: Bool) {
        let before = index(asOf: time)
        if let before {
            if shows(entries, isPartial: isPartial, at: before) { return confirm(before, at: time) }
            split(before, after: time)
        }
        let position = before.map { $0 + 1 } ?? 0
        insert(entries, seen: [time], isPartial: isPartial, position: position)
        mergeIfEqual(position)
    }

    private func shows(_ entries: [Entry], isPartial: Bool, at position: Int) -> Bool {
        let (block, column) = locate(position)
        return !isPartial && withTicks(of: block) { $0.shows(entries, column: column) }
    }

    func seenTimes(at position: Int) -> ArraySlice<Int64> {
        let (block, column) = locate(position)
        return withTicks(of: block) { $0.seenTimes.all(column) }
    }

    mutating func setSeenTimes(_ times: some Collection<Int64>, at position: Int) {
        let (block, column) = locate(position)
        blocks[block].setSeenTimes(times, column: column)
        if column == 0 { begins[block] = blocks[block].firstSeenTime ?? .max }
    }

    private mutating func confirm(_ position: Int, at time: Int64) {
        addSeenTime(time, at: position)
        mergeIfEqual(position)
    }

    private mutating func addSeenTime(_ time: Int64, at position: Int) {
        var times = Array(seenTimes(at: position))
        let place = times.partitioningIndex { $0 >= time }
        guard place > 0, place == times.count || times[place] != time else { return }
        times.insert(time, at: place)
        // The previous time is redundant if this one is within a minute of the one before it.
        if place > 1, time - times[place - 2] < Self.confirmationSpacing { times.remove(at: place - 1) }
        if times.count > Self.seenTimeLimit {
            let last = times.count - 1
            times = times.indices.filter { $0 % 2 == 0 || $0 == last }.map { times[$0] }
        }
        setSeenTimes(times, at: position)
    }

    /// Merges the tick at a position with the next one if both are full and have the same ranking.
    mutating func mergeIfEqual(_ position: Int) {
        guard position + 1 < count, !tick(at: position).isPartial, !tick(at: position + 1).isPartial,
            shows(entries(at: position + 1), isPartial: false, at: position)
        else { return }
        let times = seenTimes(at: position + 1)
        remove(position + 1)
        for time in times { addSeenTime(time, at: position) }
    }

    /// Moves the times of a tick after `time` to a separate tick, because a different ranking was seen in between.
    private mutating func split(_ position: Int, after time: Int64) {
        let times = seenTimes(at: position)
        let later = times.filter { $0 > time }
        guard !later.isEmpty else { return }
        let (list, isPartial) = (entries(at: position), tick(at: position).isPartial)
        setSeenTimes(times.filter { $0 <= time }, at: position)
        insert(list, seen: later, isPartial: isPartial, position: position + 1)
    }

    private mutating func forgetSeenTime(at time: Int64, in position: Int) {
        let rest = seenTimes(at: position).filter { $0 != time }
        if rest.isEmpty { remove(position) } else { setSeenTimes(rest, at: position) }
    }

    private mutating func insert(_ entries: [Entry], seen: [Int64], isPartial: Bool, position: Int) {
        let block = makeRoom(at: position, for: entries.count)
        blocks[block].insert(entries, seen: seen, isPartial: isPartial, column: position - firsts[block])
        count += 1
        renumber(from: block)
    }

    mutating func remove(_ position: Int) {
        let (block, column) = locate(position)
        blocks[block].remove(column)
        count -= 1
        if blocks[block].count == 0 {
            blocks.remove(at: block)
            firsts.remove(at: block)
        }
        renumber(from: block)
    }

    /// Returns the index of the block for a new tick at `position`. If the block is full, adds a new one next to it or,
    /// for a tick in the middle of the block, splits it.
    private mutating func makeRoom(at position: Int, for ids: Int) -> Int {
        let last = blocks.count - 1
        if position == count {
            if last >= 0, !blocks[last].isFull, blocks[last].hasSlots(for: ids) { return last }
            blocks.append(RankingBlock())
            firsts.append(count)
            return blocks.count - 1
        }
        var block = locate(position).block
        while blocks[block].isFull || !blocks[block].hasSlots(for: ids) {
            let end = firsts[block] + blocks[block].count
            guard position > firsts[block], position < end else {
                // The tick is before or after all ticks of the block, so the block doesn't have to be split.
                if position == end { block += 1 }
                blocks.insert(RankingBlock(), at: block)
                firsts.insert(position, at: block)
                return block
            }
            let whole = blocks[block]
            let half = min(whole.count / 2, position - firsts[block])
            blocks[block] = whole.part(0..<half)
            blocks.insert(whole.part(half..<whole.count), at: block + 1)
            firsts.insert(firsts[block] + half, at: block + 1)
            if position - firsts[block] > half { block += 1 }
        }
        return block
    }

    private mutating func renumber(from block: Int) {
        begins.removeSubrange(max(0, min(block, begins.count))...)
        for index in stride(from: max(0, block), to: blocks.count, by: 1) {
            firsts[index] = index == 0 ? 0 : firsts[index - 1] + blocks[index - 1].count
            begins.append(blocks[index].firstSeenTime ?? .max)
        }
    }

    // MARK: Whole blocks

    /// Adds the ticks of a stored block. If the series has no ticks in the block's time range, the block is added
    /// unchanged; otherwise, its ticks are appended one by one.
    ///
    /// - Complexity: O(blocks) if the block is added unchanged.
    public mutating func merge(_ block: RankingBlock) {
        guard let first = block.firstSeenTime, let last = block.lastSeenTime else { return }
        let place = blocks.partitioningIndex { ($0.firstSeenTime ?? .max) > first }
        let isAfter = place == 0 || blocks[place - 1].lastSeenTime ?? .max < first
        let isBefore = place == blocks.count || last < blocks[place].firstSeenTime ?? .min
        if isAfter, isBefore {
            blocks.insert(block, at: place)
            firsts.insert(0, at: place)
            count += block.count
            return renumber(from: place)
        }
        append(block)
    }

    /// Appends the ticks of a block one by one.
    ///
    /// - Complexity: See ``append(_:at:isPartial:)``.
    public mutating func append(_ block: RankingBlock) {
        let block = block.unpacked
        for column in 0..<block.count {
            let frame = block.frame(column)
            for time in frame.seenTimes { append(frame.entries, at: time, isPartial: frame.isPartial) }
        }
    }

    /// Adds a time after all others to the last tick, which must be in an outline; see ``RankingOutline``.
    mutating func confirmLast(at time: Int64) { blocks[blocks.count - 1].confirmLast(at: time) }

    /// Removes stored blocks whose rankings were all last seen before `time`, as pruning does in the archive.
    public mutating func forgetStoredBlocks(before time: Int64) {
        removeBlocks { $0.key != nil && $0.lastSeenTime ?? .max < time }
    }

    /// Removes blocks, of which none or all of the ticks are removed.
    mutating func removeBlocks(where isRemoved: (RankingBlock) -> Bool) {
        guard blocks.contains(where: isRemoved) else { return }
        blocks.removeAll(where: isRemoved)
        firsts = Array(repeating: 0, count: blocks.count)
        count = blocks.reduce(0) { $0 + $1.count }
        renumber(from: 0)
    }

    /// Calls `change` with each block. The closure may change keys, eviction and ids, but not the ticks or their order.
    public mutating func forEachBlock(_ change: (inout RankingBlock) -> Void) {
        for index in blocks.indices { change(&blocks[index]) }
    }
}
