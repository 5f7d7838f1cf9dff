/// Lists in sentences.
public enum TextList {
    /// Returns "a, b or c".
    public static func or(_ items: [String]) -> String { joined(items, "or") }

    /// Returns "a, b and c".
    public static func and(_ items: [String]) -> String { joined(items, "and") }

    /// Returns the first eight items, and "…" if there are more.
    public static func start(of items: [String], separator: String = ", ") -> String {
        items.prefix(8).joined(separator: separator) + (items.count > 8 ? "\(separator)…" : "")
    }

    private static func joined(_ items: [String], _ word: String) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return "\(items.dropLast().joined(separator: ", ")) \(word) \(last)"
    }
}
