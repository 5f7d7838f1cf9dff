import Foundation

/// The character encoding of a text document.
enum TextEncoding: String, Hashable, Sendable {
    case utf8 = "UTF-8"
    /// The encoding that Google Play Console and Excel ("Unicode text") use.
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    /// An unsupported encoding, detected only for the error message.
    case utf32 = "UTF-32"

    /// Detects an encoding by its byte order mark. UTF-16 without one is detected by its zero bytes: each of the first
    /// four characters has one in the same half, which never happens in UTF-8 text.
    init(of body: some Collection<UInt8>) {
        let start = Array(body.prefix(8))
        self =
            if start.starts(with: [0xFF, 0xFE, 0, 0]) || start.starts(with: [0, 0, 0xFE, 0xFF]) {
                .utf32
            } else if start.starts(with: [0xFF, 0xFE]) || Self.hasZeros(start, at: 1) {
                .utf16LittleEndian
            } else if start.starts(with: [0xFE, 0xFF]) || Self.hasZeros(start, at: 0) {
                .utf16BigEndian
            } else {
                .utf8
            }
    }

    /// Returns whether, in each of four pairs of bytes, only the byte at index `half` is zero.
    private static func hasZeros(_ start: [UInt8], at half: Int) -> Bool {
        start.count == 8 && start.indices.allSatisfy { (start[$0] == 0) == ($0 % 2 == half) }
    }

    /// A byte that never occurs in UTF-8, appended to a UTF-16 document that ends in the middle of a character.
    static let truncationMark: UInt8 = 0xFF

    /// Returns a UTF-16 body as UTF-8 without its byte order mark, and any other body unchanged.
    ///
    /// An unpaired surrogate becomes three bytes that are invalid UTF-8, so the field that contains it is reported as
    /// invalid. An odd byte at the end becomes ``truncationMark``.
    ///
    /// - Complexity: O(bytes) in two passes, without temporary buffers.
    func utf8(of body: Data) -> Data {
        guard self == .utf16LittleEndian || self == .utf16BigEndian else { return body }
        let high = self == .utf16LittleEndian ? 1 : 0
        return body.withUnsafeBytes { bytes -> Data in
            let units = UTF16Units(bytes: bytes, high: high)
            let start = units.count > 0 && units[0] == 0xFEFF ? 1 : 0
            var count = bytes.count % 2
            Self.forEachScalar(of: units, from: start) { count += Self.length(of: $0) }
            guard count > 0, let memory = malloc(count) else { return Data() }
            let output = memory.bindMemory(to: UInt8.self, capacity: count)
            var position = 0
            Self.forEachScalar(of: units, from: start) { scalar in
                position += Self.write(scalar, to: output + position)
            }
            if bytes.count % 2 == 1 { output[position] = Self.truncationMark }
            return Data(bytesNoCopy: memory, count: count, deallocator: .free)
        }
    }

    /// The 16-bit code units of a body.
    private struct UTF16Units {
        let bytes: UnsafeRawBufferPointer
        /// Index of the more significant byte in each pair, 0 or 1.
        let high: Int

        var count: Int { bytes.count / 2 }

        subscript(index: Int) -> UInt32 {
            UInt32(bytes[2 * index + high]) << 8 | UInt32(bytes[2 * index + 1 - high])
        }
    }

    /// Calls `body` with each scalar, and with each unpaired surrogate.
    private static func forEachScalar(of units: UTF16Units, from start: Int, _ body: (UInt32) -> Void) {
        var index = start
        while index < units.count {
            let unit = units[index]
            index += 1
            if (0xD800..<0xDC00).contains(unit), index < units.count, (0xDC00..<0xE000).contains(units[index]) {
                body(0x10000 + (unit - 0xD800) << 10 + (units[index] - 0xDC00))
                index += 1
            } else {
                body(unit)
            }
        }
    }

    private static func length(of scalar: UInt32) -> Int {
        switch scalar {
        case ..<0x80: 1
        case ..<0x800: 2
        case ..<0x10000: 3
        default: 4
        }
    }

    /// Writes a scalar as UTF-8 and returns the number of bytes written.
    private static func write(_ scalar: UInt32, to output: UnsafeMutablePointer<UInt8>) -> Int {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar >> shift & 0x3F) }
        switch scalar {
        case ..<0x80:
            output[0] = UInt8(scalar)
            return 1
        case ..<0x800:
            output[0] = UInt8(0xC0 | scalar >> 6)
            output[1] = tail(0)
            return 2
        case ..<0x10000:
            output[0] = UInt8(0xE0 | scalar >> 12)
            output[1] = tail(6)
            output[2] = tail(0)
            return 3
        default:
            output[0] = UInt8(0xF0 | scalar >> 18)
            output[1] = tail(12)
            output[2] = tail(6)
            output[3] = tail(0)
            return 4
        }
    }
}
