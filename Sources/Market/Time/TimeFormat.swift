/// Functions that format instants, days and durations. Clock times are in a given time zone. Days are UTC days, as used
/// by publishers.
public enum TimeFormat {
    /// Returns a duration or age in a single unit: "12 s", "4 min", "3 h", "12 d", "2 y".
    public static func age(_ seconds: Int64) -> String {
        switch max(0, seconds) {
        case let age where age < 60: "\(age) s"
        case let age where age < 3600: "\(age / 60) min"
        case let age where age < 2 * 86_400: "\(age / 3600) h"
        case let age where age < 2 * 365 * 86_400: "\(age / 86_400) d"
        case let age: "\(age / (365 * 86_400)) y"
        }
    }

    /// Returns the clock time of an instant, such as "14:32".
    public static func clock(_ instant: Timestamp, in zone: TimeZoneTable = .utc) -> String {
        String(zone.local(instant).iso8601.dropFirst(11).prefix(5))
    }

    /// Returns the clock time of an instant with seconds, such as "14:32:05".
    public static func clockWithSeconds(_ instant: Timestamp, in zone: TimeZoneTable) -> String {
        String(zone.local(instant).iso8601.dropFirst(11).prefix(8))
    }

    /// Returns the clock time of an instant with its time zone, such as "14:32 UTC" or "16:32 UTC+2".
    public static func clockAndZone(_ instant: Timestamp, in zone: TimeZoneTable) -> String {
        "\(clock(instant, in: zone)) \(zone.abbreviation(at: instant))"
    }
}
