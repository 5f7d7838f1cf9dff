import Market

/// A type that parses a date, optionally with a time, in a file name: `2026-03-10`, `20260310`, `2026_03_10`,
/// `2026-03-10T06-00-00Z`, `20260310_1530`, `20260310T120000+0100`.
///
/// A date without a time means midnight; a time without a zone is UTC.
struct FileNameTime {
    private let bytes: [UInt8]
    private var position = 0

    /// Returns the first valid date in a name, or `nil` if there is none.
    ///
    /// - Complexity: O(length).
    static func first(in name: some StringProtocol) -> Timestamp? {
        let bytes = Array(name.utf8)
        for start in bytes.indices where start == 0 || !bytes[start - 1].isDigit {
            var parser = FileNameTime(bytes: bytes, position: start)
            if let time = parser.time() { return time }
        }
        return nil
    }

    /// Returns whether a name contains no valid date but may contain an invalid one: six digits in a row, or a year.
    static func isUnread(in name: some StringProtocol) -> Bool {
        guard first(in: name) == nil else { return false }
        let numbers = name.split { !$0.isASCII || !$0.isNumber }
        return numbers.contains { $0.count >= 6 || ($0.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20"))) }
    }

    private init(bytes: [UInt8], position: Int) { (self.bytes, self.position) = (bytes, position) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ characters: String) -> UInt8? {
        guard let next, characters.utf8.contains(next) else { return nil }
        position += 1
        return next
    }

    /// Parses a number with exactly the given number of digits.
    private mutating func number(_ digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        let slice = bytes[position..<position + digits]
        guard slice.allSatisfy(\.isDigit) else { return nil }
        position += digits
        return slice.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private mutating func time() -> Timestamp? {
        guard let year = number(4) else { return nil }
        let separator = take("-_.")
        guard let month = number(2), separator == nil || take("-_.") == separator, let dayOfMonth = number(2),
            let day = Day(year: year, month: month, day: dayOfMonth), separator != nil || (1990...2100).contains(year)
        else { return nil }
        let isCompact = separator == nil
        if next?.isDigit == true {
            // `2026031012`, `20260310120000`.
            guard isCompact, let seconds = clock(after: nil, isCompact: true), next?.isDigit != true else { return nil }
            return day.start + seconds
        }
        let end = position
        if let mark = take("Tt_- "), let seconds = clock(after: mark, isCompact: isCompact) {
            return day.start + seconds
        }
        position = end
        return day.start
    }

    /// Parses a time of day and returns it in seconds since midnight UTC; `nil` if the text isn't a time of day
    /// or is more likely a number of entries.
    private mutating func clock(after mark: UInt8?, isCompact: Bool) -> Int64? {
        guard let hour = number(2), hour < 24 else { return nil }
        let isMarked = mark == nil || mark == UInt8(ascii: "T") || mark == UInt8(ascii: "t")
        let start = position
        let separator = take("-:._")
        guard let minute = number(2), minute < 60 else {
            position = start
            return isMarked && next?.isDigit != true ? Int64(hour * 3600) : nil
        }
        var second = 0
        let end = position
        if separator == nil || take("-:._") == separator, let value = number(2), value < 60 {
            second = value
        } else {
            position = end
            // Four digits after a hyphen may be a number of entries.
            guard isMarked || separator != nil || isCompact || mark != UInt8(ascii: "-") else { return nil }
        }
        guard next?.isDigit != true else { return nil }
        return Int64(hour * 3600 + minute * 60 + second) - (isMarked ? offset() : 0)
    }

    /// Parses an offset such as `+0100` or `-05:00` and returns it in seconds east of UTC; 0 for `Z` or no offset.
    private mutating func offset() -> Int64 {
        let start = position
        guard let sign = take("+-"), let hours = number(2), hours < 15 else {
            position = start
            return 0
        }
        _ = take(":")
        guard let minutes = number(2), minutes < 60, next?.isDigit != true else {
            position = start
            return 0
        }
        return Int64(hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
