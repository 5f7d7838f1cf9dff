extension RankingSeries {
    /// Returns a point for each tick in `range` that has information about `id`; `rank` is `nil` if the id wasn't
    /// ranked.
    ///
    /// - Complexity: O(ticks in the range).
    public func points(of id: UInt32, in range: ClosedRange<Int64>) -> [RankPoint] {
        let first = tick(before: range.lowerBound).map { $0.position + 1 } ?? 0
        guard let last = index(asOf: range.upperBound), first <= last else { return [] }
        var points: [RankPoint] = []
        points.reserveCapacity(last - first + 1)
        forEachStretch(of: id, in: first...last, whereListed: false) { stretch in
            for column in stretch.columns {
                let rank = stretch.rank(column)
                guard rank > 0 || !stretch.partial[column] else { continue }
                points.append(
                    RankPoint(
                        time: stretch.seenTimes.first(column),
                        seenUntil: stretch.seenTimes.last(column, limit: range.upperBound),
                        rank: rank > 0 ? rank : nil,
                        isPartial: stretch.partial[column]
                    )
                )
            }
            return true
        }
        return points
    }

    /// Returns the newest tick up to `time` that has information about `id`; `nil` if there is none.
    ///
    /// - Complexity: O(log ticks), or more if partial ticks without the id have to be skipped.
    public func lastPoint(of id: UInt32, upTo time: Int64) -> RankPoint? {
        guard let last = index(asOf: time) else { return nil }
        for position in stride(from: last, through: 0, by: -1) {
            let rank = rank(of: id, at: position)
            let tick = tick(at: position, limit: time)
            guard rank != nil || !tick.isPartial else { continue }
            return RankPoint(time: tick.time, seenUntil: tick.seenUntil, rank: rank, isPartial: tick.isPartial)
        }
        return nil
    }

    /// Returns the time of the first tick after `time` with information about `id`; `nil` if there is none, or if no
    /// tick lists the id.
    ///
    /// - Complexity: O(blocks), or more if partial ticks without the id have to be skipped.
    public func start(after time: Int64, mentioning id: UInt32) -> Int64? {
        let first = index(asOf: time).map { $0 + 1 } ?? 0
        return start(in: stride(from: first, to: count, by: 1), mentioning: id)
    }

    /// Returns the time of the last tick before `time` with information about `id`; `nil` if there is none, or if no
    /// tick lists the id.
    public func start(before time: Int64, mentioning id: UInt32) -> Int64? {
        guard time > .min, let last = index(asOf: time - 1) else { return nil }
        return start(in: stride(from: last, through: 0, by: -1), mentioning: id)
    }

    private func start(in positions: some Sequence<Int>, mentioning id: UInt32) -> Int64? {
        guard blocks.contains(where: { $0.mentions(id) }) else { return nil }
        for position in positions {
            let (block, column) = locate(position)
            let (time, isPartial) = withTicks(of: block) { ($0.seenTimes.first(column), $0.partial[column]) }
            if !isPartial || rank(of: id, at: position) != nil { return time }
        }
        return nil
    }

    /// Returns every time in `range` at which a ranking with information about `id` was seen, changed or not, and the
    /// id's rank at that time.
    public func seenTimes(of id: UInt32, in range: ClosedRange<Int64>) -> [(time: Int64, rank: UInt16?)] {
        guard let last = index(asOf: range.upperBound) else { return [] }
        let first = index(asOf: range.lowerBound) ?? 0
        var seenTimes: [(time: Int64, rank: UInt16?)] = []
        forEachStretch(of: id, in: first...last, whereListed: false) { stretch in
            for column in stretch.columns {
                let rank = stretch.rank(column)
                guard rank > 0 || !stretch.partial[column] else { continue }
                for time in stretch.seenTimes.all(column) where range.contains(time) {
                    seenTimes.append((time, rank > 0 ? rank : nil))
                }
            }
            return true
        }
        return seenTimes
    }

    /// Returns the number of UTC days up to `time` on which `id` was seen with a rank. Days without a snapshot don't
    /// count.
    ///
    /// - Complexity: O(ticks), reading one byte for each.
    public func listedDays(of id: UInt32, upTo time: Int64) -> Int {
        guard let last = index(asOf: time) else { return 0 }
        var days = 0
        // Times before this instant belong to a day that is already counted.
        var dayEnd = Int64.min
        forEachStretch(of: id, in: 0...last, whereListed: true) { stretch in
            for column in stretch.columns where stretch.rank(column) > 0 {
                for seenTime in stretch.seenTimes.all(column) where seenTime >= dayEnd && seenTime <= time {
                    days += 1
                    let inDay = seenTime % 86_400
                    let (end, isOverflown) = seenTime.addingReportingOverflow(inDay < 0 ? -inDay : 86_400 - inDay)
                    dayEnd = isOverflown ? .max : end
                }
            }
            return true
        }
        return days
    }

    /// Returns a summary of the history of `id` up to `time`, or `nil` if it was never ranked.
    ///
    /// - Complexity: O(ticks), reading one byte for each.
    public func record(of id: UInt32, upTo time: Int64) -> RankRecord? {
        history(of: id, reaching: [], upTo: time)?.record
    }

    /// Returns a summary of the history of `id` up to `time` with the first times at which it reached each of some
    /// ranks or better, or `nil` if it was never ranked.
    ///
    /// - Parameter ranks: The ranks, worst first.
    /// - Returns: The summary, and one result for each rank that the id reached, in the order of `ranks`.
    /// - Complexity: O(ticks), reading one byte for each.
    public func history(
        of id: UInt32,
        reaching ranks: [UInt16],
        upTo time: Int64
    ) -> (record: RankRecord, reaches: [RankReach])? {
        guard let last = index(asOf: time) else { return nil }
        var record: RankRecord?
        var found: [Int] = []
        forEachStretch(of: id, in: 0...last, whereListed: true) { stretch in
            for column in stretch.columns {
                let rank = stretch.rank(column)
                guard rank > 0 else { continue }
                guard let known = record else {
                    let time = stretch.seenTimes.first(column)
                    record = RankRecord(firstSeen: time, best: rank, bestAt: time, last: rank, lastSeen: time, ticks: 1)
                    found.add(stretch.first + column, at: rank, reaching: ranks)
                    continue
                }
                record?.ticks += 1
                guard rank < known.best else { continue }
                record?.best = rank
                record?.bestAt = stretch.seenTimes.first(column)
                found.add(stretch.first + column, at: rank, reaching: ranks)
            }
            if let column = stretch.columns.last(where: { stretch.rank($0) > 0 }) {
                record?.last = stretch.rank(column)
                record?.lastSeen = stretch.seenTimes.last(column, limit: time)
            }
            return true
        }
        return record.map { ($0, reaches(at: found)) }
    }

    /// Returns the first time up to `time` at which `id` reached `rank` or better; `nil` if the id never did.
    ///
    /// - Complexity: O(ticks), reading one byte for each.
    public func reach(of id: UInt32, atOrAbove rank: UInt16, upTo time: Int64) -> RankReach? {
        reaches(of: id, atOrAbove: [rank], upTo: time).first
    }

    /// Returns the first times up to `time` at which `id` reached each of some ranks or better.
    ///
    /// - Parameter ranks: The ranks, worst first.
    /// - Returns: One result for each rank that the id reached, in the order of `ranks`.
    /// - Complexity: O(ticks), reading one byte for each.
    public func reaches(of id: UInt32, atOrAbove ranks: [UInt16], upTo time: Int64) -> [RankReach] {
        guard let last = index(asOf: time) else { return [] }
        var found: [Int] = []
        forEachStretch(of: id, in: 0...last, whereListed: true) { stretch in
            for column in stretch.columns {
                let rank = stretch.rank(column)
                if rank > 0 { found.add(stretch.first + column, at: rank, reaching: ranks) }
                if found.count == ranks.count { return false }
            }
            return true
        }
        return reaches(at: found)
    }

    /// Returns the times of the ticks in which an id first reached some ranks, and of the ticks before them.
    ///
    /// - Parameter positions: The positions of the ticks, in order.
    private func reaches(at positions: [Int]) -> [RankReach] {
        var reaches: [RankReach] = []
        reaches.reserveCapacity(positions.count)
        for (index, position) in positions.enumerated() {
            if index > 0, positions[index - 1] == position {
                reaches.append(reaches[index - 1])
                continue
            }
            let before = position > 0 ? tick(at: position - 1) : nil
            reaches.append(
                RankReach(
                    time: tick(at: position).time,
                    previousSnapshotTime: before.flatMap { $0.isPartial ? nil : $0.seenUntil }
                )
            )
        }
        return reaches
    }

    /// Returns whether `id` was ranked in any tick before `time`.
    public func wasListed(_ id: UInt32, before time: Int64) -> Bool {
        time > .min && reach(of: id, atOrAbove: .max, upTo: time - 1) != nil
    }

    /// Returns the blocks that contain the ticks at these positions, with the range of their columns in each block.
    func parts(_ positions: ClosedRange<Int>) -> [(block: Int, columns: Range<Int>)] {
        (locate(positions.lowerBound).block...locate(positions.upperBound).block).map { block in
            let start = max(0, positions.lowerBound - firsts[block])
            let count = withBlock(block) { $0.count }
            return (block, start..<min(count, positions.upperBound - firsts[block] + 1))
        }
    }
}

extension [Int] {
    /// Adds the position of a tick for each of some ranks, worst first, that an id reaches in the tick and hasn't
    /// reached before.
    fileprivate mutating func add(_ position: Int, at rank: UInt16, reaching ranks: [UInt16]) {
        while count < ranks.count, rank <= ranks[count] { append(position) }
    }
}

/// One tick's information about one id.
public struct RankPoint: Hashable, Sendable {
    public var time: Int64
    /// The last time the same ranking was seen.
    public var seenUntil: Int64
    /// The rank, or `nil` if the id wasn't ranked.
    public var rank: UInt16?
    public var isPartial: Bool
}

/// The first time that an id reached a rank or better.
public struct RankReach: Hashable, Sendable {
    /// The time at which the id was first seen at the rank or better.
    public var time: Int64
    /// The time at which the previous snapshot, in which the id hadn't reached the rank, was last seen; `nil` if there
    /// was none or it was partial, so the id may have reached the rank earlier.
    public var previousSnapshotTime: Int64?
}

/// A summary of an id's history in one chart.
public struct RankRecord: Hashable, Sendable {
    /// The time at which the id was first ranked.
    public var firstSeen: Int64
    public var best: UInt16
    /// The first time at which the id had its best rank.
    public var bestAt: Int64
    /// The id's rank when it was last ranked.
    public var last: UInt16
    /// The last time at which the id was seen with a rank.
    public var lastSeen: Int64
    /// The number of ticks in which the id is ranked.
    public var ticks: Int
}
