import Market

/// Instants in the three forms of HTTP (RFC 9110, 5.6.7), of which two are obsolete and must still be read.
enum HTTPDate {
    /// - Parameter now: what a year of two digits is near to: one that would be more than 50 years ahead is past.
    /// - Returns: `nil` for what is no date.
    static func timestamp(_ text: String, now: Timestamp) -> Timestamp? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" })
        switch words.count {
        // Sun, 06 Nov 1994 08:49:37 GMT
        case 6 where text.contains(",") && !text.contains("-"):
            guard words[5] == "GMT", words[3].count == 4 else { return nil }
            return timestamp(year: Int(words[3]), month: words[2], day: words[1], time: words[4])
        // Sunday, 06-Nov-94 08:49:37 GMT
        case 6 where text.contains("-"):
            guard words[5] == "GMT", words[3].count == 2, let digits = Int(words[3]) else { return nil }
            return timestamp(year: year(digits, near: now), month: words[2], day: words[1], time: words[4])
        // Sun Nov  6 08:49:37 1994
        case 5 where words[4].count == 4:
            return timestamp(year: Int(words[4]), month: words[1], day: words[2], time: words[3])
        default: return nil
        }
    }

    private static func year(_ digits: Int, near now: Timestamp) -> Int? {
        guard (0...99).contains(digits) else { return nil }
        let current = now.day.civil.year
        let year = current - current % 100 + digits
        return year > current + 50 ? year - 100 : year
    }

    private static func timestamp(year: Int?, month: Substring, day: Substring, time: Substring) -> Timestamp? {
        guard let year, let month = months.firstIndex(of: month.lowercased()), let day = Int(day),
            let date = Day(year: year, month: month + 1, day: day)
        else { return nil }
        let parts = time.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.count == 2 && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(part) : nil
        }
        // A leap second is the next minute's first.
        guard parts.count == 3, numbers.count == 3, numbers[0] < 24, numbers[1] < 60, numbers[2] <= 60 else {
            return nil
        }
        return date.start + (numbers[0] * 3600 + numbers[1] * 60 + numbers[2])
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
}
