/// The times at which each tick of a block was seen: the first time and every time it was confirmed.
///
/// All times are in one sorted array, so that a tick's last time is the one before the next tick's first.
struct TickTimes: Sendable {
    private var times: [Int64] = []
    /// The index in `times` of each column's first time. Empty if every column has one time, to save memory.
    private var starts: [UInt32] = []

    init() {}

    /// Creates columns.
    ///
    /// - Parameters:
    ///   - times: The times of all columns, in order.
    ///   - counts: The number of times of each column, at least 1.
    init(_ times: [Int64], counts: [Int]) {
        self.times = times
        guard times.count > counts.count else { return }
        starts.reserveCapacity(counts.count)
        var start = 0
        for count in counts {
            starts.append(UInt32(start))
            start += count
        }
    }

    var count: Int { starts.isEmpty ? times.count : starts.count }
    var byteCount: Int { times.capacity * 8 + starts.capacity * 4 }

    /// Returns the time at which a column's ranking was first seen.
    func first(_ column: Int) -> Int64 { times[start(column)] }

    /// Returns the last time of a column up to `limit`, or its first time if all are later.
    func last(_ column: Int, limit: Int64 = .max) -> Int64 {
        let range = range(column)
        if times[range.upperBound - 1] <= limit { return times[range.upperBound - 1] }
        return times[range].last { $0 <= limit } ?? times[range.lowerBound]
    }

    func all(_ column: Int) -> ArraySlice<Int64> { times[range(column)] }

    /// Returns the first column that starts after `time`, or `count` if none does.
    func column(after time: Int64) -> Int {
        // Most queries are about the newest column. A search would read memory that isn't in the processor's cache.
        if let last = times.last, last <= time { return count }
        return starts.isEmpty
            ? times.partitioningIndex { $0 > time } : starts.partitioningIndex { times[Int($0)] > time }
    }

    private func start(_ column: Int) -> Int { starts.isEmpty ? column : Int(starts[column]) }

    private func range(_ column: Int) -> Range<Int> {
        start(column)..<(column + 1 < count ? start(column + 1) : times.count)
    }

    /// Stores each column's start explicitly, so that it can change.
    private mutating func spellOut() {
        if starts.isEmpty { starts = times.indices.map { UInt32($0) } }
    }

    /// Inserts a column with the given times before `column`.
    mutating func insert(_ seenTimes: some Collection<Int64>, column: Int) {
        spellOut()
        let place = column < count ? start(column) : times.count
        times.insert(contentsOf: seenTimes, at: place)
        starts.insert(UInt32(place), at: column)
        move(from: column + 1, by: seenTimes.count)
    }

    /// Appends a column with the given times.
    mutating func append(_ seenTimes: some Collection<Int64>) {
        spellOut()
        starts.append(UInt32(times.count))
        times.append(contentsOf: seenTimes)
    }

    /// Adds a time after all others to the last column.
    mutating func confirm(at time: Int64) {
        spellOut()
        times.append(time)
    }

    mutating func remove(_ column: Int) {
        spellOut()
        let range = range(column)
        times.removeSubrange(range)
        starts.remove(at: column)
        move(from: column, by: -range.count)
    }

    /// Replaces the times of a column.
    ///
    /// - Precondition: There is at least one time.
    mutating func replace(_ column: Int, with seenTimes: some Collection<Int64>) {
        spellOut()
        let range = range(column)
        times.replaceSubrange(range, with: seenTimes)
        move(from: column + 1, by: seenTimes.count - range.count)
    }

    private mutating func move(from column: Int, by distance: Int) {
        for index in stride(from: column, to: count, by: 1) { starts[index] = UInt32(Int(starts[index]) + distance) }
    }

    /// Releases unused capacity.
    mutating func trim() {
        times = times.trimmed()
        starts = starts.count == times.count ? [] : starts.trimmed()
    }
}

extension Array {
    /// Returns the same elements with almost no spare capacity.
    func trimmed() -> [Element] {
        guard capacity > count + count / 16 else { return self }
        var exact: [Element] = []
        exact.reserveCapacity(count)
        exact.append(contentsOf: self)
        return exact
    }
}
