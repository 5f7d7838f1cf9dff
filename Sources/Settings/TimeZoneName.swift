import Foundation
import Market

/// Names of the time zones in this machine's tz database.
public enum TimeZoneName {
    public static let utc = "UTC"
    /// The name that stands for this machine's time zone.
    public static let local = "local"

    /// All names, for completion and suggestions.
    public static let all = [utc, local] + TimeZone.knownTimeZoneIdentifiers

    /// Returns the name of a time zone as the tz database spells it, ignoring the case of `text`. `UTC` and `local` are
    /// also names.
    ///
    /// - Returns: The name, or `nil` for an unknown time zone.
    public static func known(_ text: String) -> String? {
        let lowered = text.lowercased()
        if let special = [utc, local].first(where: { $0.lowercased() == lowered }) { return special }
        if let name = TimeZone.knownTimeZoneIdentifiers.first(where: { $0.lowercased() == lowered }) { return name }
        // Some valid names aren't in the list, such as US/Pacific and Asia/Kolkata. Offsets such as GMT+3 aren't names.
        guard text.contains("/"), text.utf8.count <= 80 else { return nil }
        return [text, capitalized(text)].first { TimeZone(identifier: $0) != nil }
    }

    /// Returns a name with each word capitalized, such as `Asia/Kolkata` for `asia/kolkata`.
    private static func capitalized(_ text: String) -> String {
        var isFirst = true
        return String(
            text.map { letter -> Character in
                defer { isFirst = !letter.isLetter }
                return (isFirst ? letter.uppercased() : letter.lowercased()).first ?? letter
            }
        )
    }

    /// Returns the names that are similar to a text or, if there are none, the names of zones with a similar city.
    private static func suggestions(for text: String, city: String) -> [String] {
        let whole = Suggestion.suggestions(for: text, among: all)
        // Short words are abbreviations such as CEST, which aren't similar to a city.
        guard whole.isEmpty, city.count > 4 else { return whole }
        let byCity = Dictionary(grouping: all) { $0.split(separator: "/").last.map(String.init) ?? $0 }
        return Array(
            Suggestion.suggestions(for: city, among: byCity.keys.sorted()).flatMap { byCity[$0] ?? [] }.prefix(4)
        )
    }

    /// Returns the error message for an unknown time zone, which suggests similar names or cities.
    public static func problem(with text: String) -> String {
        // Users often enter only the city.
        let city = text.lowercased().replacing(" ", with: "_")
        let ofCity = all.filter { $0.split(separator: "/").last?.lowercased() == city }
        let near = ofCity.isEmpty ? suggestions(for: text, city: city) : Array(ofCity.prefix(4))
        let hint =
            near.isEmpty
            ? "use a name such as Europe/Berlin, UTC or local"
            : Suggestion.question(naming: near)
        return "unknown time zone \"\(text.prefix(80))\"; \(hint)"
    }
}
