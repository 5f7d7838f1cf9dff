extension Timestamp {
    /// The instant in ISO 8601: `2026-03-10T00:00:00Z`.
    public var iso8601: String {
        let second = secondOfDay
        return "\(day.iso8601)T\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60)):\(twoDigits(second % 60))Z"
    }

    /// Parses a date with a time: `2026-03-10T00:00:00Z`, `2019-07-15T01:30:17.000-07:00`, `2025-10-03 14:00`.
    ///
    /// Fractions of a second are dropped. The separator may be a space, seconds are optional, and a time without a zone
    /// is in UTC. Returns `nil` if the text has another form.
    public init?(iso8601 text: String) {
        var scanner = DigitScanner(text)
        guard let day = scanner.day(), scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
            let hour = scanner.number(digits: 2), (0...24).contains(hour), scanner.skip(":"),
            let minute = scanner.number(digits: 2), (0...59).contains(minute)
        else { return nil }
        var second = 0
        if scanner.skip(":") {
            guard let value = scanner.number(digits: 2), (0...60).contains(value) else { return nil }
            second = value
            if scanner.skip(".") { scanner.skipDigits() }
        }
        guard hour < 24 || (minute == 0 && second == 0), let offset = scanner.zoneOffset(), scanner.isAtEnd else {
            return nil
        }
        self = day.start + Int64(hour * 3600 + minute * 60 + second - offset)
    }
}

extension Day {
    /// The day in ISO 8601: `2026-03-10`.
    public var iso8601: String {
        let (year, month, day) = civil
        let digits = String(max(year, 0))
        return
            "\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)-\(twoDigits(month))-\(twoDigits(day))"
    }

    /// Parses a date in the form `2026-03-10`; `nil` if the text has another form.
    public init?(iso8601 text: String) {
        var scanner = DigitScanner(text)
        guard let day = scanner.day(), scanner.isAtEnd else { return nil }
        self = day
    }
}

private func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
