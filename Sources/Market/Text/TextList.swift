/// Functions that format lists for use in sentences.
public enum TextList {
    /// Returns the items joined with "or", such as "a, b or c".
    public static func or(_ items: [String]) -> String { joined(items, "or") }

    /// Returns the items joined with "and", such as "a, b and c".
    public static func and(_ items: [String]) -> String { joined(items, "and") }

    /// Returns the first eight items, separated by `separator`, followed by "…" if there are more.
    public static func start(of items: [String], separator: String = ", ") -> String {
        items.prefix(8).joined(separator: separator) + (items.count > 8 ? "\(separator)…" : "")
    }

    private static func joined(_ items: [String], _ word: String) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return "\(items.dropLast().joined(separator: ", ")) \(word) \(last)"
    }
}
