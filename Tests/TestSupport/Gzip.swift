public import Foundation

/// Functions that build gzip files byte by byte.
public enum Gzip {
    /// Returns a gzip member that stores its content without compression.
    public static func member(_ content: Data, modified: UInt32 = 0) -> Data {
        var bytes = Array(header(modified: modified))
        var rest = content[...]
        repeat {
            let part = rest.prefix(0xFFFF)
            rest = rest.dropFirst(part.count)
            let count = UInt16(part.count)
            bytes.append(rest.isEmpty ? 1 : 0)
            bytes += littleEndian(count)
            bytes += littleEndian(~count)
            bytes += part
        } while !rest.isEmpty
        bytes += littleEndian(checkSum(content))
        bytes += littleEndian(UInt32(content.count))
        return Data(bytes)
    }

    /// Returns a gzip file without a trailer that expands to at least `count` bytes, each the digit 0, about 158 times
    /// its own size.
    public static func bomb(_ count: Int) -> Data {
        var (bytes, pending, bits) = (header(modified: 0), UInt32(0), 0)
        func append(_ code: UInt32, _ length: Int) {
            pending |= code << bits
            bits += length
            while bits >= 8 {
                bytes.append(UInt8(pending & 0xFF))
                pending >>= 8
                bits -= 8
            }
        }
        // Fixed Huffman codes, RFC 1951 section 3.2.6: a 0, followed by repeats of the previous 258 bytes.
        append(0b011, 3)
        append(reversed(0b0110_0000, 8), 8)
        for _ in 0...(count / 258) {
            append(reversed(0b1100_0101, 8), 8)
            append(0, 5)
        }
        append(0, 7)
        append(0, 8)
        return bytes
    }

    private static func reversed(_ code: UInt32, _ length: Int) -> UInt32 {
        var result: UInt32 = 0
        for bit in 0..<length where code >> bit & 1 == 1 { result |= 1 << (length - 1 - bit) }
        return result
    }

    private static func header(modified: UInt32) -> Data {
        Data([0x1F, 0x8B, 8, 0]) + littleEndian(modified) + [0, 3]
    }

    private static func checkSum(_ content: Data) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in content {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }

    private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}
