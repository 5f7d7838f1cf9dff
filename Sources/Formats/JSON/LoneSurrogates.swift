import Foundation

/// Functions that replace unpaired surrogate escapes in a JSON body.
enum LoneSurrogates {
    /// Returns the body with each unpaired surrogate replaced by `\ufffd`, or `nil` if there are none.
    static func replaced(in body: Data) -> Data? {
        var bytes = [UInt8](body)
        var isChanged = false
        var position = 0
        while position + 1 < bytes.count {
            guard bytes[position] == UInt8(ascii: "\\") else {
                position += 1
                continue
            }
            guard let unit = escape(at: position, in: bytes) else {
                // A one-character escape, possibly another backslash.
                position += 2
                continue
            }
            let next = escape(at: position + 6, in: bytes)
            switch unit {
            case 0xD800..<0xDC00 where next.map { (0xDC00..<0xE000).contains($0) } ?? false: position += 12
            case 0xD800..<0xE000:
                bytes.replaceSubrange((position + 2)..<(position + 6), with: Array("fffd".utf8))
                isChanged = true
                position += 6
            default: position += 6
            }
        }
        return isChanged ? Data(bytes) : nil
    }

    /// Returns the code unit of the escape `\uXXXX` at a position; `nil` if there is no such escape.
    private static func escape(at position: Int, in bytes: [UInt8]) -> UInt16? {
        guard position + 6 <= bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { return nil }
        return UInt16(String(decoding: bytes[(position + 2)..<(position + 6)], as: UTF8.self), radix: 16)
    }
}
