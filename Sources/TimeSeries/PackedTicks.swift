/// The times, depths and ids of a block whose ranks aren't in memory, in about a sixth of the memory that they take as
/// arrays.
///
/// Numbers that repeat, such as the distances between hourly ticks, are stored as runs.
struct PackedTicks: Sendable {
    /// The number of ticks.
    let count: Int
    let firstSeenTime: Int64?
    let lastSeenTime: Int64?
    /// The number of ids.
    let idCount: Int
    private let checksum: UInt32
    /// The ticks, followed by the ids in increasing order.
    private let bytes: [UInt8]
    /// The position of the first id in ``bytes``.
    private let idStart: Int

    /// The times and depths of ticks, as in ``RankingBlock``.
    struct Ticks {
        var seenTimes: TickTimes
        var partial: [Bool]
        var counts: [UInt16]
        var lastRanks: [UInt16]
    }

    init(_ ticks: Ticks, ids: [UInt32]) {
        count = ticks.counts.count
        firstSeenTime = count == 0 ? nil : ticks.seenTimes.first(0)
        lastSeenTime = count == 0 ? nil : ticks.seenTimes.last(count - 1)
        idCount = ids.count
        checksum = Self.checksum(of: ids)
        var bytes = RunWriter()
        let columns = 0..<count
        bytes.write(columns.map { Int64(ticks.seenTimes.all($0).count) })
        let times = columns.flatMap { ticks.seenTimes.all($0) }
        bytes.write(zip(times.dropFirst(), times).map { $0 &- $1 })
        bytes.write(ticks.partial.map { $0 ? 1 : 0 })
        bytes.write(ticks.counts.map { Int64($0) })
        bytes.write(columns.map { Int64(ticks.lastRanks.isEmpty ? 0 : ticks.lastRanks[$0]) })
        idStart = bytes.bytes.count
        var previous: UInt32 = 0
        for id in ids.sorted() {
            bytes.write(UInt64(id - previous))
            previous = id
        }
        self.bytes = bytes.bytes.trimmed()
    }

    /// The approximate memory use in bytes, in addition to the size of this value.
    var byteCount: Int { bytes.capacity + 32 }

    /// The times and depths of the ticks.
    var ticks: Ticks {
        var reader = RunReader(bytes[...])
        let confirmations = reader.numbers(count)
        let distances = reader.numbers(max(0, confirmations.reduce(0) { $0 + Int($1) } - 1))
        var times: [Int64] = []
        times.reserveCapacity(distances.count + 1)
        if let firstSeenTime { times.append(firstSeenTime) }
        for distance in distances { times.append(times[times.count - 1] &+ distance) }
        let partial = reader.numbers(count).map { $0 == 1 }
        let counts = reader.numbers(count).map { UInt16($0) }
        let lastRanks = reader.numbers(count).map { UInt16($0) }
        return Ticks(
            seenTimes: TickTimes(times, counts: confirmations.map { Int($0) }),
            partial: partial,
            counts: counts,
            lastRanks: lastRanks.contains { $0 > 0 } ? lastRanks : []
        )
    }

    /// The ids in increasing order.
    var ids: [UInt32] {
        var ids: [UInt32] = []
        ids.reserveCapacity(idCount)
        forEachID {
            ids.append($0)
            return true
        }
        return ids
    }

    /// Returns whether an id is among the ids.
    ///
    /// - Complexity: O(ids).
    func contains(_ id: UInt32) -> Bool {
        var isFound = false
        forEachID {
            isFound = $0 == id
            return $0 < id
        }
        return isFound
    }

    /// Returns whether these are the same ids, in any order.
    func hasIDs(_ ids: [UInt32]) -> Bool { ids.count == idCount && Self.checksum(of: ids) == checksum }

    /// Calls `body` with each id, in increasing order, until it returns `false`.
    private func forEachID(_ body: (UInt32) -> Bool) {
        bytes.withUnsafeBufferPointer { bytes in
            var (position, id) = (idStart, UInt32(0))
            while position < bytes.count {
                var (distance, shift) = (UInt32(bytes[position] & 127), UInt32(7))
                while bytes[position] > 127 {
                    position += 1
                    distance |= UInt32(bytes[position] & 127) << shift
                    shift += 7
                }
                position += 1
                id &+= distance
                guard body(id) else { return }
            }
        }
    }

    /// Returns a number that depends on the ids, but not on their order.
    private static func checksum(of ids: [UInt32]) -> UInt32 {
        ids.reduce(0) { sum, id in
            let product = (id &+ 1) &* 2_654_435_769
            return sum &+ (product ^ product >> 15)
        }
    }

    /// Returns the same ticks with each id replaced by the result of calling `name` with it.
    func renamed(_ name: (UInt32) -> UInt32) -> PackedTicks { PackedTicks(ticks, ids: ids.map(name)) }
}

/// A type that writes numbers as runs of equal numbers, in seven bits per byte.
private struct RunWriter {
    private(set) var bytes: [UInt8] = []

    /// Writes numbers.
    mutating func write(_ numbers: [Int64]) {
        var rest = numbers[...]
        while let value = rest.first {
            let length = rest.firstIndex { $0 != value }.map { $0 - rest.startIndex } ?? rest.count
            write(UInt64(bitPattern: value << 1 ^ value >> 63))
            write(UInt64(length))
            rest = rest.dropFirst(length)
        }
    }

    mutating func write(_ number: UInt64) {
        var rest = number
        while rest > 127 {
            bytes.append(UInt8(rest & 127) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

/// A type that reads what ``RunWriter`` has written.
private struct RunReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// Reads numbers that were written together.
    mutating func numbers(_ count: Int) -> [Int64] {
        var numbers: [Int64] = []
        numbers.reserveCapacity(count)
        while numbers.count < count {
            let value = next()
            numbers.append(
                contentsOf: repeatElement(Int64(bitPattern: value >> 1) ^ -Int64(value & 1), count: Int(next()))
            )
        }
        return numbers
    }

    private mutating func next() -> UInt64 {
        var (number, shift) = (UInt64(0), UInt64(0))
        while let byte = rest.popFirst() {
            number |= UInt64(byte & 127) << shift
            guard byte > 127 else { break }
            shift += 7
        }
        return number
    }
}
