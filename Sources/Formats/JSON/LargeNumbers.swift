import Foundation

/// Functions that replace numbers that don't fit into 64 bits in a JSON body.
enum LargeNumbers {
    /// Returns the body with each number that doesn't fit into 64 bits replaced by a string of the same characters, or
    /// `nil` if there are no such numbers.
    ///
    /// This accepts documents that contain such a number in a field that isn't read. In a field that is read, the
    /// string is reported as an invalid id, rank or count. Malformed numbers stay unchanged.
    static func quoted(in body: Data) -> Data? {
        let bytes = [UInt8](body)
        var result: [UInt8] = []
        var copied = 0
        var position = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""): position = endOfString(from: position, in: bytes)
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                let end = bytes[position...].firstIndex { !isOfNumber($0) } ?? bytes.count
                if isTooLarge(bytes[position..<end]) {
                    result += bytes[copied..<position] + [UInt8(ascii: "\"")] + bytes[position..<end]
                    result.append(UInt8(ascii: "\""))
                    copied = end
                }
                position = end
            default: position += 1
            }
        }
        guard copied > 0 else { return nil }
        return Data(result + bytes[copied...])
    }

    private static func endOfString(from start: Int, in bytes: [UInt8]) -> Int {
        var position = start + 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        return position + 1
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
    }

    /// Returns whether a literal is a valid JSON number but neither a 64-bit integer nor a finite double.
    ///
    /// - Complexity: O(bytes).
    private static func isTooLarge(_ literal: ArraySlice<UInt8>) -> Bool {
        guard literal.count > 4, let isInteger = isInteger(literal) else { return false }
        let text = String(decoding: literal, as: UTF8.self)
        if isInteger { return literal.count > 18 && Int64(text) == nil && UInt64(text) == nil }
        return Double(text)?.isFinite != true
    }

    /// Returns whether a literal has neither a fraction nor an exponent; `nil` if it isn't a valid JSON number.
    private static func isInteger(_ literal: ArraySlice<UInt8>) -> Bool? {
        var rest = literal
        func dropDigits() -> Int {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count)
            return digits.count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let isZero = rest.first == UInt8(ascii: "0")
        let count = dropDigits()
        guard count > 0, !isZero || count == 1 else { return nil }
        if rest.isEmpty { return true }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard dropDigits() > 0 else { return nil }
        }
        if let sign = rest.first, "eE".utf8.contains(sign) {
            rest = rest.dropFirst()
            if let sign = rest.first, "+-".utf8.contains(sign) { rest = rest.dropFirst() }
            guard dropDigits() > 0 else { return nil }
        }
        return rest.isEmpty ? false : nil
    }
}
