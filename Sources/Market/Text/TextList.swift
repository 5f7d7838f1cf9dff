/// Lists and counts in sentences.
public enum TextList {
    /// Returns "a, b or c".
    public static func or(_ items: [String]) -> String { joined(items, "or") }

    /// Returns "a, b and c".
    public static func and(_ items: [String]) -> String { joined(items, "and") }

    /// Returns "1 row" or "2 rows".
    public static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    private static func joined(_ items: [String], _ word: String) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return "\(items.dropLast().joined(separator: ", ")) \(word) \(last)"
    }
}
