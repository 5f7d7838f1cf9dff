extension RankingSeries {
    /// The position of the tick in force at `time`: the last one not after it.
    ///
    /// - Complexity: O(log ticks), as for all queries by time here.
    public func index(asOf time: Int64) -> Int? {
        let after = ticks.partitioningIndex { $0.time > time }
        return after == 0 ? nil : after - 1
    }

    public func tick(asOf time: Int64) -> Tick? { index(asOf: time).map { ticks[$0] } }

    /// The last tick before `time`.
    public func tick(before time: Int64) -> Tick? {
        let position = ticks.partitioningIndex { $0.time >= time }
        return position == 0 ? nil : ticks[position - 1]
    }

    /// The first tick after `time`.
    public func tick(after time: Int64) -> Tick? {
        let position = ticks.partitioningIndex { $0.time > time }
        return position == ticks.count ? nil : ticks[position]
    }

    /// The tick, older than the one at `current`, whose list comes nearest to the state at `target`.
    ///
    /// Snapshots drift: yesterday's may be a few minutes less than a day old. So a tick that is near `target`
    /// wins over one that is exactly before it but long out of date.
    public func reference(for target: Int64, before current: Int64) -> Tick? {
        guard let earlier = index(asOf: current - 1) else { return nil }
        guard let before = index(asOf: target) else { return ticks[0] }
        let candidate = ticks[before]
        guard before < earlier, candidate.seenUntil < target else { return ticks[min(before, earlier)] }
        let next = ticks[before + 1]
        return next.time - target < target - candidate.seenUntil ? next : candidate
    }

    /// The place of `id` in the tick that began at `time`.
    public func rank(of id: UInt32, atTick time: Int64) -> UInt16? {
        guard let list = places[id] else { return nil }
        let position = list.partitioningIndex { $0.time >= time }
        return position < list.count && list[position].time == time ? list[position].rank : nil
    }

    /// A point for each tick in `range` that says something of `id`; `rank` is `nil` where the id was off the list.
    public func points(of id: UInt32, in range: ClosedRange<Int64>) -> [RankPoint] {
        let first = ticks.partitioningIndex { $0.time >= range.lowerBound }
        let end = ticks.partitioningIndex { $0.time > range.upperBound }
        guard first < end else { return [] }
        let list = places[id] ?? []
        var cursor = list.partitioningIndex { $0.time >= range.lowerBound }
        var points: [RankPoint] = []
        points.reserveCapacity(end - first)
        for tick in ticks[first..<end] {
            var rank: UInt16?
            if cursor < list.count, list[cursor].time == tick.time {
                rank = list[cursor].rank
                cursor += 1
            }
            if rank != nil || !tick.isPartial {
                points.append(
                    RankPoint(time: tick.time, seenUntil: tick.seenUntil, rank: rank, isPartial: tick.isPartial)
                )
            }
        }
        return points
    }

    /// Everything `id` did up to `time`, in one pass over its places.
    public func record(of id: UInt32, upTo time: Int64) -> RankRecord? {
        guard let list = places[id], let first = list.first, first.time <= time else { return nil }
        var record = RankRecord(firstSeen: first.time, lastSeen: first.time, best: first.rank, bestAt: first.time)
        for place in list {
            guard place.time <= time else { break }
            record.ticksListed += 1
            record.lastSeen = place.time
            record.lastRank = place.rank
            if place.rank < record.best { (record.best, record.bestAt) = (place.rank, place.time) }
        }
        return record
    }

    /// When `id` first stood at `rank` or better.
    public func firstTime(of id: UInt32, atOrAbove rank: UInt16, upTo time: Int64) -> Int64? {
        places[id]?.first { $0.time <= time && $0.rank <= rank }?.time
    }

    /// Whether `id` stood in any tick before `time`.
    public func wasListed(_ id: UInt32, before time: Int64) -> Bool {
        (places[id]?.first).map { $0.time < time } ?? false
    }

    /// Every id that was ever listed.
    public var ids: some Sequence<UInt32> { places.keys }
}

/// What one tick says of one id.
public struct RankPoint: Hashable, Sendable {
    public var time: Int64
    /// Until when the same list was seen.
    public var seenUntil: Int64
    /// `nil` where the id was not on the list.
    public var rank: UInt16?
    public var isPartial: Bool
}

/// An id's history in one ranking.
public struct RankRecord: Hashable, Sendable {
    public var firstSeen: Int64
    public var lastSeen: Int64
    public var best: UInt16
    /// The first time at the best rank.
    public var bestAt: Int64
    public var lastRank: UInt16 = 0
    public var ticksListed = 0

    init(firstSeen: Int64, lastSeen: Int64, best: UInt16, bestAt: Int64) {
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.best = best
        self.bestAt = bestAt
    }
}

extension Array {
    /// The first position whose element satisfies `predicate`, given that all after it do too.
    func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
