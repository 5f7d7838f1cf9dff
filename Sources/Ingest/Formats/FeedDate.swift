import Market

/// The two ways in which Apple's feeds write an instant.
enum FeedDate {
    /// `2019-07-15T01:30:17.000-07:00` or `Mon, 28 Oct 2024 04:29:58 +0000` (RFC 1123 with a numeric zone or GMT).
    static func timestamp(_ text: String) -> Timestamp? { Timestamp(iso8601: text) ?? rfc1123(text) }

    private static func rfc1123(_ text: String) -> Timestamp? {
        let words = text.split(separator: " ")
        guard words.count == 6, let dayOfMonth = Int(words[1]), let year = Int(words[3]),
            let month = months.firstIndex(of: words[2].lowercased()),
            let day = Day(year: year, month: month + 1, day: dayOfMonth)
        else { return nil }
        let zone = words[5] == "GMT" || words[5] == "UTC" ? "Z" : String(words[5])
        return Timestamp(iso8601: "\(day.iso8601)T\(words[4])\(zone)")
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
}
