/// A type that packs bits into bytes, highest bit first.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    /// The bits that aren't in `bytes` yet, in the lowest `waiting` bits.
    private var pending: UInt64 = 0
    private var waiting = 0

    /// Writes the lowest `count` bits of a value.
    ///
    /// - Precondition: `count` is at most 56, and `value` fits into that many bits.
    mutating func write(_ value: UInt64, bits count: Int) {
        pending = pending << UInt64(count) | value
        waiting += count
        while waiting >= 8 {
            waiting -= 8
            bytes.append(UInt8(truncatingIfNeeded: pending >> UInt64(waiting)))
        }
    }

    mutating func write(_ flag: Bool) { write(flag ? 1 : 0, bits: 1) }

    /// Writes the Elias gamma code of `number` + 1: one zero for each bit after the first, then the sum.
    ///
    /// See P. Elias, Universal Codeword Sets and Representations of the Integers, IEEE Transactions on Information
    /// Theory 21 (1975).
    ///
    /// - Precondition: `number` is less than 2⁶⁴ − 1.
    mutating func writeGamma(_ number: UInt64) {
        let sum = number + 1
        let after = 63 - sum.leadingZeroBitCount
        if after < 28 { return write(sum, bits: 2 * after + 1) }
        write(0, bits: min(after, 32))
        write(0, bits: max(0, after - 32))
        write(sum >> 32, bits: max(0, after - 31))
        write(sum & (after < 32 ? 1 << UInt64(after + 1) - 1 : 0xFFFF_FFFF), bits: min(after + 1, 32))
    }

    /// Writes the Elias delta code of `number` + 1: its bit count in gamma code, then all bits except the first.
    mutating func writeDelta(_ number: UInt32) {
        let sum = UInt64(number) + 1
        let after = 63 - sum.leadingZeroBitCount
        writeGamma(UInt64(after))
        write(sum - 1 << UInt64(after), bits: after)
    }

    /// Writes a signed number as the Elias gamma code of its zigzag encoding.
    mutating func writeSigned(_ number: Int64) {
        writeGamma(UInt64(bitPattern: number << 1 ^ number >> 63))
    }

    /// Returns the bytes, padded with zeros.
    consuming func finished() -> [UInt8] {
        if waiting > 0 { write(0, bits: 8 - waiting) }
        return bytes
    }
}
