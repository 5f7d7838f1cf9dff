import ArgumentParser
import Dashboard
import Foundation
import Market
import Settings

/// A time zone on the command line, and its table of UTC offsets.
enum ZoneArgument {
    /// A change of a zone's UTC offset, in seconds east of UTC.
    typealias Change = (from: Timestamp, offset: Int, abbreviation: String)

    /// The time range in which changes are listed, 1970 to 2100. The first and last offsets also apply before and after
    /// that.
    private static let span = (from: Timestamp(seconds: 0), to: Timestamp(seconds: 4_102_444_800))

    /// Maximum number of changes. No zone changes its clocks more than four times a year, so more would be invalid data.
    private static let changeLimit = 1000

    /// Returns the canonical name of a zone.
    ///
    /// - Throws: An error if there is no such zone.
    static func checked(_ name: String) throws -> String {
        guard let known = TimeZoneName.known(name) else {
            throw ArgumentParser.ValidationError("--zone: \(TimeZoneName.problem(with: name))")
        }
        return known
    }

    /// Returns the name of the system's zone for `local`, and any other name unchanged.
    static func resolved(_ name: String) -> String { name == TimeZoneName.local ? TimeZone.current.identifier : name }

    /// Returns the offset changes of a zone, oldest first, starting in 1970.
    ///
    /// Source: the tz database in Foundation. Future changes follow the current rule.
    ///
    /// - Parameter name: A name in the form returned by ``TimeZoneName/known(_:)``. Unknown names mean UTC.
    /// - Returns: At least one change. Abbreviations are made from the offset, such as `UTC+5:30`, because letters such as
    ///   CST or IST are ambiguous and not every zone has them.
    static func changes(of name: String) -> [Change] {
        guard name != TimeZoneName.utc, let zone = TimeZone(identifier: resolved(name)) else {
            return [change(at: span.from, 0)]
        }
        var date = Date(timeIntervalSince1970: TimeInterval(span.from.seconds))
        var changes = [change(at: span.from, zone.secondsFromGMT(for: date))]
        while changes.count < changeLimit, let next = zone.nextDaylightSavingTimeTransition(after: date), next > date,
            next.timeIntervalSince1970 < TimeInterval(span.to.seconds)
        {
            date = next
            let offset = zone.secondsFromGMT(for: date)
            // Some transitions change only the abbreviation.
            guard offset != changes.last?.offset else { continue }
            changes.append(change(at: Timestamp(seconds: Int64(date.timeIntervalSince1970)), offset))
        }
        return changes
    }

    /// Returns the zone in the form used by the dashboard and the page exports.
    ///
    /// - Parameter name: A name in the form returned by ``TimeZoneName/known(_:)``.
    static func zone(named name: String) -> TimeZoneTable {
        let changes = changes(of: name).map {
            TimeZoneTable.Change(from: $0.from, offset: Int64($0.offset), abbreviation: $0.abbreviation)
        }
        return TimeZoneTable(name: name, changes: changes)
    }

    private static func change(at instant: Timestamp, _ offset: Int) -> Change {
        (from: instant, offset: offset, abbreviation: abbreviation(offset))
    }

    /// Returns `UTC`, `UTC+2`, `UTC-3:30`. Seconds, used by some zones a century ago, are dropped.
    static func abbreviation(_ offset: Int) -> String {
        let minutes = abs(offset) / 60
        if minutes == 0 { return "UTC" }
        let rest = minutes % 60
        let part = rest == 0 ? "" : rest < 10 ? ":0\(rest)" : ":\(rest)"
        return "UTC\(offset < 0 ? "-" : "+")\(minutes / 60)\(part)"
    }
}
