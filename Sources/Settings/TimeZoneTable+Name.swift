import Foundation
public import Market

extension TimeZoneTable {
    /// The time range in which offset changes are listed, 1970 to 2100. The first offset also applies before this
    /// range, and the last one after it.
    private static let span = (from: Timestamp(seconds: 0), to: Timestamp(seconds: 4_102_444_800))

    /// The maximum number of offset changes for a zone. No zone changes its clocks more than four times a year, so a
    /// higher number indicates invalid data.
    private static let changeLimit = 1000

    /// Creates a zone from the tz database in Foundation. Future changes follow the current rule.
    ///
    /// - Parameter zone: A name in the form returned by ``TimeZoneName/known(_:)``. Unknown names mean UTC.
    public init(zone name: String) { self.init(name: name, changes: Self.changes(of: name)) }

    /// Returns the offset changes of a zone, oldest first, starting in 1970.
    ///
    /// - Returns: At least one change. Abbreviations are made from the offset, such as `UTC+5:30`, because letters such
    ///   as CST or IST are ambiguous and not every zone has them.
    static func changes(of name: String) -> [Change] {
        let identifier = name == TimeZoneName.local ? TimeZone.current.identifier : name
        guard name != TimeZoneName.utc, let zone = TimeZone(identifier: identifier) else {
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
            guard offset != changes.last.map({ Int($0.offset) }) else { continue }
            changes.append(change(at: Timestamp(seconds: Int64(date.timeIntervalSince1970)), offset))
        }
        return changes
    }

    private static func change(at instant: Timestamp, _ offset: Int) -> Change {
        Change(from: instant, offset: Int64(offset), abbreviation: abbreviation(offset))
    }

    /// Returns the abbreviation for an offset in seconds, such as `UTC`, `UTC+2` or `UTC-3:30`. Seconds, which some
    /// zones used a century ago, are dropped.
    private static func abbreviation(_ offset: Int) -> String {
        let minutes = abs(offset) / 60
        if minutes == 0 { return "UTC" }
        let rest = minutes % 60
        let part = rest == 0 ? "" : rest < 10 ? ":0\(rest)" : ":\(rest)"
        return "UTC\(offset < 0 ? "-" : "+")\(minutes / 60)\(part)"
    }
}
