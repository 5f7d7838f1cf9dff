/// When each tick of a block was seen: first, and every time it was found unchanged.
///
/// All instants lie in one array in order, so that a tick's last sighting is where the next one's first begins.
struct SightingTable: Sendable {
    private var times: [Int64] = []
    /// By column: where its first sighting is in `times`.
    private var starts: [UInt32] = []

    var count: Int { starts.count }
    var byteCount: Int { times.capacity * 8 + starts.capacity * 4 }

    /// When a column's list was seen first.
    func first(_ column: Int) -> Int64 { times[Int(starts[column])] }

    /// The last sighting of a column's list up to `limit`.
    func last(_ column: Int, limit: Int64 = .max) -> Int64 {
        let range = range(column)
        if times[range.upperBound - 1] <= limit { return times[range.upperBound - 1] }
        return times[range].last { $0 <= limit } ?? times[range.lowerBound]
    }

    /// The first and the last sighting of a column's list.
    func ends(_ column: Int) -> (first: Int64, last: Int64) {
        let range = range(column)
        return (times[range.lowerBound], times[range.upperBound - 1])
    }

    func all(_ column: Int) -> ArraySlice<Int64> { times[range(column)] }

    /// The first column that begins after `time`.
    func column(after time: Int64) -> Int { starts.partitioningIndex { times[Int($0)] > time } }

    private func range(_ column: Int) -> Range<Int> {
        Int(starts[column])..<(column + 1 < starts.count ? Int(starts[column + 1]) : times.count)
    }

    /// Puts a column before `column`.
    mutating func insert(_ sightings: some Collection<Int64>, column: Int) {
        let place = column < count ? Int(starts[column]) : times.count
        times.insert(contentsOf: sightings, at: place)
        starts.insert(UInt32(place), at: column)
        move(from: column + 1, by: sightings.count)
    }

    mutating func remove(_ column: Int) {
        let range = range(column)
        times.removeSubrange(range)
        starts.remove(at: column)
        move(from: column, by: -range.count)
    }

    /// - Precondition: there is at least one.
    mutating func replace(_ column: Int, with sightings: some Collection<Int64>) {
        let range = range(column)
        times.replaceSubrange(range, with: sightings)
        move(from: column + 1, by: sightings.count - range.count)
    }

    private mutating func move(from column: Int, by distance: Int) {
        for index in stride(from: column, to: count, by: 1) { starts[index] = UInt32(Int(starts[index]) + distance) }
    }

    /// Gives back room that is not used.
    mutating func trim() {
        times = times.trimmed()
        starts = starts.trimmed()
    }
}

extension Array {
    /// The same elements with hardly more room than they need.
    func trimmed() -> [Element] {
        guard capacity > count + count / 16 else { return self }
        var exact: [Element] = []
        exact.reserveCapacity(count)
        exact.append(contentsOf: self)
        return exact
    }
}
