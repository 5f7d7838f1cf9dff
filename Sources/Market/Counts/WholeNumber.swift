/// A parser for the counts and ranks in tables: whole numbers as written in reports, spreadsheets and data frames.
public enum WholeNumber {
    /// Parses a whole number, such as `56`, `-3` or `007`, which may have a fraction of zeros: `56.0`, `56.00`, `56,0`.
    ///
    /// Thousands separators are rejected, because `1,234`, `1.234` and `1.000` each mean about one thousand in some
    /// countries and about one in others.
    ///
    /// - Parameter range: The range of valid values.
    /// - Throws: `InvalidText` if the text isn't a whole number in the range.
    /// - Complexity: O(length).
    public static func parse(_ text: String, in range: ClosedRange<Int64>) throws(InvalidText) -> Int64 {
        let trimmed = trimmed(text)
        if let value = digits(trimmed) { return try checked(value, in: range, text) }
        guard !trimmed.isEmpty else { throw InvalidText("the number is empty") }
        let isNegative = trimmed.first == UInt8(ascii: "-")
        let unsigned = isNegative ? trimmed.dropFirst() : trimmed
        guard isNumber(unsigned) else { throw InvalidText(problem(of: unsigned, text)) }
        let groups = unsigned.split(omittingEmptySubsequences: false) { $0 == point || $0 == comma }
        if areThousands(groups) { throw InvalidText(ambiguity(of: groups, text)) }
        guard groups.count == 1 || (groups.count == 2 && groups[1].allSatisfy { $0 == zero }) else {
            throw InvalidText("\(InvalidText.quoted(text)) isn't a whole number")
        }
        guard let value = digits(groups[0]) else { throw outOfRange(range, text) }
        return try checked(isNegative ? -value : value, in: range, text)
    }

    /// Returns the value of a number with 1 to 18 ASCII digits; `nil` if the bytes are anything else.
    public static func digits(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard (1...18).contains(bytes.count) else { return nil }
        var value: Int64 = 0
        for byte in bytes {
            guard (zero...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - zero)
        }
        return value
    }

    private static let zero = UInt8(ascii: "0")
    private static let point = UInt8(ascii: ".")
    private static let comma = UInt8(ascii: ",")

    private static func trimmed(_ text: String) -> ArraySlice<UInt8> {
        var rest = ArraySlice(text.utf8)
        while rest.first == UInt8(ascii: " ") { rest.removeFirst() }
        while rest.last == UInt8(ascii: " ") { rest.removeLast() }
        return rest
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (zero...UInt8(ascii: "9")).contains(byte) }

    /// Returns whether the text consists of digits separated by points and commas.
    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, let last = text.last, isDigit(first), isDigit(last) else { return false }
        return text.allSatisfy { isDigit($0) || $0 == point || $0 == comma }
    }

    /// Returns whether the separators between these digits may be thousands separators: `1.234`, `1,234,567`,
    /// `1,234.50`.
    private static func areThousands(_ groups: [ArraySlice<UInt8>]) -> Bool {
        guard groups.count > 1, (1...3).contains(groups[0].count), groups[0].first != zero else { return false }
        let inner = groups.count > 2 ? groups[1..<(groups.count - 1)] : groups[1...]
        return inner.allSatisfy { $0.count == 3 }
    }

    private static func ambiguity(of groups: [ArraySlice<UInt8>], _ text: String) -> String {
        let quoted = InvalidText.quoted(text)
        guard groups.count == 2 else {
            return "\(quoted) has thousands separators; export the column without them"
        }
        let whole = groups.map { String(decoding: $0, as: UTF8.self) }.joined()
        return "\(quoted) is ambiguous: \(whole), or a fraction; export the column without thousands separators"
    }

    /// Returns the error message for text with characters other than digits, points and commas.
    private static func problem(of text: ArraySlice<UInt8>, _ whole: String) -> String {
        let quoted = InvalidText.quoted(whole)
        let isExponent =
            text.first.map(isDigit) == true && text.last.map(isDigit) == true
            && text.contains { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
        if isExponent {
            return "\(quoted) is in scientific notation, which may be rounded; format the column as a whole number and "
                + "export again"
        }
        let characters = String(decoding: text, as: UTF8.self)
        let isSeparated = characters.allSatisfy { $0.isWhitespace || "'’_".contains($0) || ($0.isASCII && $0.isNumber) }
        if isSeparated, text.first.map(isDigit) == true {
            return "\(quoted) has thousands separators; export the column without them"
        }
        return "\(quoted) isn't a whole number"
    }

    private static func checked(
        _ value: Int64,
        in range: ClosedRange<Int64>,
        _ text: String
    ) throws(InvalidText) -> Int64 {
        guard range.contains(value) else { throw outOfRange(range, text) }
        return value
    }

    private static func outOfRange(_ range: ClosedRange<Int64>, _ text: String) -> InvalidText {
        InvalidText("\(InvalidText.quoted(text)) is out of range; use \(range.lowerBound) to \(range.upperBound)")
    }
}
