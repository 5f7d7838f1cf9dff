public import Market

/// Reads a time as a person types it.
public struct TimeEntry: Sendable {
    private let origin: Timestamp
    private let bounds: TimeRange
    private let day0: Day?
    private let zone: TimeZoneTable

    /// - Parameters:
    ///   - origin: what "3h5m" and "14:00" count from.
    ///   - day0: what "day 3" counts from; without it, the first day of `bounds`.
    ///   - zone: in which clock times are meant that do not say another.
    public init(from origin: Timestamp, bounds: TimeRange, day0: Day?, zone: TimeZoneTable = .utc) {
        self.origin = origin
        self.bounds = bounds
        self.day0 = day0
        self.zone = zone
    }

    /// What can be typed, for who typed something else.
    public static let examples =
        "14:00, 2025-10-03 14:00, 3h5m, -2d, day 3, D+3 14h, 50% or a marker such as #1"

    /// `2025-10-03 14:00`, `2025-10-03` (its last second, when the day's figures stand), `14:00` (of the same day),
    /// `3h5m` and `-2d` (from here), `day 3` (likewise its last second), `D+3 14h` (so long after day 0 began, also
    /// written `D+3 h 14`), `50%` (of `bounds`).
    public func instant(_ entry: String) -> Timestamp? {
        let text = String(entry.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        if let instant = Timestamp(iso8601: text) { return namesZone(text) ? instant : zone.instant(local: instant) }
        if let day = Day(iso8601: text) { return day.lastSecond }
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

    /// `d+3`, `d+3 14h`, `d+3 h 14` in seconds.
    private func age(_ text: String) -> Int64? {
        guard text.hasPrefix("d+") else { return nil }
        let parts = text.dropFirst(2).split(separator: " ")
        guard let first = parts.first, let days = Int64(first), (0...100_000).contains(days) else { return nil }
        var rest = parts.dropFirst().joined()
        if rest.hasPrefix("h") { rest = rest.dropFirst() + "h" }
        guard !rest.isEmpty else { return days * Day.secondsPerDay }
        return Self.duration(rest).map { days * Day.secondsPerDay + $0 }
    }

    /// Whether a clock time ends in `Z` or a distance from it.
    private func namesZone(_ text: String) -> Bool {
        guard text.count > 11 else { return false }
        return text.dropFirst(11).contains { "Zz+-".contains($0) }
    }

    /// `3h5m`, `90s`, `-2d`, `1w` in seconds.
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

    /// What to say of what is no time.
    public static func objection(to text: String) -> String { "“\(text.prefix(80))” is no time; try \(examples)" }

    /// `24h`, `7d` as on the command line; positive only.
    public static func duration(_ text: String) -> Int64? {
        let here = Timestamp(seconds: 0)
        let entry = TimeEntry(from: here, bounds: TimeRange(here, here), day0: nil)
        return entry.duration(text).flatMap { $0 > 0 ? $0 : nil }
    }

    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
}
