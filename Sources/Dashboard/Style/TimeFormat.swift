public import Market

extension TimeFormat {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    /// The abbreviated names of the weekdays, Monday first.
    static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// Returns a day as text without the year: "Oct 3".
    static func short(_ day: Day) -> String {
        let (_, month, dayOfMonth) = day.civil
        return "\(months[month - 1]) \(dayOfMonth)"
    }

    /// Returns a day as text with the year: "Oct 3, 2025".
    static func long(_ day: Day) -> String { "\(short(day)), \(day.civil.year)" }

    /// Returns a day as text with the weekday and year: "Fri, Oct 3, 2025".
    static func full(_ day: Day) -> String { "\(weekdays[day.weekday]), \(long(day))" }

    /// Returns a date and time: "Oct 3, 2025, 14:32 UTC". Returns only the date for the last second of a UTC day, which
    /// is the time of figures for whole days.
    public static func instant(_ instant: Timestamp, in zone: TimeZoneTable = .utc) -> String {
        instant.isDayEnd ? long(instant.day) : dayAndClock(instant, in: zone)
    }

    /// Returns a date and time: "Oct 3, 2025, 14:32 UTC".
    static func dayAndClock(_ instant: Timestamp, in zone: TimeZoneTable) -> String {
        "\(long(zone.local(instant).day)), \(clockAndZone(instant, in: zone))"
    }

    /// Returns the axis label of a month, such as "Oct". The label of January includes the year: "Jan 2026".
    static func month(_ day: Day) -> String {
        let (year, month, _) = day.civil
        return month == 1 ? "Jan \(year)" : months[month - 1]
    }

    /// Returns the range from the first to the last of sorted days as text: "Mar 1 to 31, 2026", "Mar 30 to Apr 5,
    /// 2026", "Mar 3, 2026"; empty if there are no days.
    static func span(_ days: [Day]) -> String {
        guard let first = days.first, let last = days.last else { return "" }
        guard first != last else { return long(first) }
        guard first.civil.year == last.civil.year else { return "\(long(first)) to \(long(last))" }
        return "\(short(first)) to \(end(last, after: first)), \(last.civil.year)"
    }

    /// Returns sorted days as a list: "Oct 2, 3 and 5", "May 19 to 24". More than seven days with gaps are shortened to
    /// "29 days of Mar 1 to 31".
    static func list(_ days: [Day]) -> String {
        guard days.count > 1, let first = days.first, let last = days.last else {
            return days.first.map(short) ?? ""
        }
        let isRun = last.number - first.number == days.count - 1
        let run = "\(short(first)) to \(end(last, after: first))"
        if isRun { return run }
        if days.count > 7 { return "\(days.count) days of \(run)" }
        let names = [short(first)] + days.dropFirst().map { end($0, after: first) }
        return "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
    }

    /// Returns the day of the month if `first` is in the same month, otherwise the day with its month: "Apr 5".
    private static func end(_ day: Day, after first: Day) -> String {
        let isSameMonth = first.civil.month == day.civil.month && first.civil.year == day.civil.year
        return isSameMonth ? "\(day.civil.day)" : short(day)
    }

    /// Returns the labels of a time axis, about one for every nine columns: on the hour in the time zone (every 1 to 30
    /// minutes for less than two hours), or at the start of UTC days, months or years.
    static func ticks(
        from start: Timestamp,
        to end: Timestamp,
        width: Int,
        in zone: TimeZoneTable = .utc
    ) -> [(instant: Timestamp, label: String)] {
        let perTick = Double(end - start) / Double(max(1, width / 9))
        let hour = 3600.0
        if perTick <= 12 * hour {
            // Less than two hours may contain no full hour.
            let minutes: [Int64] = end - start < 2 * 3600 ? [1, 2, 5, 10, 15, 30].map { $0 * 60 } : []
            let hours = [1, 3, 6].map { $0 * Int64(3600) }
            let step = (minutes + hours).first { Double($0) >= perTick } ?? 12 * 3600
            let first = roundedUp(zone.local(start).seconds, to: step)
            return stride(from: first, through: zone.local(end).seconds, by: Int64.Stride(step)).map {
                let local = Timestamp(seconds: $0)
                return (zone.instant(local: local), local.secondOfDay == 0 ? short(local.day) : clock(local))
            }
        }
        if perTick <= 15 * 24 * hour {
            let step = [1, 2, 3, 5, 7, 14].first { Double($0) * 24 * hour >= perTick } ?? 14
            let first = start.seconds == start.day.start.seconds ? start.day : start.day.advanced(by: 1)
            return stride(from: first, through: end.day, by: step).map { ($0.start, short($0)) }
        }
        let step = [1, 2, 3, 6, 12].first { Double($0) * 30 * 24 * hour >= perTick } ?? 12
        var ticks: [(Timestamp, String)] = []
        var (year, month, _) = start.day.civil
        while let day = Day(year: year, month: month, day: 1), day.start <= end {
            if day.start >= start, (month - 1) % step == 0 { ticks.append((day.start, self.month(day))) }
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
        }
        return ticks
    }

    private static func roundedUp(_ seconds: Int64, to step: Int64) -> Int64 {
        let rest = ((seconds % step) + step) % step
        return rest == 0 ? seconds : seconds + step - rest
    }
}
