import ArgumentParser
import Dashboard
import Foundation
import Ingest
import Market

/// A time zone on the command line, and what it makes of time.
enum ZoneArgument {
    /// From an instant on, times of a zone are so many seconds ahead of UTC.
    typealias Change = (from: Timestamp, offset: Int, abbreviation: String)

    /// Changes are told from 1970 to 2100; before holds what held at first, and after what holds at last.
    private static let span = (from: Timestamp(seconds: 0), to: Timestamp(seconds: 4_102_444_800))

    /// No zone has changed its clocks more than four times a year; data that say otherwise end the list.
    private static let changeLimit = 1000

    /// - Throws: where there is no zone of that name.
    static func checked(_ name: String) throws -> String {
        guard let known = TimeZoneName.known(name) else {
            throw ArgumentParser.ValidationError("--zone: \(TimeZoneName.problem(with: name))")
        }
        return known
    }

    /// The name of the zone that `local` stands for; any other name as it is.
    static func resolved(_ name: String) -> String { name == TimeZoneName.local ? TimeZone.current.identifier : name }

    /// The changes of a zone's clocks, oldest first, the first of them at the beginning of 1970.
    ///
    /// Source: the tz database as Foundation has it. What it has beyond the present year is the rule that holds now.
    ///
    /// - Parameter name: as ``TimeZoneName/known(_:)`` gives it. A name that is none is UTC.
    /// - Returns: at least one. The abbreviation is made of the offset, `UTC+5:30`: letters such as CST or IST stand for
    ///   several zones, and are not known of all.
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
            // Now and then only the name of the time changes.
            guard offset != changes.last?.offset else { continue }
            changes.append(change(at: Timestamp(seconds: Int64(date.timeIntervalSince1970)), offset))
        }
        return changes
    }

    /// The zone as the dashboard and the text twins take it.
    ///
    /// - Parameter name: as ``TimeZoneName/known(_:)`` gives it.
    static func zone(named name: String) -> TimeZoneTable {
        let changes = changes(of: name).map {
            TimeZoneTable.Change(from: $0.from, offset: Int64($0.offset), abbreviation: $0.abbreviation)
        }
        return TimeZoneTable(name: name, changes: changes)
    }

    private static func change(at instant: Timestamp, _ offset: Int) -> Change {
        (from: instant, offset: offset, abbreviation: abbreviation(offset))
    }

    /// `UTC`, `UTC+2`, `UTC-3:30`; seconds, which clocks had a century ago, are left out.
    static func abbreviation(_ offset: Int) -> String {
        let minutes = abs(offset) / 60
        if minutes == 0 { return "UTC" }
        let rest = minutes % 60
        let part = rest == 0 ? "" : rest < 10 ? ":0\(rest)" : ":\(rest)"
        return "UTC\(offset < 0 ? "-" : "+")\(minutes / 60)\(part)"
    }
}
