public import Market

/// A parser for times typed by the user.
public struct TimeEntry: Sendable {
    private let origin: Timestamp
    private let bounds: TimeRange
    private let day0: Day?
    private let zone: TimeZoneTable
    private let data: TimeRange?

    /// Creates a parser.
    ///
    /// - Parameters:
    ///   - origin: The instant that "3h5m" and "14:00" are relative to.
    ///   - bounds: The range that "50%" refers to.
    ///   - day0: The day that "day 3" counts from (default: the first day of `bounds`).
    ///   - zone: The time zone of dates, and of clock times that don't name one.
    ///   - data: The range with data, which limits a date that is partly within it; `nil` for no limit.
    public init(
        from origin: Timestamp,
        bounds: TimeRange,
        day0: Day?,
        zone: TimeZoneTable = .utc,
        data: TimeRange? = nil
    ) {
        self.origin = origin
        self.bounds = bounds
        self.day0 = day0
        self.zone = zone
        self.data = data
    }

    /// Examples of valid input, for error messages.
    public static let examples =
        "14:00, 2025-10-03 14:00, 3h5m, -2d, day 3, D+3 14h, 50% or a marker such as #1"

    /// Returns the instant for typed text, or `nil` if it's invalid.
    ///
    /// - `2025-10-03 14:00`: a date and time
    /// - `2025-10-03`: the last second of a day in the time zone, or the end of the data if that's earlier on the same
    ///   day
    /// - `day 3`: the last second of a UTC day, when its figures are complete
    /// - `14:00`: a time on the origin's day
    /// - `3h5m`, `-2d`: relative to the origin
    /// - `D+3 14h`, also written `D+3 h 14`: the time since the start of day 0
    /// - `50%`: a share of the bounds
    public func instant(_ entry: String) -> Timestamp? {
        let text = String(entry.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        if let instant = Timestamp(iso8601: text) {
            return Self.namesZone(text) ? instant : zone.instant(local: instant)
        }
        if let day = Day(iso8601: text) { return end(of: day) }
        if text.contains(":") {
            let hour = text.prefix { $0 != ":" }.count == 1 ? "0" + text : text
            return Timestamp(iso8601: "\(zone.local(origin).day.iso8601)T\(hour)").map(zone.instant(local:))
        }
        if text.hasSuffix("%"), let percent = Double(text.dropLast()), (0...100).contains(percent) {
            return bounds.start + Int64((Double(bounds.duration) * percent / 100).rounded())
        }
        if text.lowercased().hasPrefix("day") {
            let number = text.dropFirst(3).drop { $0 == " " }
            guard let offset = Int(number), (-100_000...100_000).contains(offset) else { return nil }
            return (day0 ?? bounds.start.day).advanced(by: offset).lastSecond
        }
        if let age = age(text.lowercased()) { return (day0 ?? bounds.start.day).start + age }
        return duration(text).map { origin + $0 }
    }

    /// Returns the last second of a day in the time zone, or the end of the data if that's earlier on the same day.
    private func end(of day: Day) -> Timestamp {
        let range = TimeRange(zone.instant(local: day.start), zone.instant(local: day.lastSecond))
        guard let data, range.start <= data.end, data.start <= range.end else { return range.end }
        return data.clamped(range.end)
    }

    /// Parses `d+3`, `d+3 14h` or `d+3 h 14` as seconds. Returns `nil` for other text.
    private func age(_ text: String) -> Int64? {
        guard text.hasPrefix("d+") else { return nil }
        let parts = text.dropFirst(2).split(separator: " ")
        guard let first = parts.first, let days = Int64(first), (0...100_000).contains(days) else { return nil }
        var rest = parts.dropFirst().joined()
        if rest.hasPrefix("h") { rest = rest.dropFirst() + "h" }
        guard !rest.isEmpty else { return days * Day.secondsPerDay }
        return Self.duration(rest).map { days * Day.secondsPerDay + $0 }
    }

    /// Returns whether an ISO 8601 time ends in `Z` or an offset from UTC.
    public static func namesZone(_ text: String) -> Bool {
        guard text.count > 11 else { return false }
        return text.dropFirst(11).contains { "Zz+-".contains($0) }
    }

    /// Parses `3h5m`, `90s`, `-2d` or `1w` as seconds. Returns `nil` for other text.
    private func duration(_ text: String) -> Int64? {
        var rest = Substring(text)
        let sign: Int64 = rest.hasPrefix("-") ? -1 : 1
        if rest.hasPrefix("-") || rest.hasPrefix("+") { rest.removeFirst() }
        guard !rest.isEmpty else { return nil }
        var seconds: Int64 = 0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isNumber }
            rest.removeFirst(digits.count)
            guard let value = Int64(digits), value < 1_000_000, let unit = rest.first, let length = Self.units[unit]
            else {
                return nil
            }
            rest.removeFirst()
            seconds += value * length
        }
        return sign * seconds
    }

    /// Returns the error message for an invalid time.
    public static func problem(with text: String) -> String { "invalid time \"\(text.prefix(80))\"; use \(examples)" }

    /// Parses a positive duration, such as `24h` or `7d`, as seconds. Returns `nil` for other text.
    public static func duration(_ text: String) -> Int64? {
        let here = Timestamp(seconds: 0)
        let entry = TimeEntry(from: here, bounds: TimeRange(here, here), day0: nil)
        return entry.duration(text).flatMap { $0 > 0 ? $0 : nil }
    }

    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
}
