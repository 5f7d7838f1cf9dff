public import Market

/// A writer of snapshots in the format of Apple's feeds: the current feed (v2) for a chart without games, the legacy
/// feed for any other.
public enum AppleFormat {
    public static func body(of snapshot: ChartSnapshot) -> String {
        snapshot.chart.edition == .withoutGames ? current(snapshot) : legacy(snapshot)
    }

    /// Returns a file name such as `us-top-free-2026-03-01T00.json`.
    public static func fileName(of snapshot: ChartSnapshot) -> String {
        let time = snapshot.observedAt.iso8601.prefix(13)
        return "\(snapshot.chart.storefront.code)-\(snapshot.chart.kind.slug)-\(time).json"
    }

    private static func current(_ snapshot: ChartSnapshot) -> String {
        let chart = snapshot.chart
        let address =
            "https://rss.marketingtools.apple.com/api/v2/\(chart.storefront.code)/apps/\(chart.kind.slug)/"
            + "\(snapshot.entries.count)/apps.json"
        let results = snapshot.entries.map { entry in
            "{\"artistName\":\(quoted(entry.developer ?? "")),\"id\":\(quoted(entry.app.text)),"
                + "\"name\":\(quoted(entry.name ?? "")),\"kind\":\"apps\",\"genres\":[]}"
        }
        return "{\"feed\":{\"title\":\(quoted("\(chart.kind.name) Apps")),\"id\":\(quoted(address)),"
            + "\"country\":\(quoted(chart.storefront.code)),\"updated\":\(quoted(stamp(snapshot.observedAt))),"
            + "\"results\":[\n\(results.joined(separator: ",\n"))]}}\n"
    }

    /// Returns an RFC 1123 date, as in the current feed (v2).
    private static func stamp(_ instant: Timestamp) -> String {
        let (year, month, day) = instant.day.civil
        let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][instant.day.weekday]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = instant.iso8601.dropFirst(11).prefix(8)
        return "\(weekday), \(day < 10 ? "0" : "")\(day) \(months[month - 1]) \(year) \(clock) +0000"
    }

    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20: quoted += "\\u00" + hex(scalar.value)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static func hex(_ value: UInt32) -> String {
        (value < 16 ? "0" : "") + String(value, radix: 16)
    }
}
