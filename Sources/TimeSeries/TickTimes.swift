/// When each tick of a block was seen: first, and every time it was found unchanged.
///
/// All instants lie in one array in order, so that a tick's last sighting is where the next one's first begins.
struct TickTimes: Sendable {
    private var times: [Int64] = []
    /// By column: where its first sighting is in `times`. Empty where every column has one sighting, to save room.
    private var starts: [UInt32] = []

    /// Whether every column has one sighting.
    var isPlain: Bool { starts.isEmpty }

    var count: Int { starts.isEmpty ? times.count : starts.count }
    var byteCount: Int { times.capacity * 8 + starts.capacity * 4 }

    /// When a column's list was seen first.
    func first(_ column: Int) -> Int64 { times[start(column)] }

    /// When the lists of some columns were seen first.
    func firsts(_ columns: Range<Int>) -> ArraySlice<Int64> {
        isPlain ? times[columns] : ArraySlice(starts[columns].map { times[Int($0)] })
    }

    /// The last sighting of a column's list up to `limit`.
    func last(_ column: Int, limit: Int64 = .max) -> Int64 {
        let range = range(column)
        if times[range.upperBound - 1] <= limit { return times[range.upperBound - 1] }
        return times[range].last { $0 <= limit } ?? times[range.lowerBound]
    }

    func all(_ column: Int) -> ArraySlice<Int64> { times[range(column)] }

    /// The first column that begins after `time`.
    func column(after time: Int64) -> Int {
        starts.isEmpty
            ? times.partitioningIndex { $0 > time } : starts.partitioningIndex { times[Int($0)] > time }
    }

    private func start(_ column: Int) -> Int { starts.isEmpty ? column : Int(starts[column]) }

    private func range(_ column: Int) -> Range<Int> {
        start(column)..<(column + 1 < count ? start(column + 1) : times.count)
    }

    /// Gives every column its start, so that it may change.
    private mutating func spellOut() {
        if starts.isEmpty { starts = times.indices.map { UInt32($0) } }
    }

    /// Puts a column before `column`.
    mutating func insert(_ sightings: some Collection<Int64>, column: Int) {
        spellOut()
        let place = column < count ? start(column) : times.count
        times.insert(contentsOf: sightings, at: place)
        starts.insert(UInt32(place), at: column)
        move(from: column + 1, by: sightings.count)
    }

    mutating func remove(_ column: Int) {
        spellOut()
        let range = range(column)
        times.removeSubrange(range)
        starts.remove(at: column)
        move(from: column, by: -range.count)
    }

    /// - Precondition: there is at least one.
    mutating func replace(_ column: Int, with sightings: some Collection<Int64>) {
        spellOut()
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
        starts = starts.count == times.count ? [] : starts.trimmed()
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
