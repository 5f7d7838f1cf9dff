public import Market

/// A parser for times typed by the user.
public struct TimeEntry: Sendable {
    private let origin: Timestamp
    private let today: Day
    private let bounds: TimeRange
    private let launch: Timestamp?
    private let zone: TimeZoneTable
    private let data: TimeRange?

    /// Creates a parser.
    ///
    /// - Parameters:
    ///   - origin: The instant that "3h5m" and "14:00" are relative to.
    ///   - now: The instant whose date is "today" (default: `origin`).
    ///   - bounds: The range that "50%" refers to.
    ///   - launch: The launch time that "day 3" counts from, as in ``LaunchStart`` (default: the start of the first day
    ///     of `bounds`).
    ///   - zone: The time zone of dates, and of clock times that don't name one.
    ///   - data: The range with data, which limits a date that is partly within it; `nil` for no limit.
    public init(
        from origin: Timestamp,
        now: Timestamp? = nil,
        bounds: TimeRange,
        launch: Timestamp?,
        zone: TimeZoneTable = .utc,
        data: TimeRange? = nil
    ) {
        self.origin = origin
        today = zone.local(now ?? origin).day
        self.bounds = bounds
        self.launch = launch
        self.zone = zone
        self.data = data
    }

    /// Examples of valid input on every page, for error messages and help texts.
    public static let examples = [
        "14:00", "yesterday 14:00", "2025-10-03 14:00", "3h5m", "-2d", "day 3", "day 3 14h", "50%", "now",
    ]

    /// Returns the instant for typed text, or `nil` if it's invalid.
    ///
    /// - `2025-10-03 14:00`: a date and time
    /// - `Oct 3, 2025, 14:00`, `Oct 3 14:00`, `3 October`: the same with a named month; without a year, the last such date
    ///   up to today or the end of the bounds
    /// - `2025-10-03`: the last second of a day in the time zone, or the last one with data on that day
    /// - `day 3`, `D3`, `D+3`: the last second of that day since the launch, when its figures are complete
    /// - `day 3 14h`, `D3 14h`, `D+3 14h`: the instant that long after the start of that day
    /// - `14:00`: a time on the origin's day
    /// - `today`, `yesterday`: the last second of that day in the time zone, or the last one with data on that day
    /// - `yesterday 14:00`, `-1d 14:00`: a time on that day; `-1d` is the day before the origin's day
    /// - `3h5m`, `-2d`: relative to the origin
    /// - `50%`: a share of the bounds
    /// - `now`, `live`, `end`: the end of the bounds
    public func instant(_ entry: String) -> Timestamp? {
        let trimmed = String(entry.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        let text = Self.withISODate(trimmed, notAfter: max(today, zone.local(bounds.end).day))
        if let instant = Timestamp(iso8601: text) {
            return Self.namesZone(text) ? instant : zone.instant(local: instant)
        }
        if let day = Day(iso8601: text) ?? namedDay(text.lowercased()) { return end(of: day) }
        if text.contains(":") { return clock(text.lowercased()) }
        if text.hasSuffix("%"), let percent = Double(text.dropLast()), (0...100).contains(percent) {
            return bounds.start + Int64((Double(bounds.duration) * percent / 100).rounded())
        }
        if Self.isEnd(text) { return bounds.end }
        if let instant = day(text.lowercased()) { return instant }
        return duration(text).map { origin + $0 }
    }

    /// Returns the day that `today` or `yesterday` means; `nil` for other text.
    private func namedDay(_ text: String) -> Day? {
        switch text {
        case "today": today
        case "yesterday": today.advanced(by: -1)
        default: nil
        }
    }

    /// Parses a clock time, optionally after a day: `14:00`, `yesterday 9:00`, `-1d 14:00`. Returns `nil` for other
    /// text.
    private func clock(_ text: String) -> Timestamp? {
        let parts = text.split(separator: " ").map(String.init)
        guard (1...2).contains(parts.count), let time = parts.last else { return nil }
        let originDay = zone.local(origin).day
        guard let day = parts.count == 1 ? originDay : day(parts[0], from: originDay) else { return nil }
        let hasOneDigit = time.prefix { $0 != ":" }.count == 1
        return Self.launchTime("\(day.iso8601)T\(hasOneDigit ? "0" : "")\(time)", in: zone)
    }

    /// Parses the day before a clock time: `yesterday`, `2025-10-03`, or a number of days such as `-1d` after
    /// `origin`.
    private func day(_ text: String, from origin: Day) -> Day? {
        if let day = Day(iso8601: text) ?? namedDay(text) { return day }
        guard text.hasPrefix("-") || text.hasPrefix("+"), let seconds = duration(text) else { return nil }
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: Day.secondsPerDay)
        return rest == 0 ? origin.advanced(by: Int(days)) : nil
    }

    /// Returns the last second of a day in the time zone, or the end of the data if that's earlier on the same day.
    private func end(of day: Day) -> Timestamp {
        let range = TimeRange(zone.instant(local: day.start), zone.instant(local: day.lastSecond))
        guard let data, range.start <= data.end, data.start <= range.end else { return range.end }
        return data.clamped(range.end)
    }

    /// Parses `day 3`, `d3`, `d+3`, `day 3 14h` or `day 3, 6 h 12 m`. Returns `nil` for other text.
    private func day(_ text: String) -> Timestamp? {
        guard text.hasPrefix("d") else { return nil }
        var rest = text.dropFirst(text.hasPrefix("day") ? 3 : 1).drop { $0 == " " }
        if rest.first == "+" { rest.removeFirst() }
        let digits = rest.prefix { $0.isNumber || $0 == "-" }
        guard let day = Int(digits), (-Self.dayLimit...Self.dayLimit).contains(day) else { return nil }
        let start = LaunchStart(at: launch ?? bounds.start.day.start)
        var time = rest.dropFirst(digits.count).filter { $0 != " " && $0 != "," }
        guard !time.isEmpty else { return start.end(ofDay: day) }
        if time.hasPrefix("h") { time = time.dropFirst() + "h" }
        return duration(time).flatMap { $0 < 0 ? nil : start.start(ofDay: day) + $0 }
    }

    /// The maximum number of days by which a typed day may precede or follow the launch.
    private static let dayLimit = 100_000

    /// Returns whether text means the end of the data, which is the current time if the data is live.
    static func isEnd(_ text: String) -> Bool { ["now", "live", "end"].contains(text.lowercased()) }

    /// Parses a launch time: an ISO 8601 time, or a date, which means midnight at the start of that date. Times without
    /// a time zone, and dates, are in `zone`. Returns `nil` for other text.
    private static func launchTime(_ text: String, in zone: TimeZoneTable) -> Timestamp? {
        if let day = Day(iso8601: text) { return zone.instant(local: day.start) }
        return Timestamp(iso8601: text).map { namesZone(text) ? $0 : zone.instant(local: $0) }
    }

    /// Parses a launch time: an ISO 8601 time, a date, `now`, `today`, `yesterday`, `tomorrow`, `today 09:00`, or `09:00` for
    /// a time today. A day means midnight at its start. Days, and times without a time zone, are in `zone`. Returns `nil`
    /// for other text.
    public static func launchTime(_ text: String, now: Timestamp, in zone: TimeZoneTable) -> Timestamp? {
        if let time = launchTime(text, in: zone) { return time }
        let entry = TimeEntry(from: now, bounds: TimeRange(now, now), launch: nil, zone: zone)
        let lowercased = text.lowercased()
        if lowercased == "now" { return now }
        if lowercased == "tomorrow" { return zone.instant(local: entry.today.advanced(by: 1).start) }
        return entry.namedDay(lowercased).map { zone.instant(local: $0.start) } ?? entry.clock(lowercased)
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
    ///
    /// - Parameter marker: The label of a marker that can be typed instead of a time; `nil` if there is none.
    static func problem(with text: String, marker: String?) -> String {
        let last = marker.map { "a marker such as \($0)" }
        let accepted = TextList.or(examples + [last].compactMap { $0 })
        return "invalid time \"\(text.prefix(80))\"; use \(accepted)"
    }

    /// Parses a positive duration, such as `24h` or `7d`, as seconds. Returns `nil` for other text.
    public static func duration(_ text: String) -> Int64? {
        let here = Timestamp(seconds: 0)
        let entry = TimeEntry(from: here, bounds: TimeRange(here, here), launch: nil)
        return entry.duration(text).flatMap { $0 > 0 ? $0 : nil }
    }

    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
}
