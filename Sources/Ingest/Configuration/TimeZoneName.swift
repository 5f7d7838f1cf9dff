import Foundation
import Market

/// Names of time zones, as the tz database has them and this machine knows them.
public enum TimeZoneName {
    public static let utc = "UTC"
    /// The zone that this machine is set to.
    public static let local = "local"

    /// A name as the tz database writes it, however its letters were typed; also `UTC` and `local`.
    ///
    /// - Returns: `nil` where no zone has that name.
    public static func known(_ text: String) -> String? {
        let lowered = text.lowercased()
        if let special = [utc, local].first(where: { $0.lowercased() == lowered }) { return special }
        if let name = TimeZone.knownTimeZoneIdentifiers.first(where: { $0.lowercased() == lowered }) { return name }
        // Some are known and not listed, such as US/Pacific and Asia/Kolkata. An offset, GMT+3, is no zone of a place.
        guard text.contains("/"), text.utf8.count <= 80 else { return nil }
        return [text, capitalized(text)].first { TimeZone(identifier: $0) != nil }
    }

    /// `asia/kolkata` as `Asia/Kolkata`.
    private static func capitalized(_ text: String) -> String {
        var isFirst = true
        return String(
            text.map { letter -> Character in
                defer { isFirst = !letter.isLetter }
                return (isFirst ? letter.uppercased() : letter.lowercased()).first ?? letter
            }
        )
    }

    /// What to say of a name that no zone has: "“Berlin” is no time zone; did you mean Europe/Berlin?".
    public static func objection(to text: String) -> String {
        let names = [utc, local] + TimeZone.knownTimeZoneIdentifiers
        // Who thinks of a place thinks of its city.
        let wanted = text.lowercased().replacing(" ", with: "_")
        let ofCity = names.filter { $0.split(separator: "/").last?.lowercased() == wanted }
        let near = ofCity.isEmpty ? Suggestion.suggestions(for: text, among: names) : Array(ofCity.prefix(4))
        let hint =
            near.isEmpty
            ? "one is written like Europe/Berlin, UTC or local"
            : "did you mean \(near.joined(separator: " or "))?"
        return "“\(text.prefix(80))” is no time zone; \(hint)"
    }
}
