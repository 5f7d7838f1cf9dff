import Market

/// A parser for the two timestamp formats in Apple's feeds.
enum FeedDate {
    /// Parses a timestamp such as `2019-07-15T01:30:17.000-07:00` or `Mon, 28 Oct 2024 04:29:58 +0000` (RFC 1123 with a
    /// numeric zone, GMT or UTC). Returns `nil` for any other text.
    static func timestamp(_ text: String) -> Timestamp? { Timestamp(iso8601: text) ?? rfc1123(text) }

    private static func rfc1123(_ text: String) -> Timestamp? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, let dayOfMonth = Int(parts[1]), let year = Int(parts[3]),
            let month = months.firstIndex(of: parts[2].lowercased()),
            let day = Day(year: year, month: month + 1, day: dayOfMonth)
        else { return nil }
        let zone = parts[5] == "GMT" || parts[5] == "UTC" ? "Z" : String(parts[5])
        return Timestamp(iso8601: "\(day.iso8601)T\(parts[4])\(zone)")
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
}
