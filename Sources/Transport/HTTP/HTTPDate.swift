import Market

/// A parser for the three date formats of HTTP (RFC 9110, 5.6.7), including the two obsolete ones.
enum HTTPDate {
    /// Parses a date in an HTTP header.
    ///
    /// - Parameter now: The current time, used for two-digit years: a year more than 50 years ahead is moved back by
    ///   a century.
    /// - Returns: The date, or `nil` if it's invalid.
    static func timestamp(_ text: String, now: Timestamp) -> Timestamp? {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" })
        switch parts.count {
        // Sun, 06 Nov 1994 08:49:37 GMT
        case 6 where text.contains(",") && !text.contains("-"):
            guard parts[5] == "GMT", parts[3].count == 4 else { return nil }
            return timestamp(year: Int(parts[3]), month: parts[2], day: parts[1], time: parts[4])
        // Sunday, 06-Nov-94 08:49:37 GMT
        case 6 where text.contains("-"):
            guard parts[5] == "GMT", parts[3].count == 2, let digits = Int(parts[3]) else { return nil }
            return timestamp(year: year(digits, near: now), month: parts[2], day: parts[1], time: parts[4])
        // Sun Nov  6 08:49:37 1994
        case 5 where parts[4].count == 4:
            return timestamp(year: Int(parts[4]), month: parts[1], day: parts[2], time: parts[3])
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
        let fields = time.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = fields.compactMap { part in
            part.count == 2 && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(part) : nil
        }
        // A leap second becomes the first second of the next minute.
        guard fields.count == 3, numbers.count == 3, numbers[0] < 24, numbers[1] < 60, numbers[2] <= 60 else {
            return nil
        }
        return date.start + (numbers[0] * 3600 + numbers[1] * 60 + numbers[2])
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
}
