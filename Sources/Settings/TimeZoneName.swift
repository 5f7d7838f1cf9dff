import Foundation
import Market

/// Names of the time zones in this machine's tz database.
public enum TimeZoneName {
    public static let utc = "UTC"
    /// The time zone of this machine.
    public static let local = "local"

    /// Returns the name as the tz database writes it; `text` can be in any case. `UTC` and `local` are names too.
    ///
    /// - Returns: `nil` for an unknown time zone.
    public static func known(_ text: String) -> String? {
        let lowered = text.lowercased()
        if let special = [utc, local].first(where: { $0.lowercased() == lowered }) { return special }
        if let name = TimeZone.knownTimeZoneIdentifiers.first(where: { $0.lowercased() == lowered }) { return name }
        // Some valid names aren't in the list, such as US/Pacific and Asia/Kolkata. Offsets such as GMT+3 aren't names.
        guard text.contains("/"), text.utf8.count <= 80 else { return nil }
        return [text, capitalized(text)].first { TimeZone(identifier: $0) != nil }
    }

    /// Returns `Asia/Kolkata` for `asia/kolkata`.
    private static func capitalized(_ text: String) -> String {
        var isFirst = true
        return String(
            text.map { letter -> Character in
                defer { isFirst = !letter.isLetter }
                return (isFirst ? letter.uppercased() : letter.lowercased()).first ?? letter
            }
        )
    }

    /// Returns the error for an unknown time zone: `unknown time zone "Berlin"; did you mean Europe/Berlin?`.
    public static func problem(with text: String) -> String {
        let names = [utc, local] + TimeZone.knownTimeZoneIdentifiers
        // Users often enter only the city.
        let city = text.lowercased().replacing(" ", with: "_")
        let ofCity = names.filter { $0.split(separator: "/").last?.lowercased() == city }
        let near = ofCity.isEmpty ? Suggestion.suggestions(for: text, among: names) : Array(ofCity.prefix(4))
        let hint =
            near.isEmpty
            ? "use a name such as Europe/Berlin, UTC or local"
            : Suggestion.question(naming: near)
        return "unknown time zone \"\(text.prefix(80))\"; \(hint)"
    }
}
