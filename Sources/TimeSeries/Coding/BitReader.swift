/// A type that reads bits written by `BitWriter`. Invalid input throws an error and never traps.
struct BitReader {
    private let bytes: [UInt8]
    private var next = 0
    /// Bits that were taken from `bytes` but haven't been read, in the highest bits and followed by zeros.
    private var pending: UInt64 = 0
    private var waiting = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether only the zeros that pad the last byte are left.
    var isAtEnd: Bool { next == bytes.count && waiting < 8 && pending == 0 }

    private mutating func fill() {
        while waiting <= 56, next < bytes.count {
            pending |= UInt64(bytes[next]) << UInt64(56 - waiting)
            waiting += 8
            next += 1
        }
    }

    /// Returns the next `count` bits as a number, highest bit first.
    ///
    /// - Precondition: `count` is at most 56.
    mutating func read(bits count: Int) throws(RankingDamage) -> UInt64 {
        guard count > 0 else { return 0 }
        if waiting < count { fill() }
        guard waiting >= count else { throw .truncated }
        let value = pending >> UInt64(64 - count)
        pending <<= UInt64(count)
        waiting -= count
        return value
    }

    mutating func readFlag() throws(RankingDamage) -> Bool { try read(bits: 1) == 1 }

    mutating func readGamma() throws(RankingDamage) -> UInt64 {
        if waiting < 32 { fill() }
        let zeros = pending.leadingZeroBitCount
        if 2 * zeros < min(waiting, 56) { return try read(bits: 2 * zeros + 1) - 1 }
        return try readLongGamma()
    }

    private mutating func readLongGamma() throws(RankingDamage) -> UInt64 {
        var after = 0
        while try !readFlag() {
            after += 1
            guard after < 64 else { throw .impossible("a number of more than 64 bits") }
        }
        let high = try read(bits: max(0, after - 32))
        let low = try read(bits: min(after, 32))
        return (1 << UInt64(after) | high << 32 | low) - 1
    }

    mutating func readDelta() throws(RankingDamage) -> UInt32 {
        let after = try readGamma()
        guard after <= 32 else { throw .impossible("an id of more than 32 bits") }
        let sum = 1 << after | (try read(bits: Int(after)))
        guard let number = UInt32(exactly: sum - 1) else { throw .impossible("an id of more than 32 bits") }
        return number
    }

    mutating func readSigned() throws(RankingDamage) -> Int64 {
        let code = try readGamma()
        return Int64(bitPattern: code >> 1) ^ -Int64(code & 1)
    }

    /// Returns the next gamma-coded number.
    ///
    /// - Parameter what: The counted items, used in the error.
    /// - Throws: An error if the number is greater than `limit`.
    mutating func readCount(_ limit: Int, of what: StaticString) throws(RankingDamage) -> Int {
        let count = try readGamma()
        guard count <= UInt64(limit) else { throw .impossible("\(count) \(what), more than the maximum of \(limit)") }
        return Int(count)
    }
}
