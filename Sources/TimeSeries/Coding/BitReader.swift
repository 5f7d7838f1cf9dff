/// A type that reads bits written by `BitWriter`. Invalid input throws an error and never traps.
struct BitReader {
    /// The bits, from the highest to the lowest, with zeros after the last one and one word of zeros at the end.
    private var words: [UInt64] = []
    /// The number of bits in the input.
    private var count = 0
    /// The number of bits read so far.
    private var position = 0

    init(_ bytes: some Collection<UInt8>) { restart(with: bytes) }

    /// Replaces the input, reusing the memory of the previous one.
    mutating func restart(with bytes: some Collection<UInt8>) {
        (position, count) = (0, bytes.count * 8)
        words.removeAll(keepingCapacity: true)
        words.append(contentsOf: repeatElement(0, count: bytes.count / 8 + 2))
        words.withUnsafeMutableBytes { $0.copyBytes(from: bytes) }
        for index in words.indices { words[index] = UInt64(bigEndian: words[index]) }
    }

    /// Whether only the zeros that pad the last byte are left.
    var isAtEnd: Bool { count - position < 8 && next == 0 }

    /// The next 64 bits, the next one highest, with zeros after the last one.
    @inline(__always)
    private var next: UInt64 {
        let (index, used) = (position >> 6, UInt64(position & 63))
        return words[index] << used | (words[index + 1] >> 1) >> (63 - used)
    }

    /// Returns the next `count` bits as a number, highest bit first.
    ///
    /// - Precondition: `count` is at most 56.
    mutating func read(bits count: Int) throws(RankingDamage) -> UInt64 {
        guard count > 0 else { return 0 }
        guard self.count - position >= count else { throw .truncated }
        let value = next >> UInt64(64 - count)
        position += count
        return value
    }

    /// Reads gamma-coded numbers up to the first one that isn't 0.
    ///
    /// - Parameter limit: The maximum count of numbers to read.
    /// - Returns: The count of zeros, and the number after them, which is 0 if all numbers read are 0.
    @inline(__always)
    mutating func readZeros(_ limit: Int) throws(RankingDamage) -> (zeros: Int, number: UInt64) {
        let bits = next
        // The code of 0 is a single one. There are no ones after the last bit.
        let ones = min((~bits).leadingZeroBitCount, limit)
        guard ones < limit, ones < 64 else {
            position += ones
            return (ones, 0)
        }
        let rest = bits << UInt64(ones)
        let after = rest.leadingZeroBitCount
        let length = ones + 2 * after + 1
        guard length <= 64, length <= count - position else {
            position += ones
            return (ones, try readGamma())
        }
        position += length
        return (ones, rest >> UInt64(63 - 2 * after) - 1)
    }

    mutating func readFlag() throws(RankingDamage) -> Bool { try read(bits: 1) == 1 }

    @inline(__always)
    mutating func readGamma() throws(RankingDamage) -> UInt64 {
        let bits = next
        let zeros = bits.leadingZeroBitCount
        let length = 2 * zeros + 1
        guard length < 64, length <= count - position else { return try readLongGamma() }
        position += length
        return bits >> UInt64(64 - length) - 1
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
