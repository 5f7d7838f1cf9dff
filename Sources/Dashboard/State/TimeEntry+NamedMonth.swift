import Market

extension TimeEntry {
    /// Replaces a date with a named month at the start of a text by its ISO form, as the screen writes dates:
    /// `Mar 4, 2026, 18:00`, `Mar 4 18:00` and `4 March` become `2026-03-04 18:00` and `2026-03-04`. Other texts are
    /// unchanged.
    ///
    /// - Parameter latest: The day that a date without a year may not be after; it's the last such date until then.
    static func withISODate(_ text: String, notAfter latest: Day) -> String {
        var words = text.split { $0 == " " || $0 == "," }.map(String.init)
        guard words.count >= 2 else { return text }
        let month: Int
        let dayOfMonth: Int
        if let first = TimeFormat.month(named: words[0]), let second = Int(words[1]) {
            (month, dayOfMonth) = (first, second)
        } else if let first = Int(words[0]), let second = TimeFormat.month(named: words[1]) {
            (month, dayOfMonth) = (second, first)
        } else {
            return text
        }
        words.removeFirst(2)
        let day: Day?
        if let word = words.first, word.count == 4, let year = Int(word) {
            words.removeFirst()
            day = Self.day(year, month, dayOfMonth)
        } else {
            let year = latest.civil.year
            // February 29 needs a leap year.
            day = (0..<8).lazy.compactMap { Self.day(year - $0, month, dayOfMonth) }.first { $0 <= latest }
        }
        guard let day else { return text }
        return ([day.iso8601] + words).joined(separator: " ")
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Day? {
        guard (1000...9999).contains(year), (1...31).contains(day) else { return nil }
        return Day(iso8601: "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)")
    }
}

extension TimeFormat {
    /// Returns the number of a month from the start of its English name, at least three letters: 3 for `mar` and `March`;
    /// `nil` for other text.
    static func month(named text: String) -> Int? {
        let name = text.lowercased()
        guard name.count >= 3 else { return nil }
        return longMonths.firstIndex { $0.hasPrefix(name) }.map { $0 + 1 }
    }

    private static let longMonths = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
}
