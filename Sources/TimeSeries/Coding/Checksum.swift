/// The CRC-32C (Castagnoli) checksum from RFC 3720, appendix B.4. It detects any damage within 32 adjacent bits.
public enum Checksum {
    /// For each byte, the effect on the checksum of the byte followed by 0 to 7 other bytes.
    private static let tables: [UInt32] = {
        var tables: [UInt32] = (0..<256).map { byte in
            (0..<8).reduce(UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0x82F6_3B78 : rest >> 1 }
        }
        for index in 256..<8 * 256 {
            let rest = tables[index - 256]
            tables.append(rest >> 8 ^ tables[Int(rest & 0xFF)])
        }
        return tables
    }()

    /// Returns the CRC-32C checksum of bytes, without those at some positions.
    public static func of(_ bytes: [UInt8], skipping skipped: Range<Int> = 0..<0) -> UInt32 {
        bytes.withUnsafeBytes { bytes in
            let sum = add(UnsafeRawBufferPointer(rebasing: bytes[..<skipped.lowerBound]), to: .max)
            return ~add(UnsafeRawBufferPointer(rebasing: bytes[skipped.upperBound...]), to: sum)
        }
    }

    /// Returns the CRC-32C checksum of bytes.
    static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 { ~bytes.withUnsafeBytes { add($0, to: .max) } }

    /// Adds eight bytes at a time ("slicing-by-8": Kounavis and Berry, A Systematic Approach to Building High
    /// Performance Software-based CRC Generators, 2005).
    private static func add(_ bytes: UnsafeRawBufferPointer, to start: UInt32) -> UInt32 {
        tables.withUnsafeBufferPointer { tables in
            var (sum, position) = (start, 0)
            while position + 8 <= bytes.count {
                let word =
                    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)) ^ UInt64(sum)
                sum = 0
                for byte in 0..<8 { sum ^= tables[(7 - byte) << 8 | Int(word >> UInt64(8 * byte) & 0xFF)] }
                position += 8
            }
            for byte in bytes[position...] { sum = sum >> 8 ^ tables[Int((sum ^ UInt32(byte)) & 0xFF)] }
            return sum
        }
    }
}

extension [UInt8] {
    mutating func append(littleEndian value: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    func littleEndian(at position: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(self[position + $1]) << UInt32($1 * 8) }
    }
}
