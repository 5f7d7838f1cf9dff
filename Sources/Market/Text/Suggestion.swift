/// Suggestions for misspelled words.
public enum Suggestion {
    /// Returns a question such as "did you mean sora?", or a list of the valid words if none is similar to `text`.
    public static func hint(for text: String, among words: [String]) -> String {
        question(for: text, among: words) ?? "available: \(words.joined(separator: ", "))"
    }

    /// Returns a question such as "did you mean sora?", or `nil` if no word is similar to `text`.
    public static func question(for text: String, among words: [String]) -> String? {
        let near = suggestions(for: text, among: words)
        return near.isEmpty ? nil : question(naming: near)
    }

    /// Returns a question that names words: "did you mean sora?" or "did you mean a, b or c?".
    public static func question(naming words: [String]) -> String { "did you mean \(TextList.or(words))?" }

    /// Returns at most four words that start with `text` or are within two edits of it, nearest first, ignoring case.
    public static func suggestions(for text: String, among words: [String]) -> [String] {
        let text = text.lowercased()
        guard !text.isEmpty, text.utf8.count <= 200 else { return [] }
        // Two edits turn any two-letter word into any other.
        let count = text.count
        let limit = count <= 2 ? 1 : 2
        let near = words.compactMap { word -> (word: String, distance: Int)? in
            let lowered = word.lowercased()
            if lowered.hasPrefix(text) { return (word, 1) }
            // Each edit changes the length by one at most.
            guard abs(lowered.count - count) <= limit else { return nil }
            return (word, edits(from: text, to: lowered))
        }
        return near.filter { $0.distance <= limit }.sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }
            .prefix(4).map(\.word)
    }

    /// Returns the Levenshtein distance between two texts.
    ///
    /// - Complexity: O(n·m) for texts of n and m characters.
    static func edits(from left: String, to right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var row = Array(0...right.count)
        for (i, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let replaced = diagonal + (character == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
